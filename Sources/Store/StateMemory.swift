import Columns
import GRDB

/// What was read of one state of the database, for whoever asks the same state again: texts that
/// segments share, zone maps and lists of segments. All of it has been checked when it was read.
final class StateMemory {
  /// Changes with every commit, of this connection or another.
  private struct State: Equatable {
    let byOthers: Int64
    let here: Int
  }

  private var state: State?
  let texts: SharedTexts
  /// By series.
  var segments: [String: [SegmentInfo]] = [:]
  /// By series and column, then by segment.
  var zones: [ZoneMap.Column: [Int64: Zone]] = [:]
  /// What questions have opened, where that is wanted. It outlasts states.
  let chunks: ChunkMemory?

  /// - Parameter chunks: bytes of opened chunks that are kept at most; 0: none are.
  init(db: Database, chunks limit: Int) {
    texts = SharedTexts(db: db)
    chunks = limit > 0 ? ChunkMemory(limit: limit) : nil
  }

  /// Forgets everything where the database is in another state than the last time.
  func follow(_ db: Database) throws {
    let byOthers =
      try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"), arguments: []) ?? 0
    let found = State(byOthers: byOthers, here: db.totalChangesCount)
    guard found != state else { return }
    state = found
    texts.forget()
    segments = [:]
    zones = [:]
    chunks?.beginState()
  }
}
