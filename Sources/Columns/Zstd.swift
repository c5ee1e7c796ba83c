import CZstd

/// zstd (RFC 8878) with frame checksums. The one importer of libzstd.
public enum Zstd {
  /// One frame.
  public static func compress(_ bytes: [UInt8], level: Int32 = 3) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      let size = ZSTD_compress2(context, buffer.baseAddress, bound, bytes, bytes.count)
      precondition(ZSTD_isError(size) == 0, "zstd refused a buffer of its own bound")
      count = size
    }
  }

  /// One frame that has to give exactly `size` bytes.
  public static func decompress(
    _ bytes: ArraySlice<UInt8>, size: Int
  ) throws(ChunkDamage) -> [UInt8] {
    var isExact = false
    let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let written = bytes.withUnsafeBytes {
        ZSTD_decompress(buffer.baseAddress, size, $0.baseAddress, $0.count)
      }
      isExact = ZSTD_isError(written) == 0 && written == size
      count = isExact ? size : 0
    }
    guard isExact else { throw ChunkDamage("the zstd frame is damaged") }
    return result
  }
}
