import CZstd

extension Zstd {
  /// Unpacks a stream of one or more frames, a piece at a time: whatever a frame claims to hold,
  /// memory stays at one piece and the frame's window (at most 128 MiB, usually 2 to 8 MiB).
  public struct Unpacker: ~Copyable {
    /// Whether what was read so far is complete frames. `false` at the end of a stream means that
    /// it is cut off.
    public private(set) var isAtFrameEnd = false
    private let context: OpaquePointer
    private var buffer = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())

    public init() {
      guard let context = ZSTD_createDCtx() else {
        preconditionFailure("zstd has no memory for a context")
      }
      ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27)
      self.context = context
    }

    deinit { ZSTD_freeDCtx(context) }

    /// The next bytes of the content, at most 128 KiB of them.
    /// - Parameter position: where to go on in `input`; moved to where reading stopped.
    /// - Returns: nothing where `input` has to be followed by more.
    /// - Throws: ``ChunkDamage`` for bytes that are no zstd or fail their checksum.
    public mutating func next(
      _ input: [UInt8], from position: inout Int
    ) throws(ChunkDamage) -> ArraySlice<UInt8> {
      let context = context
      let start = position
      let (hint, end, written) = input.withUnsafeBytes { source in
        buffer.withUnsafeMutableBytes { target in
          var taken = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: start)
          var given = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
          let hint = ZSTD_decompressStream(context, &given, &taken)
          return (hint, taken.pos, given.pos)
        }
      }
      guard ZSTD_isError(hint) == 0 else {
        throw ChunkDamage("the zstd data is damaged (\(String(cString: ZSTD_getErrorName(hint))))")
      }
      // A call without input between two frames asks for the next frame's header.
      if end > start || written > 0 { isAtFrameEnd = hint == 0 }
      position = end
      return buffer[..<written]
    }
  }
}
