/// A zip archive of parts that are stored as they are: what a test needs to write a workbook by
/// hand.
enum StoredZip {
  static func bytes(_ parts: [(name: String, content: String)]) -> [UInt8] {
    bytes(parts.map { ($0.name, Array($0.content.utf8)) })
  }

  static func bytes(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in parts {
      let name = Array(name.utf8)
      // Version, flags, method, time, day, then what stands in both headers alike.
      let common =
        number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(33, 2)
        + number(Int(crc32(content)), 4) + number(content.count, 4) + number(content.count, 4)
        + number(name.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2)
        + number(0, 2) + number(0, 4) + number(archive.count, 4) + name
      archive += number(0x0403_4B50, 4) + common + name + content
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(parts.count, 2) + number(parts.count, 2)
      + number(directory.count, 4) + number(archive.count, 4) + number(0, 2)
    return archive + directory + end
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 of IEEE 802.3, bit by bit.
  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1) * 0xEDB8_8320 }
    }
  }
}
