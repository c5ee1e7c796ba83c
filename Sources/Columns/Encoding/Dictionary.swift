import Domain

/// Texts as codes into a sorted dictionary of the entries that occur: number of entries (4 bytes),
/// each as length (4 bytes) and UTF-8, then the codes as an ``IntegerBlock``.
enum DictionaryEncoding {
  static func encode(
    codes: [UInt32], dictionary: [String], validity: Validity?, into writer: inout ByteWriter
  ) {
    var isUsed = [Bool](repeating: false, count: dictionary.count)
    for row in codes.indices where validity?[row] ?? true { isUsed[Int(codes[row])] = true }
    let entries = dictionary.indices.filter { isUsed[$0] }.sorted {
      dictionary[$0].utf8.lexicographicallyPrecedes(dictionary[$1].utf8)
    }
    var rank = [Int64](repeating: 0, count: dictionary.count)
    writer.write(UInt32(entries.count))
    for (position, entry) in entries.enumerated() {
      rank[entry] = Int64(position)
      let text = Array(dictionary[entry].utf8)
      writer.write(UInt32(text.count))
      writer.bytes.append(contentsOf: text)
    }
    var last: Int64 = 0
    let ranks = codes.indices.map { row -> Int64 in
      if validity?[row] ?? true { last = rank[Int(codes[row])] }
      return last
    }
    IntegerBlock.encode(ranks, into: &writer)
  }

  static func decode(
    _ count: Int, validity: Validity?, from reader: inout ByteReader
  ) throws(ChunkDamage) -> ColumnVector {
    let entryCount = Int(try reader.word32())
    guard entryCount <= reader.remaining / 4 else {
      throw ChunkDamage("the dictionary is longer than the chunk")
    }
    var dictionary: [String] = []
    for _ in 0..<entryCount {
      let bytes = try reader.slice(Int(try reader.word32()))
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw ChunkDamage("a dictionary entry is not UTF-8")
      }
      dictionary.append(text)
    }
    let ranks = try IntegerBlock.decode(count, from: &reader)
    var codes = [UInt32](repeating: 0, count: count)
    for row in 0..<count where validity?[row] ?? true {
      guard dictionary.indices.contains(Int(clamping: ranks[row])) else {
        throw ChunkDamage("a code outside the dictionary")
      }
      codes[row] = UInt32(ranks[row])
    }
    return .texts(codes: codes, dictionary: dictionary, validity: validity)
  }
}
