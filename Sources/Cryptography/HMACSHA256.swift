import CLibcrypto

/// HMAC-SHA256 (RFC 2104) under one key, for many messages: the two blocks of the key are hashed
/// once.
public struct HMACSHA256: Sendable {
  private let inner: SHA256_CTX
  private let outer: SHA256_CTX

  public init(key: [UInt8]) {
    var block = key.count > 64 ? SHA256.digest(key) : key
    block += repeatElement(0, count: 64 - block.count)
    func state(_ pad: UInt8) -> SHA256_CTX {
      var context = SHA256_CTX()
      SHA256_Init(&context)
      SHA256_Update(&context, block.map { $0 ^ pad }, 64)
      return context
    }
    inner = state(0x36)
    outer = state(0x5C)
  }

  /// The code of a message, 32 bytes.
  public func code(of message: [UInt8]) -> [UInt8] {
    var context = inner
    SHA256_Update(&context, message, message.count)
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256_Final(&digest, &context)
    context = outer
    SHA256_Update(&context, digest, 32)
    SHA256_Final(&digest, &context)
    return digest
  }

  /// The first eight bytes of a code, big endian.
  public func word(of message: [UInt8]) -> UInt64 {
    code(of: message).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The wrapping sum of ``word(of:)`` over the messages `prefix` ‖ number, for the numbers 1 to
  /// `count`, each as 8 bytes big endian.
  public func sumOfWords(prefix: [UInt8], count: Int) -> UInt64 {
    // What all messages begin with is hashed once, and their last blocks differ in the number alone.
    var begun = inner
    let rest = prefix.count % 64
    SHA256_Update(&begun, prefix, prefix.count - rest)
    let size = rest + 8 + 9 <= 64 ? 64 : 128
    let keyed = 64
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size + 64) { bytes in
      bytes.initialize(repeating: 0)
      for place in 0..<rest { bytes[place] = prefix[prefix.count - rest + place] }
      let blocks = UnsafeMutableRawPointer(bytes.baseAddress!)
      Self.end(blocks, at: rest + 8, of: size, length: keyed + prefix.count + 8)
      let last = blocks + size
      Self.end(last, at: 32, of: 64, length: keyed + 32)
      var sum: UInt64 = 0
      for number in 0..<UInt64(count) {
        var context = begun
        blocks.storeBytes(of: (number + 1).bigEndian, toByteOffset: rest, as: UInt64.self)
        SHA256_Transform(&context, blocks)
        if size > 64 { SHA256_Transform(&context, blocks + 64) }
        withUnsafeBytes(of: context.h) { words in
          for place in stride(from: 0, to: 32, by: 4) {
            let word = words.load(fromByteOffset: place, as: UInt32.self)
            last.storeBytes(of: word.bigEndian, toByteOffset: place, as: UInt32.self)
          }
        }
        context = outer
        SHA256_Transform(&context, last)
        sum &+= UInt64(context.h.0) << 32 | UInt64(context.h.1)
      }
      return sum
    }
  }

  /// The end of a message in its last blocks (FIPS 180-4, 5.1.1): a bit after its last byte, and its
  /// length in bits at the end.
  private static func end(
    _ blocks: UnsafeMutableRawPointer, at place: Int, of size: Int, length: Int
  ) {
    blocks.storeBytes(of: 0x80, toByteOffset: place, as: UInt8.self)
    blocks.storeBytes(
      of: (UInt64(length) * 8).bigEndian, toByteOffset: size - 8, as: UInt64.self)
  }
}
