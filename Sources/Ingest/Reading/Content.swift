import Columns
import Domain

/// Where bytes come from: fills the buffer as far as it can and returns how many bytes it wrote,
/// 0 at the end.
package typealias ByteSource = (UnsafeMutableRawBufferPointer) throws -> Int

/// The content of a delivered file in pieces: plain, `.gz` or `.zst`, told by the first bytes.
/// Memory stays at a few pieces, whatever the file unpacks to; plain bytes go straight into the
/// reader's buffer.
package final class Content {
  /// Unpacked size at most, against decompression bombs.
  static let limit = 8 << 30
  static let pieceBytes = 1 << 20
  /// Packed bytes at a time: they are the smaller part, and the processor's cache likes them.
  private static let packedBytes = 256 << 10

  private enum Form { case plain, gzip, zstd }

  package let file: String
  /// Bytes of the file that were taken in, packed as they are.
  private(set) var bytesRead: Int64 = 0
  private let source: ByteSource
  private var form = Form.plain
  /// Packed bytes, of which those before `position` are unpacked.
  private var input: [UInt8] = []
  private var position = 0
  private var total = 0
  private var zstd = Zstd.Unpacker()
  private var gzip: GzipUnpacker?
  /// Bytes of the content that wait to be handed out.
  private var pending: ArraySlice<UInt8> = []
  private var isOver = false

  package init(file: String, source: @escaping ByteSource) throws {
    self.file = file
    self.source = source
    // Four bytes tell the form.
    while input.count < 4 {
      let more = try packed()
      if more.isEmpty { break }
      input += more
    }
    if input.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      form = .zstd
    } else if input.starts(with: [0x1F, 0x8B]) {
      form = .gzip
      gzip = GzipUnpacker()
    } else {
      pending = input[...]
      input = []
    }
  }

  /// - Parameter raw: the bytes of the file in pieces, `nil` at their end.
  package convenience init(file: String, raw: @escaping () throws -> [UInt8]?) throws {
    var piece: ArraySlice<UInt8> = []
    try self.init(file: file) { target in
      if piece.isEmpty { piece = try raw()?[...] ?? [] }
      return Self.move(&piece, into: target)
    }
  }

  /// All the bytes of a file that is in memory.
  convenience init(file: String, bytes: [UInt8]) throws {
    var rest = bytes[...]
    try self.init(file: file) { Self.move(&rest, into: $0) }
  }

  /// The first bytes of the content, fewer only where there are no more; they are read again.
  /// - Precondition: nothing was read yet.
  func peek(_ count: Int) throws -> [UInt8] {
    var head = Array(pending)
    while head.count < count {
      let more = try [UInt8](unsafeUninitializedCapacity: Self.packedBytes) { buffer, written in
        pending = []
        written = try read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if more.isEmpty { break }
      head += more + pending
    }
    pending = head[...]
    return Array(head.prefix(count))
  }

  /// The next bytes, at most as many as the buffer holds; 0 at the end. Of packed content as many as
  /// fit.
  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = Self.move(&pending, into: target)
    if form == .plain, filled == 0, !isOver {
      filled = try source(target)
      bytesRead += Int64(filled)
      isOver = filled == 0
    }
    while form != .plain, filled < target.count, let piece = try unpacked() {
      pending = piece
      filled += Self.move(
        &pending, into: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
    }
    return filled
  }

  /// Everything that is left.
  /// - Throws: ``Fault`` above `limit` bytes.
  func rest(limit: Int) throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
        count = try read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if piece.isEmpty { return all }
      all += piece
      guard all.count <= limit else {
        throw Fault(
          .badData, at: file, "the file is larger than \(limit >> 20) MiB",
          remedy: "Check that it is the file that was meant")
      }
    }
  }

  private func packed() throws -> [UInt8] {
    let piece = try [UInt8](unsafeUninitializedCapacity: Self.packedBytes) { buffer, count in
      count = try source(UnsafeMutableRawBufferPointer(buffer))
    }
    bytesRead += Int64(piece.count)
    return piece
  }

  private func unpacked() throws -> ArraySlice<UInt8>? {
    while !isOver {
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
      input = try packed()
      position = 0
      guard input.isEmpty else { continue }
      isOver = true
      let isWhole = form == .zstd ? zstd.isAtFrameEnd : gzip?.isAtMemberEnd == true
      guard isWhole else { throw damage("the packed data is cut off") }
    }
    return nil
  }

  private func frames() throws -> ArraySlice<UInt8> {
    do {
      return try zstd.next(input, from: &position)
    } catch {
      throw damage(error.problem)
    }
  }

  private func members() throws -> ArraySlice<UInt8> {
    guard let piece = gzip?.next(input, from: &position) else {
      throw damage("the gzip data is damaged")
    }
    return piece
  }

  private func damage(_ problem: String) -> Fault {
    Fault(.badData, at: file, problem, remedy: "Ask the producer to deliver the file again")
  }

  /// Copies as much as fits and lets go of it, also of the storage once it is empty, so that
  /// whoever filled it may fill it again without a copy.
  private static func move(
    _ bytes: inout ArraySlice<UInt8>, into target: UnsafeMutableRawBufferPointer
  ) -> Int {
    let count = min(bytes.count, target.count)
    bytes.prefix(count).withUnsafeBytes { target.copyMemory(from: $0) }
    bytes = count == bytes.count ? [] : bytes.dropFirst(count)
    return count
  }
}
