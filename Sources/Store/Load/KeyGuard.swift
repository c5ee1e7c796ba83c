import Columns
import Domain

/// Finds rows of one file that repeat a key: harmless where the whole row is the same, a
/// contradiction where it is not.
struct KeyGuard {
  enum Judgement: Equatable {
    case fresh
    case same
    /// The key, for the rejection.
    case contradiction(String)
  }

  private let keyColumns: [Int]
  private var rowOfKey: [[Cell]: Int] = [:]

  init(feed: FeedSchema) {
    keyColumns = feed.key.map { feed.index(of: $0)! }
  }

  mutating func judge(_ batch: ColumnBatch, row: Int) -> Judgement {
    let cells = batch.row(row)
    let key = keyColumns.map { cells[$0] }
    var hasher = Hasher()
    hasher.combine(cells)
    let digest = hasher.finalize()
    guard let known = rowOfKey[key] else {
      rowOfKey[key] = digest
      return .fresh
    }
    return known == digest ? .same : .contradiction(key.map(\.label).joined(separator: " "))
  }
}

extension Cell {
  /// The value as text; empty for null.
  package var label: String {
    switch self {
    case .null: ""
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let value): value
    }
  }
}
