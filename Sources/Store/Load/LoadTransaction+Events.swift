import Columns
import Domain

extension LoadTransaction {
  /// Events as they are kept: in the order of ``EventOrder``, with numbers for sessions, rounded.
  func stored(_ events: ColumnBatch) throws -> ColumnBatch {
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
