import CZlib
import Columns
import Domain

/// The content of a delivered file in pieces: plain, `.gz` or `.zst`, told by the first bytes.
/// Memory stays at a few pieces, whatever the file unpacks to.
package final class Content {
  /// Unpacked size at most, against decompression bombs.
  static let limit = 8 << 30

  private enum Form { case plain, gzip, zstd }

  package let file: String
  private let raw: () throws -> [UInt8]?
  private var form = Form.plain
  private var input: [UInt8] = []
  private var position = 0
  private var total = 0
  private var zstd = Zstd.Unpacker()
  private var gzip: GzipUnpacker?
  /// Pieces that were looked at before reading began.
  private var head: [UInt8]
  private var isOver = false

  /// - Parameter raw: the bytes of the file, `nil` at their end.
  package init(file: String, raw: @escaping () throws -> [UInt8]?) throws {
    self.file = file
    self.raw = raw
    head = []
    // Four bytes tell the form.
    while input.count < 4, let piece = try raw() { input += piece }
    if input.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      form = .zstd
    } else if input.starts(with: [0x1F, 0x8B]) {
      form = .gzip
      gzip = GzipUnpacker()
    }
  }

  /// All the bytes of a file that is in memory.
  convenience init(file: String, bytes: [UInt8]) throws {
    var rest: [UInt8]? = bytes
    try self.init(file: file) {
      defer { rest = nil }
      return rest.flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// The first bytes of the content, fewer only where there are no more; they are read again.
  func peek(_ count: Int) throws -> [UInt8] {
    while head.count < count, let piece = try unpacked() { head += piece }
    return Array(head.prefix(count))
  }

  /// The next bytes, `nil` at the end.
  func next() throws -> [UInt8]? {
    if !head.isEmpty {
      defer { head = [] }
      return head
    }
    return try unpacked()
  }

  /// Everything that is left.
  /// - Throws: ``Fault`` above `limit` bytes.
  func rest(limit: Int) throws -> [UInt8] {
    var all: [UInt8] = []
    while let piece = try next() {
      all += piece
      guard all.count <= limit else {
        throw Fault(
          .badData, at: file, "the file is larger than \(limit >> 20) MiB",
          remedy: "Check that it is the file that was meant")
      }
    }
    return all
  }

  private func unpacked() throws -> [UInt8]? {
    while !isOver {
      if form == .plain {
        let piece = input
        input = try piece.isEmpty ? [] : raw() ?? []
        if piece.isEmpty { isOver = true }
        return piece.isEmpty ? nil : piece
      }
      let start = position
      let piece = try form == .zstd ? frames() : members()
      total += piece.count
      guard total <= Self.limit else {
        throw damage("the packed data expands beyond all bounds")
      }
      if !piece.isEmpty { return piece }
      if position < input.count {
        guard position > start else { throw damage("the packed data is damaged") }
        continue
      }
      input = try raw() ?? []
      position = 0
      guard input.isEmpty else { continue }
      isOver = true
      let isWhole = form == .zstd ? zstd.isAtFrameEnd : gzip?.isAtMemberEnd == true
      guard isWhole else { throw damage("the packed data is cut off") }
    }
    return nil
  }

  private func frames() throws -> [UInt8] {
    do {
      return Array(try zstd.next(input, from: &position))
    } catch {
      throw damage(error.problem)
    }
  }

  private func members() throws -> [UInt8] {
    guard let piece = gzip?.next(input, from: &position) else {
      throw damage("the gzip data is damaged")
    }
    return piece
  }

  private func damage(_ problem: String) -> Fault {
    Fault(.badData, at: file, problem, remedy: "Ask the producer to deliver the file again")
  }
}

/// gzip (RFC 1952), a piece at a time; several members in a row are one content.
private final class GzipUnpacker {
  private(set) var isAtMemberEnd = false
  private var stream = z_stream()
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)

  init() {
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit { inflateEnd(&stream) }

  /// The next bytes, at most 128 KiB; empty where more input is wanted; `nil` for damage.
  func next(_ input: [UInt8], from position: inout Int) -> [UInt8]? {
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
    return Array(buffer[..<written])
  }
}
