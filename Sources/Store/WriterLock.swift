import Domain
import Foundation

/// One writing process at a time. The lock is the kernel's (`flock`), so it goes with the process;
/// the file only says who holds it.
package final class WriterLock {
  /// In a project's `Data` folder.
  static let fileName = "lagebild.lock"

  private let descriptor: Int32

  /// - Throws: ``Fault`` of kind `tryAgain` (exit code 75) with the holder's process id.
  package init(path: String) throws {
    // Kept in `self` only once it is locked: `deinit` would close it a second time.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Fault(
        .inputOutput, at: path,
        "the lock file cannot be opened (\(String(cString: strerror(errno))))",
        remedy: "Check that the folder exists and may be written")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var buffer = [UInt8](repeating: 0, count: 32)
      let count = read(descriptor, &buffer, 31)
      close(descriptor)
      let holder = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
      throw Fault(
        .tryAgain, at: path,
        "another lagebild is writing to this project (process \(holder.isEmpty ? "?" : holder))",
        remedy: "Wait until it has finished and try again")
    }
    ftruncate(descriptor, 0)
    let text = "\(getpid())"
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    self.descriptor = descriptor
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
