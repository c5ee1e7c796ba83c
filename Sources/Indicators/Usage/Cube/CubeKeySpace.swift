import Domain

/// The keys of a dimension that occur in a cube, in the order in which they are listed: the code of
/// a key is its place.
struct CubeKeySpace {
  let dimension: UsageDimension
  /// `nil`, a missing key, comes first where it occurs.
  let keys: [String?]
  private let codeOf: [String?: UInt64]

  init(_ dimension: UsageDimension, keys found: some Sequence<String?>) {
    self.dimension = dimension
    keys = Set(found).sorted { a, b in
      guard let a, let b else { return a == nil && b != nil }
      return dimension.isNumeric ? Int(a)! < Int(b)! : a < b
    }
    codeOf = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, UInt64($0)) })
  }

  var size: UInt64 { UInt64(keys.count) }

  /// - Precondition: the key occurs.
  func code(of key: String?) -> UInt64 { codeOf[key]! }
}

/// What the values of an axis decide: whether a cell is admitted, and its part of the group's key.
struct CubeAxisRules {
  /// The part of cells that no condition admits; sums of a few of them stay above every group.
  static let refused: UInt64 = 1 << 60

  private let filters: [(dimension: UsageDimension, keys: Set<String>)]
  private let groups: [(space: CubeKeySpace, stride: UInt64)]
  private let days: ClosedRange<Day>?

  /// - Parameter groups: the dimensions asked for that are read from this axis.
  init(
    filters: [(dimension: UsageDimension, keys: Set<String>)],
    groups: [(space: CubeKeySpace, stride: UInt64)], days: ClosedRange<Day>?
  ) {
    self.filters = filters
    self.groups = groups
    self.days = days
  }

  /// Whether there is anything to decide.
  var isNeeded: Bool { !filters.isEmpty || !groups.isEmpty || days != nil }

  func part(ofText text: String) -> UInt64 {
    guard filters.allSatisfy({ $0.keys.contains($0.dimension.key(of: text) ?? "") }) else {
      return Self.refused
    }
    return groups.reduce(0) { $0 + $1.space.code(of: $1.space.dimension.key(of: text)) * $1.stride }
  }

  /// - Parameter day: a day, or the first of a month.
  func part(of day: Day) -> UInt64 {
    guard days?.contains(day) ?? true,
      filters.allSatisfy({ $0.keys.contains($0.dimension.key(of: day)!) })
    else { return Self.refused }
    return groups.reduce(0) { $0 + $1.space.code(of: $1.space.dimension.key(of: day)) * $1.stride }
  }
}
