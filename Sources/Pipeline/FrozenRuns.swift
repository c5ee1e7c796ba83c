import Domain
import Foundation
import Store

/// The states of published runs, each as a database of its own in `Data/runs/ID/`: pages and papers
/// of a run are made from it, however much has been loaded since.
///
/// They are made from the project's database when they are wanted, so they are no second store: they
/// may be deleted at any time, and retention does so where they hold what has to go.
public struct FrozenRuns: Sendable {
  /// How many there are at most; the one that was made or asked for longest ago goes first.
  public static let limit = 8

  private static let unfinished = ".making"

  private let dataFolder: String
  private let marts: [any Mart]

  /// - Parameter marts: all derived tables of the project.
  public init(dataFolder: String, marts: [any Mart]) {
    self.dataFolder = dataFolder
    self.marts = marts
  }

  private var runsFolder: String { dataFolder + "/runs" }

  /// One process at a time makes states, or takes away what they are made from.
  private func lock() throws -> WriterLock { try WriterLock(path: runsFolder + "/freeze.lock") }

  /// The record of a run.
  /// - Throws: ``Fault`` (input missing) where there is none, with those that there are.
  public func record(_ id: String) throws -> RunRecord {
    let records = try RunRecord.all(dataFolder: dataFolder)
    if let record = records.first(where: { $0.id == id }) { return record }
    throw Fault(
      .inputMissing, at: "run \(id)", "no run of that name was published",
      remedy: records.isEmpty
        ? "Run a pipeline that publishes: lagebild run"
        : Suggestion.hint(for: id, among: records.suffix(5).map(\.id)))
  }

  /// The folder with the frozen state, as a `Data` folder; `nil`: there is none yet.
  public func folder(of record: RunRecord) -> String? {
    let folder = runsFolder + "/" + record.id
    guard FileManager.default.fileExists(atPath: folder + "/" + ProjectStore.fileName) else {
      return nil
    }
    // The order in which they were asked for decides which goes first.
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: folder)
    return folder
  }

  /// Makes the frozen state where it is not there yet: whole, or not at all.
  /// - Returns: its folder.
  /// - Throws: ``Fault`` where the state cannot be made any more, or another process makes one.
  public func freeze(_ record: RunRecord) throws -> String {
    if let folder = folder(of: record) { return folder }
    guard let last = record.lastLoad else {
      throw Fault(
        .inputMissing, at: "run \(record.id)", "nothing had been loaded then",
        remedy: "Name a later run")
    }
    let lock = try lock()
    let folder = runsFolder + "/" + record.id
    let making = folder + Self.unfinished
    try withExtendedLifetime(lock) {
      // A whole copy of the database until it is finished: it must not stay.
      defer { try? FileManager.default.removeItem(atPath: making) }
      try? FileManager.default.removeItem(atPath: making)
      try ProjectStore.freeze(dataFolder: dataFolder, upTo: last, into: making, marts: marts)
      let revision = try ProjectStore.reading(dataFolder: making).read { try $0.revision() }
      guard revision == record.revision else {
        throw Fault(
          .badData, at: "run \(record.id)",
          "it was made from revision \(record.revision), the database leads to \(revision)",
          remedy: "Check the database: lagebild check; or use a backup from the time of the run")
      }
      try DurableFile.move(making, to: folder)
      DurableFile.sync(runsFolder)
    }
    try removeOldest()
    return folder
  }

  /// Whether the frozen state has the same facts as the run had, by the hash in its record.
  /// - Returns: `false` where it cannot be said, because retention has deleted events since then.
  /// - Throws: ``Fault`` where the facts are others.
  public func verify(_ record: RunRecord) throws -> Bool {
    try ProjectStore.reading(dataFolder: try freeze(record)).read { reader in
      if try StateHash.facts(reader) == record.stateHash { return true }
      let hasLost = try reader.retentionRecords().contains { retention in
        retention.appliedAt >= record.startedAt
          && retention.items.contains { $0.kind == .events }
      }
      guard hasLost else {
        throw Fault(
          .badData, at: "run \(record.id)", "its facts are not those of the run any more",
          remedy: "Check the database: lagebild check; or use a backup from the time of the run")
      }
      return false
    }
  }

  /// The frozen states that hold something that has to go.
  /// - Parameters:
  ///   - now: milliseconds since 1970-01-01T00:00Z.
  ///   - alone: whether no other state may be made until the answer is let go: a copy that is being
  ///     made would keep what is deleted beside it.
  /// - Throws: ``Fault`` (try again) where another process is making one.
  public func expired(
    _ limits: RetentionLimits, now: Int64, alone: Bool = false
  ) throws -> ExpiredRuns {
    let hasRuns = FileManager.default.fileExists(atPath: runsFolder)
    let lock = try alone && hasRuns ? self.lock() : nil
    let folders = try folders(unfinished: true).filter { folder in
      // What an interruption left is a whole copy, of which nothing was taken out.
      if folder.hasSuffix(Self.unfinished) { return true }
      let plan = try ProjectStore.reading(dataFolder: folder)
        .retentionPlan(limits, marts: marts, now: now)
      return !plan.items.isEmpty
    }
    return ExpiredRuns(folders: folders, before: limits.eventsBefore.firstDay, lock: lock)
  }

  /// All frozen states, by when they were asked for, newest last.
  public func folders() -> [String] { folders(unfinished: false) }

  private func folders(unfinished: Bool) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runsFolder)) ?? []
    return names.map { runsFolder + "/" + $0 }
      .filter {
        (unfinished || !$0.hasSuffix(Self.unfinished))
          && FileManager.default.fileExists(atPath: $0 + "/" + ProjectStore.fileName)
      }
      .sorted { (Self.changedAt($0), $0) < (Self.changedAt($1), $1) }
  }

  private static func changedAt(_ path: String) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.modificationDate] as? Date ?? .distantPast
  }

  fileprivate static func remove(_ folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try DurableFile.remove(folder + "/" + name)
    }
    rmdir(folder)
  }

  private func removeOldest() throws {
    for folder in folders().dropLast(Self.limit) { try Self.remove(folder) }
  }
}

/// Frozen states that retention takes away, whole.
public struct ExpiredRuns {
  let folders: [String]
  let before: Day
  /// Held until they are removed.
  fileprivate let lock: WriterLock?

  /// `nil`: nothing goes.
  public var item: RetentionItem? {
    guard !folders.isEmpty else { return nil }
    let sizes = folders.compactMap { folder in
      let path = folder + "/" + ProjectStore.fileName
      return try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    }
    return RetentionItem(
      kind: .frozenRuns, before: before, items: folders.count, rows: nil, bytes: sizes.reduce(0, +))
  }

  /// Removes them, for good once it returns.
  public func remove() throws {
    try withExtendedLifetime(lock) {
      for folder in folders { try FrozenRuns.remove(folder) }
    }
  }
}
