import Domain

/// The texts of a chunk that has a list of its own: their number (4 bytes), a block of their
/// lengths in bytes, the length of their bytes (4) and that of a zstd frame (4; 0: none), then the
/// frame or the bytes. Distinct, sorted by their UTF-8 bytes.
struct TextList {
  let entries: [String]
  /// `position[code]` is the place of a text in ``entries``, 0 for texts that do not occur.
  let position: [Int64]

  init(used codes: [UInt32], of dictionary: [String], validity: Validity?) {
    let isUsed = ColumnVector.areUsed(codes, validity, of: dictionary.count)
    let order = dictionary.indices.filter { isUsed[$0] }.sorted {
      dictionary[$0].utf8.lexicographicallyPrecedes(dictionary[$1].utf8)
    }
    // Code 0 stands in null rows, also where the dictionary is empty.
    var position = [Int64](repeating: 0, count: max(1, dictionary.count))
    for (place, code) in order.enumerated() { position[code] = Int64(place) }
    self.position = position
    entries = order.map { dictionary[$0] }
  }

  static func write(_ entries: [String], level: Int32, into writer: inout ByteWriter) {
    let bytes = entries.flatMap(\.utf8)
    writer.write(UInt32(entries.count))
    Block.encode(entries.map { UInt64($0.utf8.count) }, level: level, into: &writer)
    writer.write(UInt32(bytes.count))
    let frame = Zstd.compress(bytes, level: level)
    let isSmaller = frame.count < bytes.count
    writer.write(UInt32(isSmaller ? frame.count : 0))
    writer.bytes.append(contentsOf: isSmaller ? frame : bytes)
  }

  static func read(
    rows: Int, from reader: inout ByteReader
  ) throws(ChunkDamage) -> [String] {
    let count = Int(try reader.word32())
    guard count <= rows else { throw ChunkDamage("more texts than rows") }
    let lengths: [UInt64] = try Block.decode(count, from: &reader)
    let size = Int(try reader.word32())
    let frameSize = Int(try reader.word32())
    guard size <= sizeLimit else { throw ChunkDamage("the texts are too long") }
    let stored = try reader.slice(frameSize > 0 ? frameSize : size)
    let bytes = frameSize > 0 ? try Zstd.decompress(stored, size: size)[...] : stored
    var texts: [String] = []
    texts.reserveCapacity(count)
    var rest = bytes
    for length in lengths {
      guard length <= UInt64(rest.count) else { throw ChunkDamage("the texts end too early") }
      guard let text = String(validating: rest.prefix(Int(length)), as: UTF8.self) else {
        throw ChunkDamage("a text is not UTF-8")
      }
      texts.append(text)
      rest = rest.dropFirst(Int(length))
    }
    guard rest.isEmpty else { throw ChunkDamage("bytes after the last text") }
    return texts
  }

  private static let sizeLimit = 1 << 28
}
