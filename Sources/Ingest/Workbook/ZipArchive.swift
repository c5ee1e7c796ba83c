import CZip
import Domain

/// A zip archive in memory → the parts in it, by libzip. No file is touched.
struct ZipArchive {
  /// Unpacked size of a part at most, against decompression bombs.
  private static let partLimit = 64 << 20
  private static let entryLimit: UInt64 = 2_000

  /// Names of the parts.
  let names: Set<String>
  private let file: String
  private let bytes: [UInt8]

  init(_ bytes: [UInt8], file: String) throws(Fault) {
    self.file = file
    self.bytes = bytes
    names = try Self.open(bytes, file) { archive throws(Fault) in
      let count = UInt64(zip_get_num_entries(archive, 0))
      let names = (0..<min(count, Self.entryLimit)).compactMap { zip_get_name(archive, $0, 0) }
      let known = Set(names.map { String(cString: $0) })
      guard known.count == count else {
        throw WorkbookReader.damaged(file, "it has too many parts, or two of one name")
      }
      return known
    }
  }

  /// A part, unpacked and checked; `nil` where there is none of that name.
  func part(_ name: String) throws(Fault) -> [UInt8]? {
    guard names.contains(name) else { return nil }
    let place = "\(file): \(name)"
    return try Self.open(bytes, file) { archive throws(Fault) in
      var entry = zip_stat_t()
      zip_stat(archive, name, 0, &entry)
      guard entry.encryption_method == ZIP_EM_NONE else {
        throw Fault(
          .badData, at: place, "the part is encrypted",
          remedy: "Remove the password and save the workbook again")
      }
      guard entry.size <= Self.partLimit else {
        throw Fault(
          .badData, at: place, "the part unpacks to more than \(Self.partLimit >> 20) MiB",
          remedy: "Check that it is the workbook that was meant")
      }
      guard let part = zip_fopen(archive, name, 0) else {
        throw WorkbookReader.damaged(place, String(cString: zip_strerror(archive)))
      }
      defer { zip_fclose(part) }
      let count = Int(entry.size)
      var last: Int64 = 0
      // With room for a byte that must not come: libzip looks at the checksum at the end only.
      let content = [UInt8](unsafeUninitializedCapacity: count + 1) { target, read in
        repeat {
          last = zip_fread(part, target.baseAddress! + read, UInt64(count + 1 - read))
          read += Int(max(last, 0))
        } while last > 0 && read <= count
      }
      guard last == 0, content.count == count else {
        throw WorkbookReader.damaged(place, "it does not unpack to what the directory says")
      }
      return content
    }
  }

  /// Opens the archive for as long as `body` reads in it: libzip keeps pointers to the bytes.
  private static func open<Result>(
    _ bytes: [UInt8], _ file: String, _ body: (OpaquePointer) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    try bytes.withUnsafeBufferPointer { content throws(Fault) in
      var error = zip_error_t()
      defer { zip_error_fini(&error) }
      let source = zip_source_buffer_create(content.baseAddress, UInt64(content.count), 0, &error)
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
        zip_source_free(source)
        throw WorkbookReader.damaged(file, String(cString: zip_error_strerror(&error)))
      }
      defer { zip_discard(archive) }
      return try body(archive)
    }
  }
}
