/// Turns rows into group numbers: mixed-radix numbers of the codes of the dimensions asked for,
/// so that sorting the numbers sorts by the dimensions.
///
/// All dimensions that follow from the same base column are folded into one table, so a row costs
/// one look-up for each base column and no multiplication.
struct GroupKeys {
  /// Marks base codes whose rows take no part; sums of a few of them stay negative.
  private static let excluded = -(1 << 59)

  private var tables: [(codes: Frame.Codes, contribution: [Int])] = []
  /// What constant columns contribute; negative: no row of the frame takes part.
  private var offset = 0

  /// - Parameters:
  ///   - dimensions: the first one counts most.
  init(_ frame: Frame, dimensions: [String], _ question: EngineQuestion) {
    var contributionOfBase: [Int: [Int]] = [:]
    func update(_ dimension: Frame.Dimension, _ change: (Int) -> Int?) {
      var table =
        contributionOfBase[dimension.base] ?? [Int](repeating: 0, count: dimension.codeOf.count)
      for (base, code) in dimension.codeOf.enumerated() {
        if code != Frame.noKey, let part = change(Int(code)) {
          if table[base] >= 0 { table[base] += part }
        } else {
          table[base] = Self.excluded
        }
      }
      contributionOfBase[dimension.base] = table
    }
    var stride = 1
    for name in dimensions.reversed() {
      let dimension = Self.dimension(name, of: frame)
      let ranks = question.ranks(name)
      let step = stride
      update(dimension) { ranks.rankOf[$0] < 0 ? nil : Int(ranks.rankOf[$0]) * step }
      stride = Self.product(stride, ranks.radix)
    }
    for name in question.filtered where !dimensions.contains(name) {
      let ranks = question.ranks(name)
      update(Self.dimension(name, of: frame)) { ranks.rankOf[$0] < 0 ? nil : 0 }
    }
    for (base, contribution) in contributionOfBase.sorted(by: { $0.key < $1.key }) {
      if case .constant(let code) = frame.bases[base] {
        offset += contribution[Int(code)]
      } else {
        tables.append((frame.bases[base], contribution))
      }
    }
  }

  /// Whether no row of the frame can take part.
  var excludesAll: Bool { offset < 0 }

  /// Writes the group numbers of `rows` to `keys`; negative: the row takes no part.
  func fill(_ keys: UnsafeMutableBufferPointer<Int>, rows: Range<Int>) {
    for i in 0..<rows.count { keys[i] = offset }
    for table in tables {
      table.contribution.withUnsafeBufferPointer { contribution in
        switch table.codes {
        case .constant: preconditionFailure("constant columns are part of the offset")
        case .bytes(let codes):
          codes.withUnsafeBufferPointer { Self.add($0, contribution, keys, rows) }
        case .words(let codes):
          codes.withUnsafeBufferPointer { Self.add($0, contribution, keys, rows) }
        }
      }
    }
  }

  @inline(__always)
  private static func add<Code: FixedWidthInteger>(
    _ codes: UnsafeBufferPointer<Code>, _ contribution: UnsafeBufferPointer<Int>,
    _ keys: UnsafeMutableBufferPointer<Int>, _ rows: Range<Int>
  ) {
    for i in 0..<rows.count {
      keys[i] &+= contribution[Int(truncatingIfNeeded: codes[rows.lowerBound + i])]
    }
  }

  private static func dimension(_ name: String, of frame: Frame) -> Frame.Dimension {
    guard let dimension = frame.dimensions[name] else {
      preconditionFailure("the frame has no dimension \(name)")
    }
    return dimension
  }

  static func product(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    precondition(!overflow && result < 1 << 58, "more possible groups than numbers")
    return result
  }
}
