import Columns
import Cryptography
import Domain
import GRDB

/// Event numbers that a source has delivered. Decimal numbers are kept as they are, texts as the
/// first eight bytes of their SHA-256; both as intervals, so that ascending numbers cost next to
/// nothing. What does not fit in memory goes to the table in sorted runs.
package final class SeenIDs {
  private var numbers: SeenIDSet
  private var texts: SeenIDSet

  package init(
    source: String, loadID: Int64, limits: SeenIDLimits = SeenIDLimits(), in db: Database
  ) throws {
    numbers = try SeenIDSet(source: source, kind: .number, loadID: loadID, limits: limits, in: db)
    texts = try SeenIDSet(source: source, kind: .text, loadID: loadID, limits: limits, in: db)
  }

  /// Rows whose id is new, or that have none. Remembers the new ids.
  package func freshRows(_ ids: ColumnVector, in db: Database) throws -> [Int] {
    guard case .texts(let codes, let dictionary, let validity) = ids else {
      preconditionFailure("event ids are texts")
    }
    var isFresh = try freshEntries(codes, dictionary, validity, in: db)
    var fresh: [Int] = []
    fresh.reserveCapacity(codes.count)
    for row in codes.indices {
      if let validity, !validity[row] {
        fresh.append(row)
      } else if isFresh[Int(codes[row])] {
        isFresh[Int(codes[row])] = false
        fresh.append(row)
      }
    }
    return fresh
  }

  /// Writes what is not yet stored. At the end of a load.
  package func write(in db: Database) throws {
    try numbers.writePending(in: db)
    try texts.writePending(in: db)
  }

  /// Which entries of a dictionary are used by a row and are new.
  private func freshEntries(
    _ codes: [UInt32], _ dictionary: [String], _ validity: Validity?, in db: Database
  ) throws -> [Bool] {
    var isUsed = [Bool](repeating: false, count: dictionary.count)
    for row in codes.indices where validity?[row] ?? true { isUsed[Int(codes[row])] = true }
    var numberIDs = Entries()
    var textIDs = Entries()
    numberIDs.reserve(dictionary.count)
    for (code, text) in dictionary.enumerated() where isUsed[code] {
      if let number = DecimalID.number(text) {
        numberIDs.append(number, code: code)
      } else {
        textIDs.append(SHA256.prefix64(text), code: code)
      }
    }
    var isFresh = [Bool](repeating: false, count: dictionary.count)
    try numbers.insert(&numberIDs, in: db) { isFresh[$0] = true }
    try texts.insert(&textIDs, in: db) { isFresh[$0] = true }
    return isFresh
  }

  /// Ids of a batch with the dictionary entries from which they come.
  struct Entries {
    private(set) var ids: [UInt64] = []
    private(set) var codes: [UInt32] = []
    private var isAscending = true

    mutating func reserve(_ count: Int) {
      ids.reserveCapacity(count)
      codes.reserveCapacity(count)
    }

    mutating func append(_ id: UInt64, code: Int) {
      if let last = ids.last, last > id { isAscending = false }
      ids.append(id)
      codes.append(UInt32(code))
    }

    /// - Parameter areHashes: the ids are spread evenly.
    mutating func sort(areHashes: Bool) {
      guard !isAscending else { return }
      isAscending = true
      if areHashes {
        let (hashes, positions) = HashOrder.sorted(ids)
        ids = hashes
        codes = positions.map { codes[Int($0)] }
        return
      }
      let sorted = zip(ids, codes).sorted { $0.0 < $1.0 }
      ids = sorted.map(\.0)
      codes = sorted.map(\.1)
    }
  }
}
