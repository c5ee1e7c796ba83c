import Columns
import Domain

/// What the numbers of the value columns of a segment mean.
final class ValueTables {
  /// `[number of event]`: position in `EventKind.allCases`.
  private(set) var kinds: [UInt8] = []
  /// `[number of channel]`: 1 where it is online or mobile.
  private(set) var digital: [UInt8] = []
  /// `[number of rating]`: the rating, 0 for null.
  private(set) var ratings: [Int64] = []
  private(set) var sessions: VisitCounter.Source?
  /// `[run of sessions]`: the kinds of event in it as bits, where they are known and asked for.
  private(set) var classesInRuns: [UInt8]?
  /// The columns that are read for values.
  let lanes: [Lane]
  private lazy var runPlaces = BlockRoom<UInt32>()

  /// - Parameters:
  ///   - kind: the only kind of event that is looked at: then the column need not be opened.
  ///   - open: opens a lane of a column for the rows that are admitted.
  init(
    _ plan: UsagePlan, _ lanes: [String: Lane], kind: Int?,
    _ open: (Lane, String) throws(Fault) -> Void
  ) throws(Fault) {
    let needs = plan.needs
    self.lanes = needs.columns.map { lanes[$0]! }
    for column in needs.columns where kind == nil || column != "event" {
      try open(lanes[column]!, column)
    }
    func table<Entry>(_ column: String, _ entry: (Int64?) -> Entry) -> [Entry] {
      let lane = lanes[column]!
      return (0..<lane.numberCount).map { entry(lane.value(of: $0)) }
    }
    if needs.event {
      kinds = table("event") { code in code.map { plan.kindOfCode[Int($0)] } ?? 0 }
    }
    if needs.digital {
      digital = table("channel") { code in code.map { plan.isDigitalCode[Int($0)] } ?? 0 }
    }
    if needs.ratings { ratings = table("rating") { $0 ?? 0 } }
    if needs.sessions {
      // Without any session in any segment every number is null.
      sessions = VisitCounter.Source(
        lanes["session"]!.chunk, first: plan.sessions?.lowerBound ?? 0,
        flags: needs.flags ? kinds.map { UsageCellTally.flags[Int($0)] } : [])
    }
  }

  /// Looks up which kinds of event occur in each run of sessions.
  func find(classesInRunsOf sessions: Lane, _ event: Lane) throws(ChunkDamage) {
    guard sessions.runs != nil else { return }
    classesInRuns = try sessions.chunk.classesInRuns(event.chunk)
  }

  /// The run of each row that is left.
  func places(of runs: RunCursor, _ block: RowBlock) -> UnsafePointer<UInt32> {
    runs.pickRuns(block, into: runPlaces.start)
    return UnsafePointer(runPlaces.start)
  }
}
