/// Numbers ↔ their differences to those that the time since the origin makes expect. A difference
/// *d* ≥ 0 is written as 2*d*, a smaller one as −2*d* − 1; in a chunk with nulls as one more, and
/// null as 0.
struct Expectation {
  let line: NumberLine
  let times: VisitTimes

  /// Numbers of values lie at most so high, that of null set aside.
  private var highest: UInt64 { line.span - (line.hasNulls && line.span > 0 ? 1 : 0) }

  /// Larger numbers could not be told from smaller ones by their difference.
  static func isPossible(_ line: NumberLine) -> Bool { line.span < 1 << 62 }

  @inline(__always)
  private func expected(_ row: Int, _ origin: Origin, _ highest: UInt64) -> UInt64 {
    let elapsed = times.elapsed(row, since: origin)
    guard elapsed > line.base else { return 0 }
    let distance = UInt64(bitPattern: elapsed &- line.base)
    return min(line.unit == 1 ? distance : distance / line.unit, highest)
  }

  /// - Parameter rows: where the numbers stand.
  func differences<Word: NumberWord>(
    _ numbers: some Collection<Word>, of rows: some Collection<UInt32>, since origin: Origin
  ) -> [UInt64] {
    let (highest, shift) = (highest, line.hasNulls ? 1 as UInt64 : 0)
    return zip(numbers, rows).map { number, row in
      if line.hasNulls, number == 0 { return 0 }
      let difference =
        Int64(bitPattern: UInt64(number) - shift)
        - Int64(bitPattern: expected(Int(row), origin, highest))
      return UInt64(bitPattern: difference << 1 ^ difference >> 63) + shift
    }
  }

  /// The origin that makes the numbers of a class smallest, tried on a stretch in its middle.
  func bestOrigin<Word: NumberWord>(_ numbers: [Word], of rows: [UInt32]) -> Origin {
    let length = min(numbers.count, Self.stretch)
    let stretch = (numbers.count - length) / 2..<(numbers.count + length) / 2
    var best = (origin: Origin.unknown, size: Block.size(Array(numbers[stretch])) * 15 / 16)
    for origin in [Origin.rowBefore, .firstRow] {
      let size = Block.size(differences(numbers[stretch], of: rows[stretch], since: origin))
      if size < best.size { best = (origin, size) }
    }
    return best.origin
  }

  private static let stretch = 2_048

  /// - Parameter rows: where they stand, ascending.
  /// - Throws: ``ChunkDamage`` for a difference that leads out of the span.
  func numbers(
    _ differences: [UInt64], of rows: [UInt32], since origin: Origin
  ) throws(ChunkDamage) -> [UInt64] {
    guard rows.count == differences.count, rows.last.map({ $0 < times.rowCount }) ?? true else {
      throw .rowCount
    }
    let (highest, shift) = (highest, line.hasNulls ? 1 as UInt64 : 0)
    var isWithin = true
    let numbers = [UInt64](count: differences.count) { numbers in
      for (index, row) in rows.enumerated() {
        guard differences[index] >= shift else {
          numbers[index] = 0
          continue
        }
        let written = differences[index] - shift
        let difference = written >> 1 ^ (0 &- written & 1)
        let number = expected(Int(row), origin, highest) &+ difference
        isWithin = isWithin && number <= highest && number &+ shift <= line.span
        numbers[index] = number &+ shift
      }
    }
    guard isWithin else { throw ChunkDamage("a difference that leads out of the span") }
    return numbers
  }
}

extension Block {
  fileprivate static func size<Word: NumberWord>(_ numbers: [Word]) -> Int {
    var writer = ByteWriter()
    encode(numbers, level: 1, into: &writer)
    return writer.bytes.count
  }

  /// Numbers whose word says nothing of how large they are.
  static func encodeNarrowed(_ numbers: [UInt64], level: Int32, into writer: inout ByteWriter) {
    let highest = numbers.max() ?? 0
    func encode<Word: NumberWord>(as _: Word.Type) {
      Block.encode(
        numbers.map { Word(truncatingIfNeeded: $0) }, level: level, into: &writer)
    }
    if UInt8.fits(highest) {
      encode(as: UInt8.self)
    } else if UInt16.fits(highest) {
      encode(as: UInt16.self)
    } else if UInt32.fits(highest) {
      encode(as: UInt32.self)
    } else {
      encode(as: UInt64.self)
    }
  }
}
