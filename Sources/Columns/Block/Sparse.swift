/// **sparse**: for blocks in which many numbers are 0, which stands for null. Number of others (4
/// bytes), a block of 0 and 1 that tells where they are, a block of the others minus one.
enum Sparse {
  /// The numbers that are not 0, minus one; `nil` where there are too few or too many zeros.
  static func dense(_ values: [UInt64], _ shape: BlockShape) -> [UInt64]? {
    guard shape.width > 2, shape.zeros * 32 > values.count, shape.zeros < values.count else {
      return nil
    }
    var dense: [UInt64] = []
    dense.reserveCapacity(values.count - shape.zeros)
    for value in values where value != 0 { dense.append(value - 1) }
    return dense
  }

  static func encode(
    _ values: [UInt64], _ dense: [UInt64], _ level: Int32, _ depth: Int,
    into writer: inout ByteWriter
  ) {
    writer.write(Encoding.sparse.rawValue)
    writer.write(UInt32(dense.count))
    Block.encode(
      values.map { $0 == 0 ? 0 : 1 }, level: level, depth: Block.innerDepth(below: depth),
      into: &writer)
    Block.encode(dense, level: level, depth: depth + 1, into: &writer)
  }
}
