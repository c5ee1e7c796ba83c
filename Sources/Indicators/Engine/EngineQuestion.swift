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

/// What is asked of the frames, whatever the formula.
struct EngineQuestion {
  let by: [String]
  /// Dimensions that a filter names.
  let filtered: [String]
  let frames: FrameSet
  let denseLimit: Int
  private let filter: [String: [String]]
  private let known: [String: KeyRanks]

  init(by: [String], filter: [String: [String]], frames: FrameSet, denseLimit: Int) {
    self.by = by
    self.filter = filter
    filtered = Array(filter.keys)
    self.frames = frames
    self.denseLimit = denseLimit
    known = Dictionary(
      uniqueKeysWithValues: Set(by + filter.keys).map {
        ($0, KeyRanks(frames.keySpaces[$0]!, admitting: filter[$0]))
      })
  }

  func ranks(_ dimension: String) -> KeyRanks {
    known[dimension]
      ?? KeyRanks(frames.keySpaces[dimension]!, admitting: filter[dimension])
  }

  /// Number of possible groups.
  func radix(_ dimensions: [String]) -> Int {
    dimensions.reduce(1) { GroupKeys.product($0, ranks($1).radix) }
  }

  /// An answer without groups yet.
  var noFigures: FigureGroups { FigureGroups(by.map(ranks)) }
}
