import Columns
import Domain

/// The plain twin of the block reader: FORMAT.md word by word, one number at a time.
struct PlainChunk {
  struct Malformed: Error {}

  private(set) var numbers: [UInt64] = []
  /// Class → its rows, of those that the index lists.
  private(set) var index: [Int: [UInt32]] = [:]
  /// That of the outermost block, of the last one in a chunk by class.
  private(set) var encoding = Encoding.constant
  /// Every encoding that occurs, and those within another one.
  private(set) var met: Set<Encoding> = []
  private(set) var inner: Set<Encoding> = []
  /// `[class]`: origin, in a chunk with differences.
  private(set) var origins: [Int] = []
  /// Levels of blocks.
  private(set) var depth = 0
  private let bytes: [UInt8]
  private var position = 36

  /// - Parameters:
  ///   - classes: the number of each row in the chunk that decides the classes.
  ///   - visits: the times and sessions of the rows, for a chunk with differences.
  init(
    _ bytes: [UInt8], classes: [UInt64] = [], visits: [(instant: Int64, session: Int64?)] = []
  ) throws {
    self.bytes = bytes
    let rows = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    if bytes[1] == 3 {
      position = 36
      _ = try block(Int(take(4)), 1)
      let (size, frame) = (Int(take(4)), Int(take(4)))
      position += frame > 0 ? frame : size
    }
    depth = 0
    switch bytes[2] & 14 {
    case 0: numbers = try outermost(rows)
    case 2:
      let sizes = sizes()
      for _ in 0..<take(1) {
        let kind = Int(take(1))
        var next: UInt64 = 0
        index[kind] = try sized(sizes[kind]).map { gap in
          next += gap + 1
          return UInt32(next - 1)
        }
      }
      numbers = try outermost(rows)
    case 4:
      var parts = try sizes().map { try sized($0).makeIterator() }
      numbers = classes.map { parts[Int($0)].next()! }
    case 12:
      var parts: [IndexingIterator<[UInt64]>] = []
      for (kind, size) in sizes().enumerated() {
        let origin = take(1)
        guard origin <= 2 else { throw Malformed() }
        origins.append(Int(origin))
        let part = try sized(size)
        let rows = classes.indices.filter { classes[$0] == UInt64(kind) }
        parts.append(
          (origin == 0 ? part : zip(part, rows).map { undo($0, Int(origin), $1, visits) })
            .makeIterator())
      }
      numbers = classes.map { parts[Int($0)].next()! }
    default: throw Malformed()
    }
    guard position == bytes.count else { throw Malformed() }
  }

  /// The number that a difference stands for. Everything fits into 64 bits.
  private func undo(
    _ written: UInt64, _ origin: Int, _ row: Int, _ visits: [(instant: Int64, session: Int64?)]
  ) -> UInt64 {
    func header(_ at: Int) -> Int64 {
      Int64(bitPattern: bytes[at..<at + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
    let (base, unit, span, shift) = (header(12), header(20), header(28), Int64(bytes[2] & 1))
    guard written >= shift else { return 0 }
    let places = Int64(written) - shift
    let difference = places % 2 == 0 ? places / 2 : -(places + 1) / 2
    var first = row
    while first > 0, let session = visits[row].session, visits[first - 1].session == session {
      first -= 1
    }
    let since = origin == 2 || first == row ? first : row - 1
    let elapsed = visits[row].instant - visits[since].instant
    let expected = min(max(0, floorDivide(elapsed - base, unit)), span - shift)
    return UInt64(shift + expected + difference)
  }

  private mutating func sizes() -> [Int] { (0..<take(1)).map { _ in Int(take(4)) } }

  private mutating func sized(_ count: Int) throws -> [UInt64] {
    let end = Int(take(4)) + position
    let numbers = try outermost(count)
    guard position == end else { throw Malformed() }
    return numbers
  }

  private mutating func outermost(_ count: Int) throws -> [UInt64] {
    encoding = Encoding(rawValue: bytes[position])!
    return try block(count, 1)
  }

  private mutating func take(_ size: Int) -> UInt64 {
    position += size
    return bytes[position - size..<position].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func frame(_ size: Int) throws -> [UInt8] {
    let length = Int(take(4))
    position += length
    return try Zstd.decompress(bytes[position - length..<position], size: size)
  }

  private mutating func packed(_ count: Int, _ width: Int) -> [UInt64] {
    let start = position
    position += (count * width + 63) / 64 * 8
    return (0..<count).map { row in
      (0..<width).reduce(0) { value, place in
        let bit = row * width + place
        return value | UInt64(bytes[start + bit / 8] >> UInt8(bit % 8) & 1) << UInt64(place)
      }
    }
  }

  private mutating func block(_ count: Int, _ level: Int) throws -> [UInt64] {
    let encoding = Encoding(rawValue: UInt8(take(1)))!
    met.insert(encoding)
    if level > 1 { inner.insert(encoding) }
    depth = max(depth, level)
    switch encoding {
    case .constant: return [UInt64](repeating: take(8), count: count)
    case .packed: return packed(count, Int(take(1)))
    case .planes:
      let planes = Int(take(1))
      let data = try frame(count * planes)
      return (0..<count).map { row in
        (0..<planes).reduce(0) { $0 | UInt64(data[$1 * count + row]) << UInt64(8 * $1) }
      }
    case .squeezed:
      let width = Int(take(1))
      guard [1, 2, 4].contains(width) else { throw Malformed() }
      let bits = try frame((count * width + 63) / 64 * 8)
      return (0..<count).map { row in
        let bit = row * width
        return UInt64(bits[bit / 8] >> UInt8(bit % 8)) & (1 << UInt64(width) - 1)
      }
    case .topped:
      let width = Int(take(1))
      let tops = try frame(count)
      return zip(tops, packed(count, width)).map { UInt64($0) << UInt64(width) | $1 }
    case .runs:
      let runs = Int(take(4))
      let values = try block(runs, level + 1)
      let lengths = try block(runs, level + 1)
      return zip(values, lengths).flatMap { repeatElement($0, count: Int($1) + 1) }
    case .steps:
      let jumps = Int(take(4))
      let steps = try block(count, level + 1)
      var goals = try block(jumps, level + 1).makeIterator()
      var value: UInt64 = 0
      return steps.map { step in
        value = step == 0 ? goals.next()! : value &+ step - 1
        return value
      }
    case .delta:
      var value = take(8)
      let smallest = take(8)
      return [value]
        + (try block(count - 1, level + 1)).map { difference in
          value = value &+ smallest &+ difference
          return value
        }
    case .listed:
      let entries = try block(Int(take(4)), level + 1)
      return try block(count, level + 1).map { entries[Int($0)] }
    case .sparse:
      let others = Int(take(4))
      let presence = try block(count, level + 1)
      var values = try block(others, level + 1).makeIterator()
      return presence.map { $0 == 0 ? 0 : values.next()! + 1 }
    case .numbered:
      guard level == 1 else { throw Malformed() }
      let runs = Int(take(4))
      var new = take(8)
      let entries = Int(take(4))
      var listed = try block(entries, level + 1).makeIterator()
      let others = Int(take(4))
      let gaps = try block(others, level + 1)
      var values: [UInt64] = []
      func takeNew(_ count: UInt64) {
        for _ in 0..<count {
          values.append(new)
          new += 1
        }
      }
      for (gap, isListed) in zip(gaps, try block(others, level + 1)) {
        takeNew(gap)
        guard isListed <= 1 else { throw Malformed() }
        values.append(isListed == 1 ? listed.next()! : 0)
        new = max(new, values.last! + 1)
      }
      guard values.count <= runs, new < 1 << 63 else { throw Malformed() }
      takeNew(UInt64(runs - values.count))
      guard listed.next() == nil else { throw Malformed() }
      let lengths = try block(runs, level + 1)
      return zip(values, lengths).flatMap { repeatElement($0, count: Int($1) + 1) }
    }
  }
}
