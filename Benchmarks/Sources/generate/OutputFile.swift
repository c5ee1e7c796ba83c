import Glibc

/// Bytes on their way into a file.
struct OutputFile {
  private let handle: Int32
  private let path: String
  private let buffer: UnsafeMutableRawPointer
  private(set) var used = 0
  private static let capacity = 1 << 20

  init(_ path: String) {
    self.path = path
    handle = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard handle >= 0 else { stop("\(path) cannot be written") }
    buffer = .allocate(byteCount: Self.capacity, alignment: 16)
  }

  /// Keeps room for one row of at most 1,024 bytes.
  mutating func makeRoom() {
    if used > Self.capacity - 1024 { flush() }
  }

  mutating func flush() {
    var done = 0
    while done < used {
      let count = write(handle, buffer + done, used - done)
      guard count > 0 else { stop("\(path) cannot be written: is the disk full?") }
      done += count
    }
    used = 0
  }

  mutating func finish() {
    flush()
    close(handle)
    buffer.deallocate()
  }

  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { (buffer + used).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    used += bytes.count
  }

  mutating func put(byte: UInt8) {
    buffer.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
    used += 1
  }

  /// A number ≥ 0, at least `width` digits.
  mutating func put(number: Int64, width: Int = 1) {
    var count = 1
    var limit: Int64 = 10
    while count < width || number >= limit {
      count += 1
      limit &*= 10
      if count == 18 { break }
    }
    var rest = UInt64(number)
    for position in stride(from: used + count - 1, through: used, by: -1) {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      buffer.storeBytes(of: UInt8(48 + digit), toByteOffset: position, as: UInt8.self)
      rest = quotient
    }
    used += count
  }

  mutating func put(hex number: UInt64) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 15
      put(byte: digit < 10 ? 48 + digit : 87 + digit)
    }
  }

  /// `2024-03-31T03:00:00.000+02:00`
  mutating func put(berlin instant: Int64) {
    let offset = BerlinDays.offset(instant)
    let local = instant + offset
    put(BerlinDays.texts[Int(local / BerlinDays.day) - BerlinDays.first])
    let time = local % BerlinDays.day
    put(byte: UInt8(ascii: "T"))
    put(number: time / 3_600_000, width: 2)
    put(byte: UInt8(ascii: ":"))
    put(number: time / 60_000 % 60, width: 2)
    put(byte: UInt8(ascii: ":"))
    put(number: time / 1_000 % 60, width: 2)
    put(byte: UInt8(ascii: "."))
    put(number: time % 1_000, width: 3)
    put(offset == BerlinDays.hour ? Self.winter : Self.summer)
  }

  private static let winter = Array("+01:00".utf8)
  private static let summer = Array("+02:00".utf8)
}
