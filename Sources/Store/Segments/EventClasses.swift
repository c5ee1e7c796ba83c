import Columns
import Domain

/// The kind of event decides what `duration_ms` measures and whether there is a `step`, a `rating`
/// or a `target` at all: in segments of `events` these columns have a block for each kind.
struct EventClasses {
  /// The column that decides.
  static let decider = "event"
  /// It, and what tells the times of visits, for durations that are stored as differences to them.
  private static let companions = [decider, "ts", "session"]
  private static let timed = "duration_ms"
  /// Those that are written by kind.
  private static let classed: Set = ["duration_ms", "step", "rating", "target"]
  /// Kinds whose rows are found without reading the column: few, and most questions are about them.
  private static let indexed: [EventKind] = [.submitted, .feedback]

  private let codes: [UInt32]
  private let classes: RowClasses
  private let indexedCodes: [UInt32]
  private let times: VisitTimes?

  /// - Parameter shared: the shared codes of each of the batch's columns.
  /// - Returns: `nil` for other series, and for segments too small for this.
  init?(_ batch: ColumnBatch, shared: [[UInt32]?], texts: SharedTexts, series: String) throws {
    guard series == FeedSchema.events.name, let place = batch.names.firstIndex(of: Self.decider),
      let codes = shared[place], batch.columns[place].nullCount == 0,
      let classes = RowClasses(sharedCodes: codes)
    else { return nil }
    self.codes = codes
    self.classes = classes
    let names = Set(Self.indexed.map(\.rawValue))
    indexedCodes = try texts.texts(of: Self.decider, in: series).enumerated()
      .filter { names.contains($0.element) }.map { UInt32($0.offset) }
    times = Self.times(of: batch)
  }

  /// `nil` where times are whole minutes, which tell too little of a duration.
  private static func times(of batch: ColumnBatch) -> VisitTimes? {
    guard case .integers(let instants, _)? = batch["ts"], batch["ts"]!.nullCount == 0,
      case .integers(let sessions, let validity)? = batch["session"],
      instants.contains(where: { $0 % Resolution.Timestamp.minute.milliseconds != 0 })
    else { return nil }
    return VisitTimes(instants, sessions: sessions, validity: validity)
  }

  /// The columns to be read beside another one, as its chunk tells.
  static func columns(beside name: String, isByClass: Bool, isElapsed: Bool) -> [String] {
    guard !companions.contains(name), isByClass else { return [] }
    return isElapsed ? companions : [decider]
  }

  /// The chunk of a column; `nil` where kinds of event do not matter to it.
  func encode(_ name: String, _ column: ColumnVector, _ shared: [UInt32]?) -> [UInt8]? {
    if name == Self.decider {
      return ChunkCodec.encode(sharedCodes: codes, deciding: classes, indexing: indexedCodes)
    }
    guard Self.classed.contains(name) else { return nil }
    return shared.map {
      ChunkCodec.encode(sharedCodes: $0, validity: column.validity, classes: classes)
    } ?? ChunkCodec.encode(column, classes: classes, times: name == Self.timed ? times : nil)
  }
}
