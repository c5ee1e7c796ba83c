/// The bytes of a chunk are not what an encoder wrote.
public struct ChunkDamage: Error, Equatable {
  /// One sentence without full stop.
  public let problem: String

  init(_ problem: String) { self.problem = problem }

  package static let missing = ChunkDamage("the column is not there")
  package static let checksum = ChunkDamage("the checksum does not match")
  /// A chunk of another length than its segment.
  package static let rowCount = ChunkDamage("the row count does not match")
  /// A column of few values with numbers above 32 bits.
  package static let tooWide = ChunkDamage("a number is too large")
}
