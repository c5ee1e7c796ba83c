import Columns
import Domain
import Foundation
import GRDB

/// Sorted intervals of event numbers in rows of `seen_id`, each row later numbers than the one
/// before.
final class SeenIDRun {
  private struct Page {
    let rowID: Int64
    let range: ClosedRange<UInt64>
  }

  /// The numbers are hashes, spread evenly by themselves.
  private let areHashes: Bool
  private let limits: SeenIDLimits
  private var pages: [Page]
  /// Made when the run is first read as a whole, where its numbers are scattered.
  private var filter: SessionFilter?
  private var isDense = false

  var range: ClosedRange<UInt64> {
    pages[0].range.lowerBound...pages[pages.count - 1].range.upperBound
  }
  var byteCount: Int { filter?.byteCount ?? 0 }

  private init(_ page: Page, kind: SeenIDSet.Kind, limits: SeenIDLimits) {
    self.limits = limits
    areHashes = kind == .text
    pages = [page]
  }

  /// The runs that the loads of a source have left, oldest first.
  static func all(
    source: String, kind: SeenIDSet.Kind, limits: SeenIDLimits,
    in db: Database
  ) throws -> [SeenIDRun] {
    var runs: [SeenIDRun] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT rowid, minimum, maximum FROM seen_id WHERE source = ? AND kind = ? ORDER BY rowid
        """, arguments: [source, kind.rawValue])
    while let row = try rows.next() {
      let page = Page(
        rowID: row[0],
        range: UInt64(bitPattern: row[1] as Int64)...UInt64(bitPattern: row[2] as Int64))
      if let run = runs.last, run.range.upperBound < page.range.lowerBound {
        run.pages.append(page)
      } else {
        runs.append(SeenIDRun(page, kind: kind, limits: limits))
      }
    }
    return runs
  }

  /// Writes a run.
  /// - Precondition: the intervals are not empty.
  static func write(
    _ intervals: IDIntervals, loadID: Int64, source: String, kind: SeenIDSet.Kind,
    limits: SeenIDLimits,
    in db: Database
  ) throws -> SeenIDRun {
    var run: SeenIDRun?
    for start in stride(from: 0, to: intervals.count, by: limits.intervalsPerPage) {
      let part = intervals.slice(start..<min(start + limits.intervalsPerPage, intervals.count))
      let range = part.range!
      try db.execute(
        sql: "INSERT INTO seen_id VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          loadID, source, kind.rawValue, Int64(bitPattern: range.lowerBound),
          Int64(bitPattern: range.upperBound), bytes(of: part),
        ])
      let page = Page(rowID: db.lastInsertedRowID, range: range)
      if let run {
        run.pages.append(page)
      } else {
        run = SeenIDRun(page, kind: kind, limits: limits)
      }
    }
    return run!
  }

  /// The numbers that are in this run too.
  /// - Parameter isRoom: a filter may be made.
  func intersection(
    _ wanted: IDIntervals, isRoom: Bool, in db: Database
  ) throws -> IDIntervals {
    var wanted = wanted.touching(range)
    if let filter {
      wanted = wanted.filter { start, end in
        start < end || filter.mayContain(hash(of: start))
      }
    }
    guard !wanted.isEmpty else { return IDIntervals() }
    var touched = pages.filter { wanted.touches($0.range) }
    let makesFilter = filter == nil && !isDense && isRoom && touched.count > pages.count / 2
    if makesFilter {
      touched = pages
      filter = SessionFilter(
        capacity: pages.count * limits.intervalsPerPage, bitsPerHash: limits.filterBitsPerID)
    }
    var both = IDIntervals()
    for page in touched {
      let known = try Self.read(page, in: db)
      both = both.union(wanted.touching(page.range).intersection(known))
      if makesFilter { addToFilter(known) }
    }
    return both
  }

  /// A filter knows numbers one by one: stretches are told by their bounds instead.
  private func addToFilter(_ intervals: IDIntervals) {
    guard let filter else { return }
    for index in 0..<intervals.count {
      let length = intervals.ends[index] - intervals.starts[index]
      guard length < 4 else {
        isDense = true
        self.filter = nil
        return
      }
      for step in 0...length { filter.insert(hash(of: intervals.starts[index] + step)) }
    }
  }

  /// Spreads numbers evenly (the last steps of SplitMix64).
  private func hash(of id: UInt64) -> UInt64 {
    guard !areHashes else { return id }
    var hash = id
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }

  // MARK: - Bytes

  /// XXH64 of what follows (8), length of the first chunk (4), a chunk of the starts, a chunk of
  /// the lengths less one.
  private static func bytes(of intervals: IDIntervals) -> Data {
    func chunk(_ words: [Int64]) -> [UInt8] {
      ChunkCodec.encode(.integers(words, validity: nil))
    }
    let starts = chunk(intervals.starts.map { Int64(bitPattern: $0) })
    let lengths = chunk(
      zip(intervals.starts, intervals.ends).map { Int64(bitPattern: $1 - $0) })
    var body: [UInt8] = []
    withUnsafeBytes(of: UInt32(starts.count).littleEndian) { body.append(contentsOf: $0) }
    body += starts + lengths
    var data = Data()
    withUnsafeBytes(of: Checksum.xxh64(body).littleEndian) { data.append(contentsOf: $0) }
    return data + body
  }

  private static func read(_ page: Page, in db: Database) throws -> IDIntervals {
    let data = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT ids FROM seen_id WHERE rowid = ?"), arguments: [page.rowID])
    guard let data, let intervals = try? intervals([UInt8](data)) else {
      throw Fault(
        .badData, at: "table seen_id, row \(page.rowID)",
        data == nil ? "it is missing" : "its bytes are damaged",
        remedy: "Restore the database from a backup")
    }
    return intervals
  }

  /// `nil` or an error where the bytes are damaged.
  private static func intervals(_ bytes: [UInt8]) throws(ChunkDamage) -> IDIntervals? {
    guard bytes.count > 12 else { return nil }
    let body = Array(bytes[8...])
    let checksum = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard Checksum.xxh64(body) == checksum else { return nil }
    let length = Int(
      body.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) })
    guard 4 + length <= body.count,
      case .integers(let starts, nil) = try ChunkCodec.decode(Array(body[4..<4 + length])),
      case .integers(let lengths, nil) = try ChunkCodec.decode(Array(body[(4 + length)...])),
      starts.count == lengths.count
    else { return nil }
    return IDIntervals(
      starts: starts.map { UInt64(bitPattern: $0) },
      ends: zip(starts, lengths).map { UInt64(bitPattern: $0 &+ $1) })
  }
}
