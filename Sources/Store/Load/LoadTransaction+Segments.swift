import Columns
import Domain

/// Pending batches → segments.
extension LoadTransaction {
  /// Writes what has come; of events only whole segments, unless the file is at its end.
  func flush(isEnd: Bool = false) throws {
    guard !pending.isEmpty else { return }
    let all = ColumnBatch.concatenating(pending)
    pending = []
    pendingRows = 0
    var start = 0
    // Of events, rows that were left out of a segment because they lie in the next month.
    var left: ColumnBatch?
    while start < all.rowCount || left != nil {
      let room = SegmentWriter.rowLimit - (left?.rowCount ?? 0)
      let end = min(start + room, all.rowCount)
      let isWhole = start == 0 && end == all.rowCount
      var part = isWhole ? all : all.selecting(Array(UInt32(start)..<UInt32(end)))
      if let rows = left { part = ColumnBatch.concatenating([rows, part]) }
      left = nil
      start = end
      guard isEvents else {
        try write(part)
        continue
      }
      if !isEnd, part.rowCount < SegmentWriter.rowLimit {
        pending = [part]
        pendingRows = part.rowCount
        return
      }
      if case .integers(let ts, _)? = part["ts"], let months = MonthCut.parts(of: ts) {
        left = part.selecting(months.in)
        part = part.selecting(months.before)
      }
      try write(stored(part))
    }
  }

  private func write(_ batch: ColumnBatch) throws {
    segments.append(
      try SegmentWriter(db: db, texts: texts).write(
        batch, series: delivery.feed.name, loads: [(report.loadID, batch.rowCount)]))
  }

  /// Events as they are kept: in the order of ``EventOrder``, with numbers for sessions, rounded.
  private func stored(_ events: ColumnBatch) throws -> ColumnBatch {
    guard case .integers(let ts, _)? = events["ts"],
      case .integers(let durations, let hasDuration)? = events["duration_ms"],
      case .integers(let values, let hasSession)? = events["session"],
      let process = events["process"], let authority = events["authority"]
    else { preconditionFailure("the feed events has lost a column") }
    let order = EventOrder(
      process: try sharedCodes(process, "process"),
      authority: try sharedCodes(authority, "authority"),
      ts: ts, session: values, hasSession: hasSession)
    let numbers = try sessions.numbers(of: order.sessions, at: order.instants, in: db)
    let sorted =
      events
      .replacing("ts", with: .integers(resolution.timestamp.round(ts), validity: nil))
      .replacing(
        "duration_ms",
        with: .integers(resolution.duration.round(durations), validity: hasDuration)
      )
      .replacing("session", with: nil)
      .selecting(order.rows)
    let session = ColumnVector.integers(
      order.visits.map { $0 < 0 ? 0 : numbers[Int($0)] },
      validity: hasSession.map { _ in
        Validity(rowCount: order.visits.count) { order.visits[$0] >= 0 }
      })
    return sorted.replacing("session", with: session)
  }

  /// Codes that mean the same in all segments: in their order, segments can be merged.
  private func sharedCodes(_ column: ColumnVector, _ name: String) throws -> [UInt32] {
    guard case .texts(let codes, let dictionary, let validity) = column else {
      preconditionFailure("the column \(name) of events holds texts")
    }
    return try texts.codes(
      codes, of: dictionary, validity: validity, column: name, in: delivery.feed.name)
  }
}
