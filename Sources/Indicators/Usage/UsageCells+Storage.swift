import Columns
import Domain
import Store

/// Cells of the grain month × process × authority × channel, as the store keeps them.
extension UsageCells {
  /// Adds up all parts of the cube.
  public init(reading reader: StoreReader) throws {
    self.init()
    let grain = CubeGrain.monthAuthority
    var sum = UsageCellSum()
    for segment in try reader.segments(of: grain.cells.series) {
      sum.add(cells: try reader.read(segment, columns: Self.keyColumns + Self.numberColumns))
    }
    for segment in try reader.segments(of: grain.visits.series) {
      sum.add(
        visits: try reader.read(segment, columns: Self.keyColumns + ["session", "flags"]))
    }
    self = sum.finish()
  }

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
