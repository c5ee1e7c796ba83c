import Domain
import Foundation

/// Bytes → a file that is there in full or not at all, also after a power cut.
package enum DurableFile {
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try write(to: path) { try $0(bytes) }
  }

  /// Writes `NAME.tmp`, syncs it, renames it, syncs the folder. Creates the folder.
  /// - Parameter body: hands the bytes over, in as many pieces as it likes.
  package static func write(
    to path: String, _ body: (_ sink: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw fault(folder, "the folder cannot be created")
    }
    let temporary = path + ".tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fault(temporary, "the file cannot be created") }
    do {
      defer { close(descriptor) }
      try body { try append($0, to: descriptor, temporary) }
      guard fsync(descriptor) == 0 else { throw fault(temporary, "the file cannot be written") }
      try move(temporary, to: path)
    } catch {
      unlink(temporary)
      throw error
    }
    sync(folder)
  }

  private static func append(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    try bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw fault(path, "the file cannot be written") }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Moves a file within a file system; whatever bore the new name is gone.
  package static func move(_ path: String, to target: String) throws(Fault) {
    guard rename(path, target) == 0 else { throw fault(path, "the file cannot be moved") }
  }

  /// Removes a file; one that is not there is no fault.
  package static func remove(_ path: String) throws(Fault) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw fault(path, "the file cannot be removed")
    }
  }

  /// Makes what was renamed or removed in a folder last.
  package static func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func fault(_ path: String, _ problem: String) -> Fault {
    Fault(
      .inputOutput, at: path, "\(problem) (\(String(cString: strerror(errno))))",
      remedy: "Check free space and permissions, then run again")
  }
}
