/// The keys of a dimension that a question admits, numbered without gaps: groups are told apart by
/// these ranks, so a question about 24 of 100 months has room for 24.
struct KeyRanks: Sendable {
  /// `[code]`: rank, or ``Frame/noKey`` where the code is not admitted.
  let rankOf: [Int32]
  /// `[rank]`: code.
  let codeOf: [Int]
  /// Factor of the next dimension in a group number.
  var radix: Int { max(codeOf.count, 1) }

  init(_ space: KeySpace, admitting keys: [String]?) {
    var isAdmitted = [Bool](repeating: keys == nil, count: space.count)
    for code in (keys ?? []).compactMap({ space.code(of: $0) }) { isAdmitted[code] = true }
    codeOf = isAdmitted.indices.filter { isAdmitted[$0] }
    var ranks = [Int32](repeating: Frame.noKey, count: space.count)
    for (rank, code) in codeOf.enumerated() { ranks[code] = Int32(rank) }
    rankOf = ranks
  }
}

/// What several formulas are asked for alike: the rows that are looked at, and how their keys are
/// numbered.
struct EngineQuestion: Sendable {
  /// Every dimension by which anything is grouped.
  let dimensions: [String]
  /// Dimensions that a filter names.
  let filtered: [String]
  let keySpaces: [String: KeySpace]
  let denseLimit: Int
  private let known: [String: KeyRanks]

  init(
    dimensions: Set<String>, filter: [String: [String]], keySpaces: [String: KeySpace],
    denseLimit: Int
  ) {
    self.dimensions = dimensions.sorted()
    filtered = filter.keys.sorted()
    self.keySpaces = keySpaces
    self.denseLimit = denseLimit
    known = Dictionary(
      uniqueKeysWithValues: dimensions.union(filter.keys).map {
        ($0, KeyRanks(keySpaces[$0]!, admitting: filter[$0]))
      })
  }

  /// - Precondition: the question names the dimension.
  func ranks(_ dimension: String) -> KeyRanks { known[dimension]! }
}
