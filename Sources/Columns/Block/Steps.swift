/// **steps**: for numbers that rise in small steps and jump now and then, such as the times of
/// visits one after the other. Number of jumps (4 bytes), a block of the steps plus one, in which 0
/// stands for a jump, a block of the values jumped to. The first row is a jump.
enum Steps {
  struct Plan {
    let bitCost: Int
    /// Bits of a step.
    let width: Int
  }

  private static let widthLimit = 32

  static func plan(_ count: Int, _ shape: BlockShape) -> Plan {
    var fitting = 0
    var best = Plan(bitCost: .max, width: 0)
    for width in 0...widthLimit {
      fitting += shape.stepsOfWidth[width]
      let jumps = (count - fitting) * shape.width
      // A jump takes up as much as a step; or a bit a row tells where they are, and as it takes time
      // to bring them together again, that is priced at an eighth.
      let apart = (count + fitting * width + jumps) / 7 * 8
      let cost = 64 + min(count * width + jumps, apart)
      if width > 0, cost < best.bitCost { best = Plan(bitCost: cost, width: width) }
    }
    return best
  }

  static func encode<Word: NumberWord>(
    _ values: [Word], width: Int, _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    let limit: Word = 1 << Word(width) - 1
    var jumps: [Word] = []
    let steps = [Word](count: values.count) { steps in
      values.withUnsafeBufferPointer { values in
        for row in values.indices {
          let value = values[row]
          if row > 0, value >= values[row &- 1], value &- values[row &- 1] < limit {
            steps[row] = value &- values[row &- 1] &+ 1
          } else {
            steps[row] = 0
            jumps.append(value)
          }
        }
      }
    }
    writer.write(Encoding.steps.rawValue)
    writer.write(UInt32(jumps.count))
    Block.encode(steps, level: level, depth: Block.innerDepth(below: depth), into: &writer)
    Block.encode(jumps, level: level, depth: depth + 1, into: &writer)
  }
}
