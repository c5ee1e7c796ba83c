import Domain
import Indicators
import Store

/// How the engine may answer.
enum Path: String {
  /// Over the segments of the events.
  case raw
}

/// The one place that knows how the engine is asked: what it learns to choose (how many threads,
/// segments or cube) is passed on here. `nil`: the path cannot answer the question.
func ask(
  _ query: UsageQuery, _ reader: StoreReader, threads: Int, path: Path
) throws -> Table<Exact>? {
  try UsageEngine.table(query, reader: reader, threads: threads)
}
