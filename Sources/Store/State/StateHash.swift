import Columns
import Cryptography
import Domain

/// One line that is the same for the same facts, whatever the order, repetition or interruption of
/// their deliveries: SHA-256 over the stored fact rows in canonical order, sessions numbered
/// canonically, without marts, ledger, quarantine, keys, settings and load times.
///
/// Each row is hashed; a visit is hashed as a whole, over the sorted digests of its rows, so that
/// its number does not matter. The digests are sorted per feed and hashed again. A row takes 40
/// bytes of memory meanwhile. A column that a feed has got since then (``FeedColumn/isSilent``) adds
/// nothing to rows without it, so that a hash of before still holds.
public enum StateHash {
  /// 64 hexadecimal digits.
  public static func facts(_ reader: StoreReader) throws -> String {
    var total = SHA256()
    for feed in FeedCatalogue.all.sorted(by: { $0.name < $1.name }) {
      var digests: [Digest] = []
      if feed.name == "events" {
        digests = try eventDigests(reader)
      } else {
        let names = feed.columns.filter { !$0.isSilent }.map(\.name)
        let silent = feed.columns.filter(\.isSilent).map(\.name)
        for segment in try reader.segments(of: feed.name) {
          let batch = try reader.read(segment, columns: names + silent)
          for row in 0..<batch.rowCount {
            digests.append(Digest(bytes(of: batch, row, silent: silent)))
          }
        }
      }
      digests.sort()
      total.update("\(feed.name) \(digests.count)\n")
      for digest in digests { digest.add(to: &total) }
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

  private static func eventDigests(_ reader: StoreReader) throws -> [Digest] {
    var rowsOfVisits: [(visit: Int64, row: Digest)] = []
    var digests: [Digest] = []
    for segment in try reader.segments(of: "events") {
      let batch = try reader.read(segment, columns: eventColumns)
      let session = try reader.read(segment, columns: ["session"]).columns[0]
      for row in 0..<batch.rowCount {
        let digest = Digest(bytes(of: batch, row))
        if case .integer(let number) = session[row] {
          rowsOfVisits.append((number, digest))
        } else {
          digests.append(digest)
        }
      }
    }
    rowsOfVisits.sort { ($0.visit, $0.row) < ($1.visit, $1.row) }
    var start = 0
    while start < rowsOfVisits.count {
      var hash = SHA256()
      var end = start
      while end < rowsOfVisits.count, rowsOfVisits[end].visit == rowsOfVisits[start].visit {
        rowsOfVisits[end].row.add(to: &hash)
        end += 1
      }
      digests.append(Digest(finished: hash.finish()))
      start = end
    }
    return digests
  }

  /// A SHA-256 digest without a heap block of its own: there are as many as rows.
  private struct Digest: Comparable {
    let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ bytes: [UInt8]) { self.init(finished: SHA256.digest(bytes)) }

    init(finished digest: [UInt8]) {
      func word(_ index: Int) -> UInt64 {
        digest[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
      }
      words = (word(0), word(1), word(2), word(3))
    }

    func add(to hash: inout SHA256) {
      withUnsafeBytes(
        of: (
          words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
        )
      ) { hash.update($0) }
    }

    static func == (a: Digest, b: Digest) -> Bool { a.words == b.words }
    static func < (a: Digest, b: Digest) -> Bool { a.words < b.words }
  }

  /// A row as bytes; each cell carries its type, so that null, 0 and ""
  /// differ, and texts end in a zero byte that no stored text contains.
  /// - Parameter silent: the last columns, which count only where they hold something, by their names.
  private static func bytes(
    of batch: ColumnBatch, _ row: Int, silent: [String] = []
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ word: UInt64) {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    func append(_ cell: Cell) {
      switch cell {
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
    for column in batch.columns.dropLast(silent.count) { append(column[row]) }
    for (name, column) in zip(silent, batch.columns.suffix(silent.count))
    where column[row] != .null {
      bytes.append(4)
      append(.text(name))
      append(column[row])
    }
    return bytes
  }
}
