import Domain

/// The rows of a segment by the number of one of its columns, such as the kind of event: other
/// columns mean something else in each class, or nothing, and are smaller and quicker to read when
/// each class has a block of its own.
public struct RowClasses: Sendable {
  /// Classes at most.
  static let limit = 32
  /// Fewer rows than this are not worth a block for each class.
  private static let leastRows = 512

  /// `[class]`: how many rows.
  let counts: [Int]
  /// `[row]`
  private let classOf: [UInt8]

  /// - Parameter codes: shared codes of the column that decides; it has no nulls.
  /// - Returns: `nil` where classes would save nothing: few rows, one class, or too many.
  public init?(sharedCodes codes: [UInt32]) {
    guard codes.count >= Self.leastRows else { return nil }
    let line = NumberLine(of: codes, validity: nil)
    guard line.span > 0, line.span < Self.limit else { return nil }
    classOf = line.numbers(of: codes, validity: nil, as: UInt8.self)
    var counts = [Int](repeating: 0, count: Int(line.span) + 1)
    for row in classOf { counts[Int(row)] += 1 }
    self.counts = counts
  }

  /// The numbers of a column's rows, those of a class together, in the order of the rows.
  func arranged<Word: NumberWord>(_ numbers: [Word]) -> [[Word]] {
    var starts = [Int](repeating: 0, count: counts.count + 1)
    for kind in counts.indices { starts[kind + 1] = starts[kind] + counts[kind] }
    var next = starts
    let arranged = [Word](count: numbers.count) { arranged in
      next.withUnsafeMutableBufferPointer { next in
        numbers.withUnsafeBufferPointer { numbers in
          classOf.withUnsafeBufferPointer { classOf in
            for row in numbers.indices {
              let kind = Int(classOf[row])
              arranged[next[kind]] = numbers[row]
              next[kind] &+= 1
            }
          }
        }
      }
    }
    return counts.indices.map { Array(arranged[starts[$0]..<starts[$0 + 1]]) }
  }

  /// Where the rows of a class stand: the rows between it and the one before.
  fileprivate func gaps(of kind: Int) -> [UInt32] {
    var gaps: [UInt32] = []
    gaps.reserveCapacity(counts[kind])
    var next = 0
    for row in classOf.indices where classOf[row] == UInt8(kind) {
      gaps.append(UInt32(row - next))
      next = row + 1
    }
    return gaps
  }
}

/// Before the block of the column that decides the classes: their sizes, and where the rows of some
/// of them stand.
struct ClassIndex {
  /// `[class]`: how many rows.
  let counts: [Int]
  /// Class → the block of its gaps.
  private let gaps: [Int: ArraySlice<UInt8>]

  static func write(
    _ classes: RowClasses, indexing indexed: [Int], level: Int32, into writer: inout ByteWriter
  ) {
    writer.write(UInt8(classes.counts.count))
    for count in classes.counts { writer.write(UInt32(count)) }
    writer.write(UInt8(indexed.count))
    for kind in indexed {
      writer.write(UInt8(kind))
      writer.writeSized { Block.encode(classes.gaps(of: kind), level: level, into: &$0) }
    }
  }

  init(rows: Int, from reader: inout ByteReader) throws(ChunkDamage) {
    counts = try readClassCounts(rows, from: &reader)
    var gaps: [Int: ArraySlice<UInt8>] = [:]
    for _ in 0..<(try reader.byte()) {
      let kind = Int(try reader.byte())
      let block = try reader.slice(Int(try reader.word32()))
      guard kind < counts.count, gaps.updateValue(block, forKey: kind) == nil else {
        throw ChunkDamage("an index of no class")
      }
    }
    self.gaps = gaps
  }

  /// Whether the rows of a class are listed.
  func isListed(_ kind: Int) -> Bool { gaps[kind] != nil }

  /// The rows of a class in ascending order; `nil` where they are not listed.
  func rows(of kind: Int, among rowCount: Int) throws(ChunkDamage) -> [UInt32]? {
    guard let block = gaps[kind] else { return nil }
    var reader = ByteReader(block)
    var rows: [UInt32] = try Block.decode(counts[kind], from: &reader)
    var next: UInt64 = 0
    for index in rows.indices {
      next &+= UInt64(rows[index])
      rows[index] = UInt32(truncatingIfNeeded: next)
      next &+= 1
    }
    guard next <= UInt64(rowCount), reader.remaining == 0 else {
      throw ChunkDamage("an index that leads out of the rows")
    }
    return rows
  }
}

/// How many rows each class has.
func readClassCounts(_ rows: Int, from reader: inout ByteReader) throws(ChunkDamage)
  -> [Int]
{
  var counts: [Int] = []
  for _ in 0..<(try reader.byte()) { counts.append(Int(try reader.word32())) }
  guard (2...RowClasses.limit).contains(counts.count), counts.reduce(0, +) == rows else {
    throw ChunkDamage("the classes do not add up to the row count")
  }
  return counts
}
