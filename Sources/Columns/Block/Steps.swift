/// **steps**: for numbers that rise in small steps and jump now and then, such as the times of
/// visits one after the other. Width 1…32 of a step (1 byte), number of jumps (4 bytes), a block of
/// the steps, a block of the values jumped to. A step of all ones stands for a jump; the first row
/// is one.
enum Steps {
  struct Plan {
    let bitCost: Int
    /// Bits of a step.
    let width: Int
  }

  static let widthLimit = 32

  static func plan(_ values: [UInt64], _ shape: BlockShape) -> Plan {
    // rowsOfWidth[w]: steps that fit into w bits but not fewer.
    var rowsOfWidth = [Int](repeating: 0, count: 66)
    for row in 1..<values.count where values[row] >= values[row - 1] {
      let step = values[row] - values[row - 1]
      rowsOfWidth[step == .max ? 65 : 64 - (step + 1).leadingZeroBitCount] += 1
    }
    var fitting = 0
    var best = Plan(bitCost: .max, width: 0)
    for width in 0...widthLimit {
      fitting += rowsOfWidth[width]
      let cost = 64 + values.count * width + (values.count - fitting) * shape.width
      if width > 0, cost < best.bitCost { best = Plan(bitCost: cost, width: width) }
    }
    return best
  }

  static func encode(
    _ values: [UInt64], width: Int, _ level: Int32, _ depth: Int, into writer: inout ByteWriter
  ) {
    let jump: UInt64 = 1 << UInt64(width) - 1
    var jumps: [UInt64] = []
    var steps: [UInt64] = []
    steps.reserveCapacity(values.count)
    var last: UInt64?
    for value in values {
      if let last, value >= last, value - last < jump {
        steps.append(value - last)
      } else {
        steps.append(jump)
        jumps.append(value)
      }
      last = value
    }
    writer.write(Encoding.steps.rawValue)
    writer.write(UInt8(width))
    writer.write(UInt32(jumps.count))
    Block.encode(steps, level: level, depth: Block.depthLimit, into: &writer)
    Block.encode(jumps, level: level, depth: depth + 1, into: &writer)
  }
}
