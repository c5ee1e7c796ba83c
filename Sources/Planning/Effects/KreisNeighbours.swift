import Domain

/// Which Kreise share a border.
public struct KreisNeighbours: Sendable, Hashable {
  /// AGS with five digits → keys of its neighbours, ascending.
  private let ofKreis: [String: [String]]

  /// - Parameter pairs: each pair once, in any order.
  public init(_ pairs: [(String, String)]) {
    var sets: [String: Set<String>] = [:]
    for (a, b) in pairs where a != b {
      sets[a, default: []].insert(b)
      sets[b, default: []].insert(a)
    }
    ofKreis = sets.mapValues { $0.sorted() }
  }

  /// Nobody has told which Kreise share a border.
  public static let missing = Fault(
    .inputMissing, at: "Data/reference/nachbarn.csv", "it is not known which Kreise share a border",
    remedy: "Copy the file of the distribution into the project")

  /// The rows of `Data/reference/nachbarn.csv`.
  /// - Parameters:
  ///   - file: its name, for messages.
  ///   - rows: cells by the names of the header.
  /// - Throws: ``Fault`` (bad data) for a row that does not name two Kreise.
  public init(file: String, rows: [[String: String]]) throws {
    try self.init(
      rows.enumerated().map { number, row in
        let keys = ["ags5_a", "ags5_b"].map { row[$0] ?? "" }
        for key in keys where !(key.utf8.count == 5 && AuthorityKey.isWellFormed(key)) {
          throw Fault(
            .badData, at: "\(file), line \(number + 2)", "\"\(key)\" is no key of a Kreis",
            remedy: "Give a pair of keys with five digits as ags5_a and ags5_b")
        }
        return (keys[0], keys[1])
      })
  }

  /// `[Kreis]` → positions of its neighbours in the same list.
  func positions(of kreise: [String]) -> [[Int]] {
    let position = Dictionary(
      kreise.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return kreise.map { kreis in (ofKreis[kreis] ?? []).compactMap { position[$0] } }
  }
}
