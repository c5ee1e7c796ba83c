import Cryptography
import Domain
import Foundation

/// A delivered file, read in pieces and never held as a whole. It is read twice, for its digest
/// and for its rows; both times it has to be the same bytes.
final class DeliveredFile {
  static let pieceBytes = 1 << 20

  let path: String
  /// File name without folder.
  let name: String
  /// Size when it was opened.
  let bytes: Int64
  private let descriptor: Int32

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

  /// SHA-256 over all bytes, and their number.
  func digest() throws -> (sha256: [UInt8], bytes: Int64) {
    var hash = SHA256()
    var count: Int64 = 0
    var offset: Int64 = 0
    while let piece = try piece(at: &offset) {
      hash.update(piece)
      count += Int64(piece.count)
    }
    return (hash.finish(), count)
  }

  /// The first bytes, to tell what kind of file it is.
  func head() throws -> [UInt8] {
    var offset: Int64 = 0
    return Array(try piece(at: &offset)?.prefix(4_096) ?? [])
  }

  /// Hands out the pieces, `nil` at the end.
  /// - Throws: at the end, ``Fault`` where the bytes were others than those of `digest`.
  func pieces(expecting digest: [UInt8]) -> () throws -> [UInt8]? {
    let hash = RunningHash()
    var offset: Int64 = 0
    return {
      if let piece = try self.piece(at: &offset) {
        hash.update(piece)
        return piece
      }
      guard hash.digest == digest else {
        throw Fault(
          .badData, at: self.name, "the file was changed while it was read",
          remedy: "Deliver it again, under a name that nobody writes to")
      }
      return nil
    }
  }

  private func piece(at offset: inout Int64) throws -> [UInt8]? {
    var failure: Int32 = 0
    let start = offset
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
      var got = -1
      repeat {
        got = pread(descriptor, buffer.baseAddress!, Self.pieceBytes, off_t(start))
      } while got < 0 && errno == EINTR
      failure = got < 0 ? errno : 0
      count = max(0, got)
    }
    guard failure == 0 else {
      throw Fault(
        .inputOutput, at: path, "the file cannot be read (\(String(cString: strerror(failure))))",
        remedy: "Check the disk, then try again")
    }
    offset += Int64(piece.count)
    return piece.isEmpty ? nil : piece
  }

  /// A hash that a closure can carry on; the digest may be asked for again and again.
  private final class RunningHash {
    private var hash: SHA256? = SHA256()
    private(set) lazy var digest: [UInt8] = {
      let hash = self.hash.take()
      return hash?.finish() ?? []
    }()

    func update(_ bytes: [UInt8]) { hash?.update(bytes) }
  }
}
