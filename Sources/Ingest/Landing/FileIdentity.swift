import Domain
import Foundation

/// What a name of the inbox stands for: tells a file from one that took its place.
struct FileIdentity: Equatable {
  enum Kind { case file, folder, other }

  let kind: Kind
  let device: UInt64
  let inode: UInt64
  let links: UInt64
  let bytes: Int64
  /// Milliseconds since 1970-01-01T00:00Z.
  let changedAt: Int64
  private let changedNanoseconds: Int64

  /// `nil` where nothing bears the name. Does not follow a symbolic link.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    links = UInt64(status.st_nlink)
    bytes = Int64(status.st_size)
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    changedAt = Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    changedNanoseconds = Int64(time.tv_nsec)
  }

  /// Why such a thing is never loaded from the inbox, whatever a manifest says.
  func objection(name: String, path: String) -> Fault? {
    func fault(_ problem: String, _ remedy: String) -> Fault {
      Fault(.badData, at: name, problem, remedy: remedy)
    }
    if kind == .other {
      return fault(
        "it is a link, a pipe or a device, no file", "Deliver the file itself into Data/inbox")
    }
    if links > 1 {
      return fault(
        "the file has a second name elsewhere (hard link)", "Deliver a copy into Data/inbox")
    }
    let isOdd =
      name.utf8.count > 200 || name.hasPrefix("-")
      || name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    if isOdd {
      return fault(
        "the file's name begins with - , is too long or has control characters",
        "Deliver it under a name of letters, digits, dots and dashes")
    }
    if access(path, R_OK) != 0 {
      return fault("the file cannot be read", "Deliver it readable for the account of Lagebild")
    }
    return nil
  }
}
