/// The bytes of a chunk are not what an encoder wrote.
public struct ChunkDamage: Error, Equatable {
  /// One sentence without full stop.
  public let problem: String

  init(_ problem: String) { self.problem = problem }

  package static let missing = ChunkDamage("the column is not there")
  package static let checksum = ChunkDamage("the checksum does not match")
  /// A chunk of another length than its segment.
  package static let rowCount = ChunkDamage("the row count does not match")
}
