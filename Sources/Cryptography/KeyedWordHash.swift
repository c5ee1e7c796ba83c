import CLibcrypto

/// A one-way keyed hash of 64-bit words: the first eight bytes, big endian, of
/// SHA-256(key ‖ word), key 32 bytes, word 8 bytes big endian.
///
/// Key and word fill one block together with the padding, so that a word costs one compression
/// (about 75 ns; HMAC costs two). With messages of one length there is nothing to extend, and
/// whoever holds key and hash still has no way back to the word but trying words.
public struct KeyedWordHash: Sendable {
  /// Bytes of a key.
  public static let keyLength = 32
  private let key: [UInt8]

  /// - Precondition: the key has ``keyLength`` bytes.
  public init(key: [UInt8]) {
    precondition(key.count == Self.keyLength, "a key of \(key.count) bytes")
    self.key = key
  }

  /// The hash of each word, in order.
  public func hashes(of words: [UInt64]) -> [UInt64] {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { block in
      _ = block.initializeMemory(as: UInt8.self, repeating: 0)
      block.copyBytes(from: key)
      block[40] = 0x80
      block.storeBytes(of: UInt16(40 * 8).bigEndian, toByteOffset: 62, as: UInt16.self)
      var context = SHA256_CTX()
      return words.map { word in
        block.storeBytes(of: word.bigEndian, toByteOffset: 32, as: UInt64.self)
        SHA256_Init(&context)
        SHA256_Transform(&context, block.baseAddress!.assumingMemoryBound(to: UInt8.self))
        return UInt64(context.h.0) << 32 | UInt64(context.h.1)
      }
    }
  }
}

extension SHA256 {
  /// The first eight bytes, big endian, of the digest of a text.
  public static func prefix64(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
        var context = SHA256_CTX()
        SHA256_Init(&context)
        SHA256_Update(&context, bytes.baseAddress, bytes.count)
        SHA256_Final(digest.baseAddress, &context)
        let words = UnsafeRawBufferPointer(digest)
        return UInt64(bigEndian: words.loadUnaligned(as: UInt64.self))
      }
    }
  }
}
