/// How a block writes its numbers. The raw value is part of the file format.
public enum Encoding: UInt8, Sendable, CaseIterable {
  case constant = 0
  case packed = 1
  case planes = 2
  case topped = 3
  case runs = 4
  case steps = 5
  case delta = 6
  case listed = 7
  case sparse = 8
  case numbered = 9
  case squeezed = 10
}

/// Numbers 0…2^64 − 1 in the encoding with the smallest predicted size: one byte that names it,
/// then its data, which may hold further blocks.
enum Block {
  /// Blocks within blocks at most; deeper ones are damage.
  static let depthLimit = 4

  /// Where a block begins that is simple in itself: one more below it is enough.
  static func innerDepth(below depth: Int) -> Int { max(depth + 1, depthLimit - 1) }

  static func encode<Word: NumberWord>(
    _ values: [Word], level: Int32, depth: Int = 0, into writer: inout ByteWriter
  ) {
    let shape = BlockShape(values)
    guard !shape.isConstant else {
      return Constant.encode(UInt64(values.first ?? 0), into: &writer)
    }
    guard depth < depthLimit else { return Flat.encode(values, shape, level, into: &writer) }

    let plan = Plan(values.count, shape)
    // Telling where the zeros are costs a bit a row.
    if plan.bitCost > values.count, let dense = Sparse.dense(values, shape) {
      let inner = BlockShape(dense)
      let cost = values.count + (inner.isConstant ? 64 : Plan(dense.count, inner).bitCost)
      if cost < plan.bitCost {
        return Sparse.encode(values, dense, level, depth, into: &writer)
      }
    }
    // A list costs a search for the distinct values: only where nothing else is much smaller.
    if plan.bitCost > Flat.bitCost(values.count, shape) / 2,
      let list = Listed.plan(values, shape)
    {
      return Listed.encode(list, level, depth, into: &writer)
    }
    switch plan.encoding {
    case .runs:
      let runs = Runs.split(values)
      if depth == 0, let numbering = Numbered.Plan(runs.values) {
        Numbered.encode(numbering, lengths: runs.lengths, level, depth, into: &writer)
      } else {
        Runs.encode(runs.values, lengths: runs.lengths, level, depth, into: &writer)
      }
    case .delta: Delta.encode(values, shape, level, depth, into: &writer)
    case .steps: Steps.encode(values, width: plan.stepWidth, level, depth, into: &writer)
    default: Flat.encode(values, shape, level, into: &writer)
    }
  }

  /// The encoding with the smallest predicted size, before zstd; the simpler one wins a tie.
  private struct Plan {
    private(set) var encoding = Encoding.packed
    private(set) var bitCost: Int
    private(set) var stepWidth = 0

    init(_ count: Int, _ shape: BlockShape) {
      bitCost = Flat.bitCost(count, shape)
      consider(.runs, Runs.bitCost(count, shape))
      consider(.delta, Delta.bitCost(count, shape))
      if shape.mayBeSteps(count) {
        let steps = Steps.plan(count, shape)
        stepWidth = steps.width
        consider(.steps, steps.bitCost)
      }
    }

    private mutating func consider(_ encoding: Encoding, _ cost: Int) {
      guard cost < bitCost else { return }
      (self.encoding, bitCost) = (encoding, cost)
    }
  }
}
