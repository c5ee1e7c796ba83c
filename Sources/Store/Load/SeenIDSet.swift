import GRDB

/// The ids of one kind that a source has delivered: intervals of this load in memory, and runs in
/// the table.
struct SeenIDSet {
  enum Kind: String { case number, text }

  /// 8 MB, held in memory until they are written.
  private static let intervalsPerRun = 1 << 19
  /// Bytes of filters; beyond, runs are searched without.
  private static let filterBudget = 64 << 20

  private let source: String
  private let kind: Kind
  private let loadID: Int64
  private var runs: [SeenIDRun]
  /// Each at least twice as long as the next.
  private var pending: [IDIntervals] = []

  init(source: String, kind: Kind, loadID: Int64, in db: Database) throws {
    self.source = source
    self.kind = kind
    self.loadID = loadID
    runs = try SeenIDRun.all(source: source, kind: kind, in: db)
  }

  /// Adds ids and tells the codes of those that are new.
  mutating func insert(
    _ entries: inout SeenIDs.Entries, in db: Database, ifFresh mark: (Int) -> Void
  ) throws {
    entries.sort(areHashes: kind == .text)
    let fresh = try newOnes(of: IDIntervals(ascending: entries.ids), in: db)
    var place = 0
    var last: UInt64?
    for (id, code) in zip(entries.ids, entries.codes) where id != last {
      while place < fresh.count, fresh.ends[place] < id { place += 1 }
      guard place < fresh.count else { break }
      if fresh.starts[place] <= id { mark(Int(code)) }
      last = id
    }
    try add(fresh, in: db)
  }

  private func newOnes(of wanted: IDIntervals, in db: Database) throws -> IDIntervals {
    var fresh = wanted
    for known in pending {
      fresh = fresh.subtracting(fresh.intersection(known))
    }
    var room = Self.filterBudget - runs.reduce(0) { $0 + $1.byteCount }
    for run in runs.reversed() where !fresh.isEmpty {
      let known = try run.intersection(fresh, isRoom: room > 0, in: db)
      fresh = fresh.subtracting(known)
      room = Self.filterBudget - runs.reduce(0) { $0 + $1.byteCount }
    }
    return fresh
  }

  private mutating func add(_ fresh: IDIntervals, in db: Database) throws {
    guard !fresh.isEmpty else { return }
    pending.append(fresh)
    while pending.count > 1, pending[pending.count - 2].count < 2 * pending[pending.count - 1].count
    {
      let last = pending.removeLast()
      pending.append(pending.removeLast().union(last))
    }
    if pending.reduce(0, { $0 + $1.count }) >= Self.intervalsPerRun { try writePending(in: db) }
  }

  /// Writes what is not yet stored, as one run.
  mutating func writePending(in db: Database) throws {
    guard var all = pending.popLast() else { return }
    while let next = pending.popLast() { all = all.union(next) }
    runs.append(
      try SeenIDRun.write(all, loadID: loadID, source: source, kind: kind, in: db))
  }
}
