import Domain
import Indicators
import Store

/// How the engine may answer.
enum Path: String {
  /// Over the segments of the events.
  case raw
  /// From the cells of a cube.
  case cube
}

/// The one place that knows how the engine is asked: what it learns to choose (how many threads,
/// segments or cube) is passed on here. `nil`: the path cannot answer the question.
func ask(
  _ query: UsageQuery, _ reader: StoreReader, threads: Int, path: Path
) throws -> Table<Exact>? {
  switch path {
  case .raw:
    return try UsageEngine.table(query, reader: reader, threads: threads, source: .raw)
  case .cube:
    let answer = try UsageEngine.answer(query, reader: reader, threads: threads)
    return answer.explanation.notFromCube == nil ? answer.table : nil
  }
}
