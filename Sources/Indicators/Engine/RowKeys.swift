/// Rows → group numbers. A row costs one look-up for each base column and no multiplication.
struct RowKeys {
  private var tables: [(codes: Frame.Codes, contribution: [Int])] = []
  /// What constant columns contribute; negative: no row of the frame takes part.
  private var offset = 0

  init(_ frame: Frame, contributions: [Int: [Int]]) {
    for (base, contribution) in contributions.sorted(by: { $0.key < $1.key }) {
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
  func fill(_ keys: Batch.Keys, rows: Range<Int>) {
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
    _ keys: Batch.Keys, _ rows: Range<Int>
  ) {
    for i in 0..<rows.count {
      keys[i] &+= contribution[Int(truncatingIfNeeded: codes[rows.lowerBound + i])]
    }
  }
}
