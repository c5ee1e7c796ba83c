import Columns
import Cryptography
import Domain
import Foundation

/// A delivered file, read in pieces and never held as a whole. Where its digest has to be known
/// before its rows, it is read twice, and both times it has to be the same bytes; else the digest is
/// that of the bytes that the rows were read from.
///
/// The second time a quick checksum of each piece tells that: it need not withstand somebody who
/// could as well have delivered other bytes in the first place.
final class DeliveredFile {
  static let pieceBytes = Content.pieceBytes

  let path: String
  /// File name without folder.
  let name: String
  /// Size when it was opened.
  let bytes: Int64
  private let descriptor: Int32
  /// XXH64 of each piece, as ``digest()`` saw it; `nil` where that was not asked.
  private var checksums: [UInt64]?
  /// Of what ``source()`` has handed out, without ``digest()`` before it.
  private var readHash: SHA256? = SHA256()
  private var readCount: Int64 = 0

  /// - Throws: ``Fault`` where there is no such file, or none that can be read from start to end.
  init(_ path: String) throws(Fault) {
    self.path = path
    name = URL(fileURLWithPath: path).lastPathComponent
    // A pipe would make an ordinary open wait for its other end.
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? Fault(.inputMissing, at: path, "there is no such file", remedy: "Check the path")
        : Fault(
          .inputOutput, at: path, "the file cannot be read (\(String(cString: strerror(errno))))",
          remedy: "Check its permissions")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Fault(
        .inputMissing, at: path, "it is a folder, a pipe or a device, no file",
        remedy: "Name the file itself")
    }
    bytes = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// SHA-256 over all bytes. Remembers a checksum of each piece, so that ``source()`` can tell
  /// whether it reads the same bytes.
  func digest() throws -> [UInt8] {
    var hash = SHA256()
    var offset: Int64 = 0
    var checksums: [UInt64] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 64)
    defer { buffer.deallocate() }
    while case let count = try fill(buffer, at: offset), count > 0 {
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      hash.update(piece)
      checksums.append(Checksum.xxh64(piece))
      offset += Int64(count)
    }
    guard offset == bytes else { throw wasChanged }
    self.checksums = checksums
    return hash.finish()
  }

  /// SHA-256 over all bytes, those that ``source()`` has handed out and those that nobody wanted.
  /// - Precondition: ``digest()`` was not called; one source was asked for.
  /// - Throws: ``Fault`` where they are more or fewer than when the file was opened.
  func digestOfRead() throws -> [UInt8] {
    let reserve = PieceBuffer(Self.pieceBytes)
    while case let count = try fill(reserve.bytes, at: readCount), count > 0 {
      readHash?.update(UnsafeRawBufferPointer(rebasing: reserve.bytes[..<count]))
      readCount += Int64(count)
    }
    guard readCount == bytes else { throw wasChanged }
    guard let hash = readHash.take() else { preconditionFailure("a digest that was given away") }
    return hash.finish()
  }

  private var wasChanged: Fault {
    Fault(
      .badData, at: name, "the file was changed while it was read",
      remedy: "Deliver it again, under a name that nobody writes to")
  }

  /// The first bytes, to tell what kind of file it is.
  func head() throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
      count = try fill(UnsafeMutableRawBufferPointer(buffer), at: 0)
    }
  }

  /// Hands out the bytes.
  /// - Throws: ``Fault`` where a piece is another than the one that went into ``digest()``, if that
  ///   was called.
  func source() -> ByteSource {
    var offset: Int64 = 0
    var pieces = checksums?[...]
    var rest = UnsafeRawBufferPointer(start: nil, count: 0)
    let reserve = PieceBuffer(Self.pieceBytes)
    return { target in
      if rest.isEmpty {
        // Whoever has room for a whole piece gets it without a copy.
        let isRoomy = target.count >= Self.pieceBytes
        let buffer =
          isRoomy
          ? UnsafeMutableRawBufferPointer(rebasing: target[..<Self.pieceBytes]) : reserve.bytes
        let count = try self.fill(buffer, at: offset)
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if pieces == nil {
          self.readHash?.update(piece)
          self.readCount += Int64(count)
        } else {
          let expected = pieces!.popFirst()
          guard count == 0 ? expected == nil : expected == Checksum.xxh64(piece) else {
            throw self.wasChanged
          }
        }
        offset += Int64(count)
        if isRoomy { return count }
        rest = piece
      }
      let count = min(rest.count, target.count)
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      return count
    }
  }

  /// Reads until the buffer is full or the file ends.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let got = pread(
        descriptor, buffer.baseAddress! + filled, buffer.count - filled,
        off_t(offset) + off_t(filled))
      if got == 0 { break }
      if got > 0 {
        filled += got
      } else if errno != EINTR {
        throw Fault(
          .inputOutput, at: path, "the file cannot be read (\(String(cString: strerror(errno))))",
          remedy: "Check the disk, then try again")
      }
    }
    return filled
  }

  /// Memory that a closure can carry on.
  private final class PieceBuffer {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ count: Int) { bytes = .allocate(byteCount: count, alignment: 64) }
    deinit { bytes.deallocate() }
  }
}
