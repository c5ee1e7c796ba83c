/// Appends little-endian words to bytes.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func write(_ byte: UInt8) { bytes.append(byte) }
  mutating func write(_ word: UInt32) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
  mutating func write(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
  /// Writes the length of what `body` writes (4 bytes), then that.
  mutating func writeSized(_ body: (inout ByteWriter) -> Void) {
    let start = bytes.count
    write(UInt32(0))
    body(&self)
    let length = UInt32(bytes.count - start - 4)
    withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(start..<start + 4, with: $0) }
  }
  mutating func write(_ words: [UInt64]) {
    words.withUnsafeBytes { bytes.append(contentsOf: $0) }  // x86-64 and arm64 are little-endian
  }
}

/// Reads them back; a read past the end is damage, never a crash.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - position }

  mutating func byte() throws(ChunkDamage) -> UInt8 {
    try require(1)
    defer { position += 1 }
    return bytes[position]
  }

  mutating func word32() throws(ChunkDamage) -> UInt32 { try word() }
  mutating func word64() throws(ChunkDamage) -> UInt64 { try word() }

  /// The next bytes, sharing the memory of the chunk.
  mutating func slice(_ count: Int) throws(ChunkDamage) -> ArraySlice<UInt8> {
    try require(count)
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func word<Word: FixedWidthInteger>() throws(ChunkDamage) -> Word {
    let size = Word.bitWidth / 8
    try require(size)
    defer { position += size }
    let start = position - bytes.startIndex
    return bytes.withUnsafeBytes {
      Word(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Word.self))
    }
  }

  private func require(_ count: Int) throws(ChunkDamage) {
    guard count >= 0, count <= remaining else { throw ChunkDamage("the chunk ends too early") }
  }
}
