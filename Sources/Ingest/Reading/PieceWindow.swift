import Domain
import Foundation

/// The part of a content that readers look at: what was read and is not yet taken.
///
/// Behind its end stands a line feed that belongs to no line and room for a few words more, so that
/// whoever looks at eight bytes at once need not ask where the bytes end.
struct PieceWindow {
  /// Bytes that may be looked at behind the end.
  static let slack = 128
  /// Room for what is kept of a piece: a line or two.
  private static let reserve = 1 << 16

  /// Valid from `position` to `end`.
  private(set) var bytes = [UInt8](repeating: 0x0A, count: slack)
  /// Where reading goes on.
  var position = 0
  private(set) var end = 0
  /// The last byte that was ever taken in.
  private(set) var last: UInt8?
  private let content: Content

  init(_ content: Content) { self.content = content }

  var file: String { content.file }
  var remaining: ArraySlice<UInt8> { bytes[position..<end] }

  /// Takes more of the content in and lets go of what is read; `position` becomes 0.
  /// - Parameter kept: how many of the remaining bytes are still of interest.
  /// - Returns: whether there was more.
  mutating func refill(keeping kept: Int = .max) throws -> Bool {
    let kept = min(kept, end - position)
    if bytes.count < kept + Content.pieceBytes + Self.slack {
      bytes = Self.copy(remaining.prefix(kept), room: 2 * kept + Content.pieceBytes + Self.reserve)
    } else if position > 0 {
      bytes.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[..<kept])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<(position + kept)]))
      }
    }
    position = 0
    end = kept
    bytes[end] = 0x0A
    let count = try bytes.withUnsafeMutableBytes {
      try content.read(
        into: UnsafeMutableRawBufferPointer(rebasing: $0[kept..<(kept + Content.pieceBytes)]))
    }
    end += count
    bytes[end] = 0x0A
    if count > 0 { last = bytes[end - 1] }
    return count > 0
  }

  private static func copy(_ kept: ArraySlice<UInt8>, room: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      memset(buffer.baseAddress!, 0, room)
      kept.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      count = room
    }
  }
}
