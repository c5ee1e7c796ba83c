import GRDB

/// The ids of one kind that a source has delivered: intervals of this load in memory, and runs in
/// the table.
struct SeenIDSet {
  enum Kind: String { case number, text }

  private let source: String
  private let kind: Kind
  private let loadID: Int64
  private let limits: SeenIDLimits
  private var runs: [SeenIDRun]
  /// Each at least twice as long as the next.
  private var pending: [IDIntervals] = []

  init(
    source: String, kind: Kind, loadID: Int64, limits: SeenIDLimits, in db: Database
  ) throws {
    self.limits = limits
    self.source = source
    self.kind = kind
    self.loadID = loadID
    runs = try SeenIDRun.all(source: source, kind: kind, limits: limits, in: db)
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
    var room = limits.filterBudget - runs.reduce(0) { $0 + $1.byteCount }
    for run in runs.reversed() where !fresh.isEmpty {
      let known = try run.intersection(fresh, isRoom: room > 0, in: db)
      fresh = fresh.subtracting(known)
      room = limits.filterBudget - runs.reduce(0) { $0 + $1.byteCount }
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
    if pending.reduce(0, { $0 + $1.count }) >= limits.intervalsPerRun { try writePending(in: db) }
  }

  /// Writes what is not yet stored, as one run.
  mutating func writePending(in db: Database) throws {
    guard var all = pending.popLast() else { return }
    while let next = pending.popLast() { all = all.union(next) }
    runs.append(
      try SeenIDRun.write(
        all, loadID: loadID, source: source, kind: kind, limits: limits, in: db))
  }
}

/// How ids are parted between memory and pages. Only tests use others than the usual ones: small
/// limits bring a small case to every path.
package struct SeenIDLimits: Sendable {
  /// 8 MB, held in memory until they are written.
  package var intervalsPerRun = 1 << 19
  /// What a look at one id has to decode.
  package var intervalsPerPage = 1 << 10
  /// 16 let about one stranger in 1,000 pass.
  package var filterBitsPerID = 16
  /// Bytes of all filters; runs beyond are searched without.
  package var filterBudget = 64 << 20

  package init() {}
}
