import CZlib
import Domain

/// A zip archive in memory → the parts in it. Only what a workbook needs: no encryption, no
/// several volumes, no ZIP64; stored or deflated parts (APPNOTE 6.3).
struct ZipArchive {
  private struct Entry {
    let flags: Int
    let method: Int
    let checksum: UInt32
    let packed: Int
    let unpacked: Int
    let offset: Int
  }

  /// Unpacked size of a part at most, against decompression bombs.
  static let partLimit = 64 << 20
  private static let entryLimit = 2_000

  private let file: String
  private let bytes: [UInt8]
  private let entries: [String: Entry]

  /// Reads the directory at the end.
  init(_ bytes: [UInt8], file: String) throws(Fault) {
    self.file = file
    self.bytes = bytes
    entries = try Self.directory(bytes, file: file)
  }

  /// Names of the parts.
  var names: [String] { entries.keys.sorted() }

  /// A part, unpacked and checked; `nil` where there is none of that name.
  func part(_ name: String) throws(Fault) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard entry.flags & 1 == 0 else {
      throw Fault(
        .badData, at: "\(file): \(name)", "the part is encrypted",
        remedy: "Remove the password and save the workbook again")
    }
    guard entry.unpacked <= Self.partLimit else { throw tooLarge(name) }
    let start = try content(of: entry, name)
    let packed = bytes[start..<(start + entry.packed)]
    let content: [UInt8]
    switch entry.method {
    case 0: content = Array(packed)
    case 8: content = try inflated(packed, to: entry.unpacked, name)
    default: throw damaged(name, "its way of packing is not known (\(entry.method))")
    }
    let checksum = content.withUnsafeBufferPointer {
      CZlib.crc32(0, $0.baseAddress, UInt32($0.count))
    }
    guard content.count == entry.unpacked, UInt32(truncatingIfNeeded: checksum) == entry.checksum
    else { throw damaged(name, "its checksum is wrong") }
    return content
  }

  /// Where the bytes of an entry begin, behind its own header.
  private func content(of entry: Entry, _ name: String) throws(Fault) -> Int {
    let header = entry.offset
    guard header + 30 <= bytes.count, Self.word(bytes, header, 4) == 0x0403_4B50 else {
      throw damaged(name, "it is not where the directory says")
    }
    let start = header + 30 + Self.word(bytes, header + 26, 2) + Self.word(bytes, header + 28, 2)
    guard start + entry.packed <= bytes.count else { throw damaged(name, "it is cut off") }
    return start
  }

  private func inflated(
    _ packed: ArraySlice<UInt8>, to count: Int, _ name: String
  ) throws(Fault) -> [UInt8] {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw damaged(name, "there is no memory to unpack it") }
    defer { inflateEnd(&stream) }
    var status = Z_OK
    // One byte more than announced shows that there is more.
    let content = [UInt8](unsafeUninitializedCapacity: count + 1) { target, written in
      packed.withUnsafeBufferPointer { source in
        // zlib declares it mutable and does not write to it.
        stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(count + 1)
        status = inflate(&stream, Z_FINISH)
        written = count + 1 - Int(stream.avail_out)
      }
    }
    guard status == Z_STREAM_END, content.count == count else {
      throw damaged(name, "it does not unpack to what the directory says")
    }
    return content
  }

  private func damaged(_ name: String, _ problem: String) -> Fault {
    Fault(
      .badData, at: "\(file): \(name)", "the workbook is damaged: \(problem)",
      remedy: "Open it in the spreadsheet program, save it anew, and deliver that")
  }

  private func tooLarge(_ name: String) -> Fault {
    Fault(
      .badData, at: "\(file): \(name)",
      "the part unpacks to more than \(Self.partLimit >> 20) MiB",
      remedy: "Check that it is the workbook that was meant")
  }

  // MARK: - The directory

  private static func directory(
    _ bytes: [UInt8], file: String
  ) throws(Fault) -> [String: Entry] {
    func damaged(_ problem: String) -> Fault {
      Fault(
        .badData, at: file, "the workbook is damaged: \(problem)",
        remedy: "Open it in the spreadsheet program, save it anew, and deliver that")
    }
    guard let end = endRecord(bytes) else { throw damaged("it is cut off") }
    let count = word(bytes, end + 10, 2)
    var position = word(bytes, end + 16, 4)
    guard word(bytes, end + 4, 2) == 0, word(bytes, end + 8, 2) == count, count <= entryLimit
    else { throw damaged("it has \(count) parts") }
    var entries: [String: Entry] = [:]
    for _ in 0..<count {
      guard position + 46 <= end, word(bytes, position, 4) == 0x0201_4B50 else {
        throw damaged("its directory is broken")
      }
      let nameEnd = position + 46 + word(bytes, position + 28, 2)
      let next = nameEnd + word(bytes, position + 30, 2) + word(bytes, position + 32, 2)
      guard next <= end,
        let name = String(validating: bytes[(position + 46)..<nameEnd], as: UTF8.self)
      else { throw damaged("its directory is broken") }
      let entry = Entry(
        flags: word(bytes, position + 8, 2), method: word(bytes, position + 10, 2),
        checksum: UInt32(word(bytes, position + 16, 4)), packed: word(bytes, position + 20, 4),
        unpacked: word(bytes, position + 24, 4), offset: word(bytes, position + 42, 4))
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw damaged("it has two parts \"\(name)\"")
      }
      position = next
    }
    return entries
  }

  /// The record that ends an archive; a comment of at most 65,535 bytes may follow it.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 65_535)
    return stride(from: bytes.count - 22, through: first, by: -1).first {
      word(bytes, $0, 4) == 0x0605_4B50 && $0 + 22 + word(bytes, $0 + 20, 2) == bytes.count
    }
  }

  /// A number of two or four bytes, the lowest first.
  private static func word(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
