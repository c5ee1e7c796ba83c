/// The rows of a pair relation, once for each kind of process where they are split by it. They stay
/// the same while competence does, so that the frames of a period share them.
struct PairColumns: Sendable {
  enum Place: Hashable { case gemeinden, authorities }

  let places: [UInt32]
  let leistungen: [UInt32]
  /// Empty where the relation has none.
  let expectedCases: [Int64]
  /// Codes of the kinds; `nil`: all kinds together.
  let kinds: [UInt8]?

  /// - Parameter kinds: of the groups of rows; a single one does not split.
  init(
    _ places: [UInt32], _ leistungen: [UInt32], _ expectedCases: [Int64] = [],
    kinds: [UInt8] = []
  ) {
    let count = max(kinds.count, 1)
    func repeated<Element>(_ array: [Element]) -> [Element] {
      count == 1 ? array : Array(repeatElement(array, count: count).joined())
    }
    self.places = repeated(places)
    self.leistungen = repeated(leistungen)
    self.expectedCases = repeated(expectedCases)
    self.kinds = count == 1 ? nil : kinds.flatMap { repeatElement($0, count: places.count) }
  }
}
