import Domain
import Store

extension UsageEngine {
  /// The rows of the answer from a cube; `nil` where the segments have to answer.
  static func cubeRows(
    _ query: UsageQuery, _ reader: StoreReader, _ source: UsageSource,
    _ explanation: inout UsageExplanation
  ) throws -> TableRows? {
    if source == .raw { return nil }
    switch try route(query, reader) {
    case .grain(let grain):
      explanation.source =
        "the cube by " + grain.axes.map(\.rawValue).joined(separator: " × ")
      let answer = try CubeAnswer(query, grain, reader, &explanation)
      return explanation.timing("list") { answer.rows() }
    case .segments(let reason):
      guard source == .automatic else {
        throw Fault(
          .usage, at: "--source cube", reason, remedy: "Ask with --source auto or --source raw")
      }
      explanation.notFromCube = reason
      return nil
    }
  }

  private static func route(_ query: UsageQuery, _ reader: StoreReader) throws -> CubeRoute {
    let route = CubeRoute(
      query, hasDurations: try reader.resolution()?.duration == .onePercent)
    guard case .grain = route, try !UsageCube().isUpToDate(reader) else { return route }
    return .segments("the cubes have not seen all events: compute the mart usage")
  }
}
