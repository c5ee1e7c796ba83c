import CZlib
import Columns
import Domain

/// The content of a delivered file: plain, `.gz` or `.zst`, told by the first bytes.
enum FileContent {
  /// Decompressed size at most, against decompression bombs.
  static let limit = 8 << 30

  static func decoded(_ bytes: [UInt8], file: String) throws -> [UInt8] {
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      do {
        return try Zstd.decompressFrames(bytes, limit: limit)
      } catch let damage as ChunkDamage {
        throw Fault(
          .badData, at: file, "\(damage.problem)",
          remedy: "Ask the producer to deliver the file again")
      }
    }
    if bytes.starts(with: [0x1F, 0x8B]) { return try gunzip(bytes, file: file) }
    return bytes
  }

  private static func gunzip(_ bytes: [UInt8], file: String) throws -> [UInt8] {
    var stream = z_stream()
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var input = bytes
    let isWhole = input.withUnsafeMutableBufferPointer { input -> Bool in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(clamping: input.count)
      while true {
        let status = buffer.withUnsafeMutableBufferPointer { buffer -> Int32 in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          return inflate(&stream, Z_NO_FLUSH)
        }
        output.append(contentsOf: buffer.prefix(buffer.count - Int(stream.avail_out)))
        guard output.count <= limit else { return false }
        if status == Z_STREAM_END {
          if stream.avail_in == 0 { return true }
          inflateReset(&stream)  // several members in a row are one file (RFC 1952, 2.2)
        } else if status != Z_OK {
          return false
        }
      }
    }
    guard isWhole else {
      throw Fault(
        .badData, at: file, "the gzip data is truncated or damaged",
        remedy: "Ask the producer to deliver the file again")
    }
    return output
  }
}
