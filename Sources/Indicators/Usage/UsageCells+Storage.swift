import Columns
import Domain
import Store

/// Cells of the grain month × process × authority × channel, as the store keeps them.
extension UsageCells {
  /// Adds up all parts of the cube.
  public init(reading reader: StoreReader) throws {
    self = try Stored(reading: reader).sum()
  }

  /// The parts of the cube as they are stored, to be added up on any thread.
  struct Stored: Sendable {
    private let cells: [StoredColumns]
    private let visits: [StoredColumns]

    init(reading reader: StoreReader) throws {
      let grain = CubeGrain.monthAuthority
      cells = try reader.segments(of: grain.cells.series).map {
        try reader.storedColumns(UsageCells.keyColumns + UsageCells.numberColumns, of: $0)
      }
      visits = try reader.segments(of: grain.visits.series).map {
        try reader.storedColumns(UsageCells.keyColumns + UsageCells.visitColumns, of: $0)
      }
    }

    func sum() throws -> UsageCells {
      var sum = UsageCellSum()
      for part in cells {
        sum.add(cells: try part.decode(UsageCells.keyColumns + UsageCells.numberColumns))
      }
      for part in visits {
        sum.add(visits: try part.decode(UsageCells.keyColumns + UsageCells.visitColumns))
      }
      return sum.finish()
    }
  }

  private static let visitColumns = ["session", "flags"]
  static let keyColumns = ["month", "process", "authority", "channel"]
  static let numberColumns =
    EventKind.allCases.map(\.rawValue) + [
      "sessions", "sessions_started", "sessions_submitted", "rating_sum", "rating_count",
      "submitted_off_hours", "handed_over_postbox",
    ]

  /// Positions of the number columns in memory, in the order of ``numberColumns``.
  static var numberPaths: [WritableKeyPath<UsageCells, [Int64]>] {
    EventKind.allCases.indices.map { \.counts[$0] } + [
      \.sessions, \.sessionsStarted, \.sessionsSubmitted, \.ratingSum, \.ratingCount,
      \.submittedOffHours, \.handedOverPostbox,
    ]
  }
}
