import CZlib

/// gzip (RFC 1952), a piece at a time; several members in a row are one content.
final class GzipUnpacker {
  private(set) var isAtMemberEnd = false
  private var stream = z_stream()
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)

  init() {
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit { inflateEnd(&stream) }

  /// The next bytes, at most 128 KiB; empty where more input is wanted; `nil` for damage.
  func next(_ input: [UInt8], from position: inout Int) -> ArraySlice<UInt8>? {
    if isAtMemberEnd, position < input.count {
      inflateReset(&stream)
      isAtMemberEnd = false
    }
    let start = position
    var status = Z_OK
    var written = 0
    position = input.withUnsafeBufferPointer { source in
      buffer.withUnsafeMutableBufferPointer { target in
        // zlib declares it mutable and does not write to it.
        stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0 + start) }
        stream.avail_in = UInt32(source.count - start)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        status = inflate(&stream, Z_NO_FLUSH)
        written = target.count - Int(stream.avail_out)
        return source.count - Int(stream.avail_in)
      }
    }
    switch status {
    case Z_STREAM_END: isAtMemberEnd = true
    case Z_OK, Z_BUF_ERROR: break
    default: return nil
    }
    return buffer[..<written]
  }
}
