import CZstd
import Synchronization

/// zstd (RFC 8878) with frame checksums. The one importer of libzstd.
public enum Zstd {
  /// One frame.
  public static func compress(_ bytes: [UInt8], level: Int32 = 3) -> [UInt8] {
    let context = Contexts.take()
    defer { Contexts.giveBack(context) }
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
    // What the frame says of its size is cheap to ask before there is memory for it.
    let claimed = bytes.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    guard claimed == UInt64(size) else { throw ChunkDamage("the zstd frame has another size") }
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

extension Zstd {
  /// Compression contexts that are at rest: making one costs more than many a small block.
  private enum Contexts {
    /// More than these are freed.
    private static let limit = 8
    // A pointer alone says nothing of threads: one that is taken is in one hand.
    private struct Resting: @unchecked Sendable { var contexts: [OpaquePointer] = [] }
    private static let resting = Mutex(Resting())

    static func take() -> OpaquePointer {
      if let context = resting.withLock({ $0.contexts.popLast() }) { return context }
      guard let context = ZSTD_createCCtx() else {
        preconditionFailure("zstd has no memory for a context")
      }
      return context
    }

    static func giveBack(_ context: OpaquePointer) {
      ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters)
      let isKept = resting.withLock {
        guard $0.contexts.count < limit else { return false }
        $0.contexts.append(context)
        return true
      }
      if !isKept { ZSTD_freeCCtx(context) }
    }
  }
}

extension Zstd {
  /// All frames of a file, one after the other.
  /// - Throws: ``ChunkDamage`` where a frame is truncated, damaged, or the output exceeds `limit`.
  public static func decompressFrames(
    _ bytes: [UInt8], limit: Int
  ) throws(ChunkDamage) -> [UInt8] {
    let context = ZSTD_createDCtx()
    defer { ZSTD_freeDCtx(context) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
    var position = 0
    var isFrameEnd = false
    while position < bytes.count {
      var written = 0
      let hint = bytes.withUnsafeBytes { source in
        var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: position)
        return buffer.withUnsafeMutableBytes { target in
          var result = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
          let hint = ZSTD_decompressStream(context, &result, &input)
          position = input.pos
          written = result.pos
          return hint
        }
      }
      guard ZSTD_isError(hint) == 0 else { throw ChunkDamage("the zstd data is damaged") }
      output.append(contentsOf: buffer.prefix(written))
      guard output.count <= limit else {
        throw ChunkDamage("the zstd data expands beyond all bounds")
      }
      isFrameEnd = hint == 0
    }
    // The last frame may still hold output that did not fit into the buffer.
    while !isFrameEnd {
      var written = 0
      let hint = buffer.withUnsafeMutableBytes { target in
        var input = ZSTD_inBuffer(src: nil, size: 0, pos: 0)
        var result = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let hint = ZSTD_decompressStream(context, &result, &input)
        written = result.pos
        return hint
      }
      guard ZSTD_isError(hint) == 0, written > 0 || hint == 0 else {
        throw ChunkDamage("the zstd data is truncated")
      }
      output.append(contentsOf: buffer.prefix(written))
      isFrameEnd = hint == 0
    }
    return output
  }
}
