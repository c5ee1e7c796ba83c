import Cryptography
import Domain
import Foundation

/// The secret of one reporting year, from which the noise of its figures follows. It lies outside
/// database and backups and never changes for a year that has been published.
public struct ReleaseKey: Sendable {
  public static let length = 32
  /// What every message begins with: another use of the same key can never give the same codes.
  private static let domain = Array("ozg-bw/ckm/v1/agg\0".utf8)
  private static let fingerprintMessage = Array("ozg-bw/ckm/v1/fingerprint".utf8)

  public let year: Int
  private let codes: HMACSHA256

  /// - Precondition: `bytes` are ``length``.
  public init(year: Int, bytes: [UInt8]) {
    precondition(bytes.count == Self.length, "a key of \(bytes.count) bytes")
    self.year = year
    codes = HMACSHA256(key: bytes)
  }

  /// Tells keys apart and nothing of the key, 64 hexadecimal digits.
  public var fingerprint: String { Hex.encode(codes.code(of: Self.fingerprintMessage)) }

  /// The cell key of a finest public cell: the wrapping sum of the keys of its records 1 … `count`.
  /// - Parameter coordinates: `measure|area|leistung|month`, e.g.
  ///   `submissions|08115003|99001001001000|2025-03`.
  public func cellKey(coordinates: String, count: Int) -> UInt64 {
    codes.sumOfWords(prefix: Self.domain + Array(coordinates.utf8), count: count)
  }
}

/// The files of the keys: `Data/secrets/ckm-YEAR.key`.
public struct ReleaseKeyFolder: Sendable {
  public let path: String

  public init(dataFolder: String) { path = dataFolder + "/secrets" }

  public func file(of year: Int) -> String { path + "/ckm-\(year).key" }

  /// Writes a new key of random bytes, readable by its owner only.
  /// - Throws: ``Fault`` where there is one already: what was published with it hangs on it.
  public func create(year: Int) throws -> String {
    let file = file(of: year)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL, 0o400)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw Fault(
          .configuration, at: file, "the key of \(year) exists and must not change",
          remedy: "Use it; figures of \(year) that were published hang on it")
      }
      throw Fault(
        .inputOutput, at: file, "the key cannot be written (\(String(cString: strerror(errno))))",
        remedy: "Check the permissions of the folder")
    }
    let bytes = RandomBytes.make(ReleaseKey.length)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count, fsync(descriptor) == 0, close(descriptor) == 0 else {
      throw Fault(
        .inputOutput, at: file, "the key could not be written whole",
        remedy: "Remove the file, free space and try again")
    }
    return file
  }

  /// - Throws: ``Fault`` for a missing file, one that others may read, or one of another length.
  public func key(of year: Int) throws -> ReleaseKey {
    let file = file(of: year)
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Fault(
        .inputMissing, at: file, "the key of \(year) is missing",
        remedy: "Create it once with lagebild key create --year \(year), or bring it back from"
          + " where it is kept")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    guard let mode, mode & 0o077 == 0 else {
      throw Fault(
        .configuration, at: file, "others than its owner may read the key",
        remedy: "chmod 0400 \(file)")
    }
    guard bytes.count == ReleaseKey.length else {
      throw Fault(
        .badData, at: file, "a key has \(ReleaseKey.length) bytes, this file \(bytes.count)",
        remedy: "Bring the key back from where it is kept")
    }
    return ReleaseKey(year: year, bytes: [UInt8](bytes))
  }
}
