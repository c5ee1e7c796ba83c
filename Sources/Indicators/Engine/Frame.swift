/// Rows of a relation as columns of codes and whole numbers.
///
/// A frame keeps few *base* columns (a Gemeinde's number, a Leistung's number); dimensions and
/// measures that follow from one of them are kept once a code, not once a row: the Kreis of a
/// Gemeinde, its inhabitants.
public struct Frame: Sendable {
  /// Stands for "no value" in measures (SQL `NULL`).
  public static let null = Int64.min
  /// Stands for "no key" in dimensions (SQL `NULL`).
  public static let noKey: Int32 = -1

  /// The sum of what has a value; ``null`` where neither has.
  static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    a == null ? b : b == null ? a : a + b
  }

  /// A base column: small whole numbers, as narrow as they come.
  public enum Codes: Sendable {
    case constant(UInt32)
    case bytes([UInt8])
    case words([UInt32])
  }

  /// A dimension follows from a base column: `codeOf[base code]` is its code or ``noKey``.
  public struct Dimension: Sendable {
    public let base: Int
    public let codeOf: [Int32]

    public init(base: Int, codeOf: [Int32]) {
      self.base = base
      self.codeOf = codeOf
    }
  }

  public enum Measure: Sendable {
    case constant(Int64)
    /// One value a row.
    case values([Int64])
    /// `values[base code]`
    case lookup(base: Int, values: [Int64])
  }

  public let rowCount: Int
  public let bases: [Codes]
  public let dimensions: [String: Dimension]
  public let measures: [String: Measure]

  /// - Precondition: columns of `rowCount` rows; dimensions and measures name existing bases.
  public init(
    rowCount: Int, bases: [Codes], dimensions: [String: Dimension], measures: [String: Measure]
  ) {
    for base in bases {
      switch base {
      case .constant: break
      case .bytes(let codes): precondition(codes.count == rowCount, "a base column too short")
      case .words(let codes): precondition(codes.count == rowCount, "a base column too short")
      }
    }
    for dimension in dimensions.values {
      precondition(bases.indices.contains(dimension.base), "a dimension without base column")
    }
    for case .values(let values) in measures.values {
      precondition(values.count == rowCount, "a measure too short")
    }
    self.rowCount = rowCount
    self.bases = bases
    self.dimensions = dimensions
    self.measures = measures
  }
}

/// Where the evaluator gets rows from: the key spaces that all frames share, and the frames of a
/// relation by the table's name (one frame a month for states). All frames of a table keep a
/// dimension in the same base column.
public struct FrameSet: Sendable {
  public let keySpaces: [String: KeySpace]
  /// The frames of a table, all or those of one month.
  let frames: @Sendable (_ table: String, _ month: Int?) -> [Frame]
  /// The months (codes) of a table whose frames lie in one month each; `nil`: of any other.
  let months: @Sendable (_ table: String) -> [Int]?

  public init(
    keySpaces: [String: KeySpace],
    months: @escaping @Sendable (_ table: String) -> [Int]? = { _ in nil },
    frames: @escaping @Sendable (_ table: String, _ month: Int?) -> [Frame]
  ) {
    self.keySpaces = keySpaces
    self.months = months
    self.frames = frames
  }
}
