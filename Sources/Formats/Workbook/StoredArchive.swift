/// Named parts → a zip archive that holds them as they are (APPNOTE 6.3, method 0). No clock is
/// asked: all parts are of the first day of 1980, so that the same parts give the same bytes.
enum StoredArchive {
  static func bytes(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in parts {
      let name = Array(name.utf8)
      // Version, flags, method, time, day; then checksum, sizes and lengths: both headers have them.
      let common =
        number(20, 2) + number(0, 2) + number(0, 2) + number(0, 2) + number(firstDay, 2)
        + number(checksum(content), 4) + number(content.count, 4) + number(content.count, 4)
        + number(name.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2)
        + number(0, 2) + number(0, 4) + number(archive.count, 4) + name
      archive += number(0x0403_4B50, 4) + common + name
      archive += content
    }
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + number(parts.count, 2) + number(parts.count, 2)
      + number(directory.count, 4) + number(archive.count, 4) + number(0, 2)
    return archive + directory + end
  }

  /// 1980-01-01 as MS-DOS writes it.
  private static let firstDay = 1 << 5 | 1

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 of IEEE 802.3.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum = ~UInt32(0)
    for byte in bytes { sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    return Int(~sum)
  }

  private static let table: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { rest, _ in rest >> 1 ^ (rest & 1) * 0xEDB8_8320 }
  }
}
