import Columns
import Cryptography
import Domain
import Foundation
import GRDB

/// Event numbers that a source has already delivered. Numbers are kept as they are, texts as the
/// first eight bytes of their SHA-256; each load adds one sorted, packed list of either kind.
final class SeenIDs {
  private enum Kind: String, CaseIterable { case number, text }

  private let source: String
  private var earlier: [Kind: [Earlier]] = [:]
  private var current: [Kind: Set<UInt64>] = [.number: [], .text: []]

  /// A list of an earlier load, decoded when its range is first touched.
  private struct Earlier {
    let rowID: Int64
    let range: ClosedRange<UInt64>
    var ids: [UInt64]?
  }

  init(source: String, in db: Database) throws {
    self.source = source
    for kind in Kind.allCases {
      earlier[kind] = try Row.fetchAll(
        db, sql: "SELECT rowid, minimum, maximum FROM seen_id WHERE source = ? AND kind = ?",
        arguments: [source, kind.rawValue]
      ).map {
        Earlier(
          rowID: $0[0],
          range: UInt64(bitPattern: $0[1] as Int64)...UInt64(bitPattern: $0[2] as Int64), ids: nil)
      }
    }
  }

  /// Rows whose id is new, or that have none. Remembers the new ids.
  func freshRows(_ ids: ColumnVector, in db: Database) throws -> [Int] {
    guard case .texts(let codes, let dictionary, let validity) = ids else {
      preconditionFailure("event ids are texts")
    }
    let keys = dictionary.map(Self.key)
    var fresh: [Int] = []
    for row in codes.indices {
      if let validity, !validity[row] {
        fresh.append(row)
        continue
      }
      let (kind, id) = keys[Int(codes[row])]
      if try !isKnownEarlier(id, kind, in: db), current[kind]!.insert(id).inserted {
        fresh.append(row)
      }
    }
    return fresh
  }

  func write(loadID: Int64, in db: Database) throws {
    for kind in Kind.allCases {
      let ids = current[kind]!.sorted()
      guard let first = ids.first, let last = ids.last else { continue }
      let chunk = ChunkCodec.encode(.integers(ids.map { Int64(bitPattern: $0) }, validity: nil))
      try db.execute(
        sql: "INSERT INTO seen_id VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          loadID, source, kind.rawValue, Int64(bitPattern: first), Int64(bitPattern: last),
          Data(chunk),
        ])
    }
  }

  private func isKnownEarlier(_ id: UInt64, _ kind: Kind, in db: Database) throws -> Bool {
    for index in earlier[kind]!.indices where earlier[kind]![index].range.contains(id) {
      if earlier[kind]![index].ids == nil {
        earlier[kind]![index].ids = try Self.read(earlier[kind]![index].rowID, in: db)
      }
      if Self.contains(earlier[kind]![index].ids!, id) { return true }
    }
    return false
  }

  private static func read(_ rowID: Int64, in db: Database) throws -> [UInt64] {
    let data = try Data.fetchOne(
      db, sql: "SELECT ids FROM seen_id WHERE rowid = ?", arguments: [rowID])!
    do {
      guard case .integers(let values, _) = try ChunkCodec.decode([UInt8](data)) else { return [] }
      return values.map { UInt64(bitPattern: $0) }
    } catch {
      throw Fault(
        .badData, at: "table seen_id, row \(rowID)", error.problem,
        remedy: "Restore the database from a backup")
    }
  }

  private static func contains(_ sorted: [UInt64], _ id: UInt64) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == id
  }

  private static func key(of id: String) -> (Kind, UInt64) {
    if let number = UInt64(id), String(number) == id { return (.number, number) }
    let digest = SHA256.digest(Array(id.utf8))
    return (.text, digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }
}
