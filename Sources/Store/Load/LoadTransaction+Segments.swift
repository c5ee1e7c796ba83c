import Columns
import Domain

/// Pending batches → segments.
extension LoadTransaction {
  /// Writes what has come; of events only whole segments, unless the file is at its end.
  func flush(isEnd: Bool = false) throws {
    let least = isEvents && !isEnd ? SegmentWriter.rowLimit : 1
    while pending.rowCount >= least {
      var segment = pending.take(SegmentWriter.rowLimit)
      guard isEvents else {
        try write(segment)
        continue
      }
      if case .integers(let ts, _)? = segment["ts"], let months = MonthCut.parts(of: ts) {
        let next: ColumnBatch
        (segment, next) = segment.parted(months.before, months.in)
        pending.putBack(next)
      }
      try write(stored(segment))
    }
  }

  private func write(_ batch: ColumnBatch) throws {
    segments.append(
      try SegmentWriter(db: db, texts: texts).write(
        batch, series: delivery.feed.name, loads: [(report.loadID, batch.rowCount)]))
  }

  /// Events as they are kept: in the order of ``EventOrder``, with numbers for sessions, rounded.
  private func stored(_ events: consuming ColumnBatch) throws -> ColumnBatch {
    let (order, session) = try order(events)
    return try events.mappingColumns { name, column in
      switch (name, column) {
      case ("session", _): session
      case ("ts", .integers(let ts, let validity)):
        ColumnVector.integers(resolution.timestamp.round(ts), validity: validity)
          .gathering(order)
      case ("duration_ms", .integers(let durations, let validity)):
        ColumnVector.integers(resolution.duration.round(durations), validity: validity)
          .gathering(order)
      case (_, .texts(let codes, _, let validity)):
        // The texts that ``sharingTexts(_:)`` has left out.
        ColumnVector.texts(
          codes: codes, dictionary: try texts.texts(of: name, in: delivery.feed.name),
          validity: validity
        ).gathering(order)
      default: column.gathering(order)
      }
    }
  }

  /// The order of the rows, and in that order the numbers of their sessions.
  private func order(
    _ events: borrowing ColumnBatch
  ) throws -> (rows: [UInt32], session: ColumnVector) {
    guard case .integers(let ts, _)? = events["ts"],
      case .integers(let values, let hasSession)? = events["session"],
      case .texts(let process, _, _)? = events["process"],
      case .texts(let authority, _, _)? = events["authority"]
    else { preconditionFailure("the feed events has lost a column") }
    let order = EventOrder(
      process: process, authority: authority, ts: ts, session: values, hasSession: hasSession)
    let numbers = try sessions.numbers(of: order.sessions, at: order.instants, in: db)
    return (order.rows, order.column(of: numbers, hasNulls: hasSession != nil))
  }

  /// Codes that mean the same in all segments, in the place of those of the batch, and no texts
  /// beside them: batches can be joined then without a look at a text, and segments be merged in the
  /// order of codes.
  func sharingTexts(_ events: consuming ColumnBatch) throws -> ColumnBatch {
    try events.mappingColumns { name, column in
      guard case .texts(let codes, let dictionary, let validity) = column else { return column }
      let shared = try texts.codes(
        codes, of: dictionary, validity: validity, column: name, in: delivery.feed.name)
      return .texts(codes: shared, dictionary: [], validity: validity)
    }
  }
}
