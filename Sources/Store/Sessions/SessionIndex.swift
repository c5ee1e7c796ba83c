import GRDB

/// Hash → number of all sessions whose window is open.
///
/// New sessions gather in memory and are written as sorted runs of half a million. Filters tell
/// at once that a hash is new; they are what grows with the number of sessions, by 14 bits
/// each.
/// The runs themselves stay in memory as long as all together is within the memory budget; else the
/// oldest leave, and single pages of theirs are read for the few hashes that the filters let pass.
struct SessionIndex {
  /// A filter and the runs that it covers.
  private struct Layer {
    let filter: SessionFilter
    var count = 0
    var runs: [SessionRun] = []
  }

  private let limits: SessionLimits
  private var layers: [Layer] = []
  /// Sorted, not yet written, each at least twice as large as the next; covered by the filter of
  /// the last layer.
  private var pending: [SortedSessions] = []
  private(set) var count = 0

  init(limits: SessionLimits) { self.limits = limits }

  /// Reads what is stored.
  init(reading db: Database, limits: SessionLimits) throws {
    self.init(limits: limits)
    let total =
      try Int.fetchOne(db, sql: "SELECT SUM(LENGTH(content)) FROM session_page") ?? 0
    guard total > 0 else { return }
    var layer = Layer(filter: filter(capacity: total / SortedSessions.bytesPerSession))
    var room = limits.memoryBudget - layer.filter.byteCount
    for pages in try SessionPages.runs(in: db).reversed() {
      let run = try SessionRun(reading: pages, in: db)
      for hash in run.content!.hashes { layer.filter.insert(hash) }
      if run.byteCount <= room { room -= run.byteCount } else { run.leaveMemory() }
      layer.runs.append(run)
      layer.count += run.count
    }
    layer.runs.reverse()
    layers = [layer]
    count = layer.count
  }

  private func filter(capacity: Int) -> SessionFilter {
    SessionFilter(capacity: capacity, bitsPerHash: limits.filterBitsPerSession)
  }

  /// Fills in the numbers of the hashes that are known.
  mutating func find(_ search: inout SessionSearch, in db: Database) throws {
    var room = limits.memoryBudget - byteCount
    for (position, layer) in layers.enumerated().reversed() {
      if search.foundCount == search.hashes.count { return }
      search.choose(by: layer.filter)
      if position == layers.count - 1 {
        for sessions in pending.reversed() where !search.candidates.isEmpty {
          sessions.find(&search)
          search.dropFound()
        }
      }
      for run in layer.runs.reversed() where !search.candidates.isEmpty {
        let before = run.byteCount
        try run.find(&search, isRoom: run.contentByteCount <= room, in: db)
        room -= run.byteCount - before
        search.dropFound()
      }
    }
  }

  /// Adds sessions that are not known yet.
  mutating func add(_ sessions: SortedSessions, in db: Database) throws {
    guard sessions.count > 0 else { return }
    if layers.last.map({ $0.count + sessions.count > $0.filter.capacity }) ?? true {
      try writePending(in: db)
      let bounds = limits.layerCapacity
      let usual = min(max(count, bounds.lowerBound), bounds.upperBound)
      layers.append(Layer(filter: filter(capacity: max(sessions.count, usual))))
    }
    let filter = layers[layers.count - 1].filter
    for hash in sessions.hashes { filter.insert(hash) }
    layers[layers.count - 1].count += sessions.count
    count += sessions.count
    pending.append(sessions)
    while pending.count > 1, pending[pending.count - 2].count < 2 * pending[pending.count - 1].count
    {
      mergeLastTwo()
    }
    if pendingCount >= limits.sessionsPerRun { try writePending(in: db) }
  }

  /// Writes what is not yet stored, as one run.
  mutating func writePending(in db: Database) throws {
    guard !pending.isEmpty else { return }
    // What is pending becomes resident; where all is too much, the oldest runs leave.
    var surplus = byteCount - limits.memoryBudget
    for layer in layers {
      for run in layer.runs where surplus > 0 {
        surplus -= run.byteCount
        run.leaveMemory()
      }
    }
    while pending.count > 2 { mergeLastTwo() }
    let rest = pending.count == 2 ? pending[1] : SortedSessions(base: pending[0].base, capacity: 0)
    let run = try SessionRun(
      writing: pending[0], rest, sessionsPerPage: limits.sessionsPerPage, keeping: surplus <= 0,
      in: db)
    layers[layers.count - 1].runs.append(run)
    pending = []
  }

  /// Lets go of the runs that are written; those that are wanted again are read.
  func leaveMemory() {
    for layer in layers { for run in layer.runs { run.leaveMemory() } }
  }

  private mutating func mergeLastTwo() {
    let last = pending.removeLast()
    var merge = SortedSessions.Merge(pending.removeLast(), last)
    pending.append(merge.next(Int.max))
  }

  private var pendingCount: Int { pending.reduce(0) { $0 + $1.count } }

  /// Bytes in memory.
  private var byteCount: Int {
    layers.reduce(pending.reduce(0) { $0 + $1.byteCount }) { sum, layer in
      layer.runs.reduce(sum + layer.filter.byteCount) { $0 + $1.byteCount }
    }
  }
}
