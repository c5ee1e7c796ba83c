import Columns
import Cryptography
import Domain

/// One line that is the same for the same facts, whatever the order, repetition or interruption of
/// their deliveries: SHA-256 over the stored fact rows in canonical order, sessions numbered
/// canonically, without marts, ledger, quarantine, keys, settings and load times.
///
/// A visit is hashed as a whole (its rows in order of `ts`, event, step, then all else), so that
/// its number does not matter; all other rows are hashed one by one. The digests are sorted per
/// feed and hashed again.
public enum StateHash {
  /// 64 hexadecimal digits.
  public static func facts(_ reader: StoreReader) throws -> String {
    var total = SHA256()
    for feed in FeedCatalogue.all.sorted(by: { $0.name < $1.name }) {
      var digests: [[UInt8]] = []
      if feed.name == "events" {
        digests = try eventDigests(reader)
      } else {
        let names = feed.columns.map(\.name)
        for segment in try reader.segments(of: feed.name) {
          let batch = try reader.read(segment, columns: names)
          for row in 0..<batch.rowCount { digests.append(SHA256.digest(bytes(of: batch, row))) }
        }
      }
      digests.sort { $0.lexicographicallyPrecedes($1) }
      total.update("\(feed.name) \(digests.count)\n")
      for digest in digests { total.update(digest) }
    }
    return Hex.encode(total.finish())
  }

  /// The same for derived tables.
  public static func marts(_ marts: [any Mart], _ reader: StoreReader) throws -> String {
    var total = SHA256()
    for mart in marts {
      for row in try mart.canonicalRows(reader) { total.update(row + "\n") }
    }
    return Hex.encode(total.finish())
  }

  private static let eventColumns = FeedSchema.events.columns.map(\.name).filter {
    $0 != "id" && $0 != "session"
  }

  private static func eventDigests(_ reader: StoreReader) throws -> [[UInt8]] {
    var rowsOfVisit: [Int64: [[UInt8]]] = [:]
    var digests: [[UInt8]] = []
    for segment in try reader.segments(of: "events") {
      let batch = try reader.read(segment, columns: eventColumns)
      let session = try reader.read(segment, columns: ["session"]).columns[0]
      for row in 0..<batch.rowCount {
        let bytes = bytes(of: batch, row)
        if case .integer(let number) = session[row] {
          rowsOfVisit[number, default: []].append(bytes)
        } else {
          digests.append(SHA256.digest(bytes))
        }
      }
    }
    for rows in rowsOfVisit.values {
      var hash = SHA256()
      for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) { hash.update(row) }
      digests.append(hash.finish())
    }
    return digests
  }

  /// A row as bytes that sort by their cells; each cell carries its type, so that null, 0 and ""
  /// differ, and texts end in a zero byte that no stored text contains.
  private static func bytes(of batch: ColumnBatch, _ row: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ word: UInt64) {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    for column in batch.columns {
      switch column[row] {
      case .null: bytes.append(0)
      case .integer(let value):
        bytes.append(1)
        append(UInt64(bitPattern: value) ^ 1 << 63)
      case .real(let value):
        bytes.append(2)
        append(value.bitPattern)
      case .text(let value):
        bytes.append(3)
        bytes.append(contentsOf: value.utf8)
        bytes.append(0)
      }
    }
    return bytes
  }
}
