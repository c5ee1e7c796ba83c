/// The bytes of a chunk are not what an encoder wrote.
public struct ChunkDamage: Error, Equatable {
  /// One sentence without full stop.
  public let problem: String

  init(_ problem: String) { self.problem = problem }
}
