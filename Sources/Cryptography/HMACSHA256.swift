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
    var begun = inner
    SHA256_Update(&begun, prefix, prefix.count)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      var sum: UInt64 = 0
      for number in 0..<UInt64(count) {
        var context = begun
        var bytes = (number + 1).bigEndian
        SHA256_Update(&context, &bytes, 8)
        SHA256_Final(digest.baseAddress, &context)
        context = outer
        SHA256_Update(&context, digest.baseAddress, 32)
        SHA256_Final(digest.baseAddress, &context)
        let words = UnsafeRawBufferPointer(digest)
        sum &+= UInt64(bigEndian: words.loadUnaligned(as: UInt64.self))
      }
      return sum
    }
  }
}
