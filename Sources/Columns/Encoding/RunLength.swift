/// The number of runs (4 bytes), then their values and their lengths, both bit-packed.
enum RunLength {
  static func predictedSize(_ values: [Int64]) -> Int {
    // Cheap bound first: with runs shorter than two on average nothing can be won.
    let changes = zip(values, values.dropFirst()).count { $0 != $1 }
    guard changes * 2 < values.count else { return .max }
    let (runs, lengths) = split(values)
    return 4 + BitPacked.predictedSize(runs) + BitPacked.predictedSize(lengths)
  }

  static func encode(_ values: [Int64], into writer: inout ByteWriter) {
    let (runs, lengths) = split(values)
    writer.write(UInt32(runs.count))
    BitPacked.encode(runs, into: &writer)
    BitPacked.encode(lengths, into: &writer)
  }

  static func decode(_ count: Int, from reader: inout ByteReader) throws(ChunkDamage) -> [Int64] {
    let runCount = Int(try reader.word32())
    guard runCount <= count else { throw ChunkDamage("more runs than rows") }
    let runs = try BitPacked.decode(runCount, from: &reader)
    let lengths = try BitPacked.decode(runCount, from: &reader)
    var values: [Int64] = []
    values.reserveCapacity(count)
    for (run, length) in zip(runs, lengths) {
      guard length > 0, length <= Int64(count - values.count) else {
        throw ChunkDamage("the runs do not add up to the row count")
      }
      values.append(contentsOf: repeatElement(run, count: Int(length)))
    }
    guard values.count == count else {
      throw ChunkDamage("the runs do not add up to the row count")
    }
    return values
  }

  private static func split(_ values: [Int64]) -> (runs: [Int64], lengths: [Int64]) {
    var runs: [Int64] = []
    var lengths: [Int64] = []
    for value in values {
      if runs.last == value {
        lengths[lengths.count - 1] += 1
      } else {
        runs.append(value)
        lengths.append(1)
      }
    }
    return (runs, lengths)
  }
}
