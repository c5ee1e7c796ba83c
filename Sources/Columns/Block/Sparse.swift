/// **sparse**: for blocks in which many numbers are 0, which stands for null. Number of others (4
/// bytes), a block of 0 and 1 that tells where they are, a block of the others minus one.
enum Sparse {
  /// The numbers that are not 0, minus one; `nil` where there are too few or too many zeros.
  static func dense<Word: NumberWord>(_ values: [Word], _ shape: BlockShape) -> [Word]? {
    guard shape.width > 2, shape.zeros * 32 > values.count, shape.zeros < values.count else {
      return nil
    }
    return [Word](unsafeUninitializedCapacity: values.count) { dense, count in
      let dense = dense.baseAddress!
      var next = 0
      values.withUnsafeBufferPointer { values in
        for value in values {
          dense[next] = value &- 1
          // 1 for all but 0, by its bits: a branch would be foreseen wrongly too often.
          next &+= Int(truncatingIfNeeded: (value | (0 &- value)) &>> Word(Word.bitWidth - 1))
        }
      }
      count = next
    }
  }

  static func encode<Word: NumberWord>(
    _ values: [Word], _ dense: [Word], _ level: Int32, _ depth: Int,
    into writer: inout ByteWriter
  ) {
    writer.write(Encoding.sparse.rawValue)
    writer.write(UInt32(dense.count))
    let presence = [UInt8](count: values.count) { presence in
      values.withUnsafeBufferPointer { values in
        for row in values.indices { presence[row] = values[row] == 0 ? 0 : 1 }
      }
    }
    Block.encode(presence, level: level, depth: Block.innerDepth(below: depth), into: &writer)
    Block.encode(dense, level: level, depth: depth + 1, into: &writer)
  }
}
