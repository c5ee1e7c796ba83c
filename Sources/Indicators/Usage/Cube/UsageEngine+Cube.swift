import Domain
import Store

extension UsageEngine {
  /// The rows of the answer from a cube; `nil` where the segments have to answer.
  static func cubeRows(
    _ query: UsageQuery, _ reader: StoreReader, _ source: UsageSource,
    _ explanation: inout UsageExplanation
  ) throws -> TableRows? {
    let kept = try reader.retention()
    let deleted = kept.eventsFrom.flatMap { (query.from ?? Day(number: .min)) < $0 ? $0 : nil }
    if source == .raw {
      if let deleted {
        throw refusal(query, deleted, "only a cube still knows of them", "--source auto")
      }
      return nil
    }
    switch try route(query, reader, kept) {
    case .grain(let grain):
      explanation.source =
        "the cube by " + grain.axes.map(\.rawValue).joined(separator: " × ")
      explanation.eventsFrom = deleted
      let answer = try CubeAnswer(query, grain, reader, &explanation)
      return explanation.timing("list") { answer.rows() }
    case .segments(let reason):
      if let deleted { throw refusal(query, deleted, reason, "fewer dimensions, by whole months") }
      guard source == .automatic else {
        throw Fault(
          .usage, at: "--source cube", reason, remedy: "Ask with --source auto or --source raw")
      }
      explanation.notFromCube = reason
      return nil
    }
  }

  /// What to say where events that a question reaches back to are gone and no cube can stand in:
  /// never an answer from those that are left.
  private static func refusal(
    _ query: UsageQuery, _ deleted: Day, _ reason: String, _ otherwise: String
  ) -> Fault {
    Fault(
      .inputMissing, at: query.from.map { "--from \($0)" } ?? "the question, which has no --from",
      "events before \(deleted) were deleted by retention, and \(reason)",
      remedy: "Ask with --from \(deleted) or later, or with \(otherwise)")
  }

  private static func route(
    _ query: UsageQuery, _ reader: StoreReader, _ kept: RetentionState
  ) throws -> CubeRoute {
    let route = CubeRoute(
      query, hasDurations: try reader.resolution()?.duration == .onePercent,
      daysFrom: kept.daysFrom)
    guard case .grain = route, try !UsageCube().isUpToDate(reader) else { return route }
    return .segments("the cubes have not seen all events: compute the mart usage")
  }
}
