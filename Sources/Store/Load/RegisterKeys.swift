import Columns
import Domain

/// The keys that the registers know at the time of a load.
struct RegisterKeys {
  /// Feeds of events and snapshots, which refer to registers.
  static let feeds: Set<String> = [
    "events", "activations", "cases", "backlog", "coordination", "embedding", "elsewhere",
  ]

  private let processes: Set<String>
  private let leistungen: Set<String>
  /// ARS with 12 digits, AGS with 8, Kreise with 5.
  private let authorities: Set<String>

  init(_ reader: StoreReader) throws {
    func keys(_ feed: FeedSchema, _ column: String) throws -> Set<String> {
      var keys: Set<String> = []
      for batch in try reader.batches(of: feed.name, columns: [column]) {
        if case .texts(_, let dictionary, _) = batch.columns[0] { keys.formUnion(dictionary) }
      }
      return keys
    }
    leistungen = try keys(.catalogue, "leika")
    processes = try keys(.processes, "process_id")
    var authorities = try keys(.areas, "ars")
    for digits in authorities {
      guard let ars = ARS(digits) else { continue }
      if ars.kreis == ars { authorities.insert(ars.kreis5) }
      if let ags8 = AuthorityKey.gemeinde8(of: digits) { authorities.insert(ags8) }
    }
    self.authorities = authorities
  }

  /// How many rows of a column have a key that no register knows, and the first of them.
  func strangers(
    in column: ColumnVector, _ form: KeyForm
  ) -> (rows: Int, firstRow: Int, firstKey: String)? {
    guard case .texts(let codes, let dictionary, let validity) = column else { return nil }
    let isStrange = dictionary.map { !isKnown($0, form) }
    guard isStrange.contains(true) else { return nil }
    var rows = 0
    var firstRow = 0
    for row in codes.indices where isStrange[Int(codes[row])] && validity?[row] ?? true {
      if rows == 0 { firstRow = row }
      rows += 1
    }
    return rows == 0 ? nil : (rows, firstRow, dictionary[Int(codes[firstRow])])
  }

  /// A process may be named by its Leistung; forms that no register lists are always known.
  private func isKnown(_ key: String, _ form: KeyForm) -> Bool {
    switch form {
    case .process: processes.contains(key) || leistungen.contains(key)
    case .leika: leistungen.contains(key)
    case .authority: authorities.contains(key)
    default: true
    }
  }
}
