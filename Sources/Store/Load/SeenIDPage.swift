import Columns
import Foundation

/// Intervals of event numbers ↔ the bytes of a row of `seen_id`: XXH64 of what follows (8), length
/// of the first chunk (4), a chunk of the starts, a chunk of the lengths less one. Single numbers
/// that no encoding makes much smaller stand as they are (8 bytes each) behind a length of 0:
/// they are read often, for a few of them.
enum SeenIDPage {
  static func bytes(of intervals: IDIntervals) -> Data {
    var body: [UInt8] = []
    func append(_ length: UInt32) {
      withUnsafeBytes(of: length.littleEndian) { body.append(contentsOf: $0) }
    }
    if isScattered(intervals) {
      append(0)
      intervals.starts.withUnsafeBytes { body.append(contentsOf: $0) }
    } else {
      let lengths = zip(intervals.starts, intervals.ends).map { $1 - $0 }
      let chunk = Self.chunk(intervals.starts)
      append(UInt32(chunk.count))
      body += chunk
      body += Self.chunk(lengths)
    }
    var data = Data(capacity: body.count + 8)
    withUnsafeBytes(of: Checksum.xxh64(body).littleEndian) { data.append(contentsOf: $0) }
    data.append(contentsOf: body)
    return data
  }

  /// `nil` where the bytes are damaged.
  static func intervals(_ bytes: UnsafeRawBufferPointer) -> IDIntervals? {
    guard bytes.count > 12 else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: bytes[8...])
    guard Checksum.xxh64(body) == UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) else {
      return nil
    }
    let length = Int(UInt32(littleEndian: body.loadUnaligned(as: UInt32.self)))
    let rest = UnsafeRawBufferPointer(rebasing: body[4...])
    if length == 0 {
      let ids = (0..<rest.count / 8).map {
        UInt64(littleEndian: rest.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
      }
      return IDIntervals(starts: ids, ends: ids)
    }
    guard length <= rest.count, let starts = words(rest[..<length]),
      let lengths = words(rest[length...]), starts.count == lengths.count
    else { return nil }
    return IDIntervals(starts: starts, ends: zip(starts, lengths).map { $0 &+ $1 })
  }

  /// Single numbers, on average more than 2^40 apart.
  private static func isScattered(_ intervals: IDIntervals) -> Bool {
    guard let range = intervals.range else { return false }
    return (range.upperBound - range.lowerBound) / UInt64(intervals.count) > 1 << 40
      && intervals.starts == intervals.ends
  }

  private static func chunk(_ words: [UInt64]) -> [UInt8] {
    ChunkCodec.encode(.integers(words.map { Int64(bitPattern: $0) }, validity: nil))
  }

  private static func words(_ chunk: Slice<UnsafeRawBufferPointer>) -> [UInt64]? {
    guard case .integers(let words, nil)? = try? ChunkCodec.decode(Array(chunk)) else { return nil }
    return words.map { UInt64(bitPattern: $0) }
  }
}
