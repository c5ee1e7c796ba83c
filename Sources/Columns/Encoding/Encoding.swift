/// How the values of a column are written. The raw value is part of the file format.
public enum Encoding: UInt8, Sendable, CaseIterable {
  case plain = 0
  case constant = 1
  case runLength = 2
  case bitPacked = 3
  case delta = 4
  case bytePlanes = 5
}

/// A block of whole numbers: one byte for the encoding, then its data. Reals enter as their bit
/// patterns, texts as codes into a dictionary.
enum IntegerBlock {
  /// Writes the encoding with the smallest predicted size.
  static func encode(_ values: [Int64], into writer: inout ByteWriter) {
    encode(values, as: choose(values), into: &writer)
  }

  static func encode(_ values: [Int64], as encoding: Encoding, into writer: inout ByteWriter) {
    writer.write(encoding.rawValue)
    switch encoding {
    case .plain: Plain.encode(values, into: &writer)
    case .constant: writer.write(UInt64(bitPattern: values.first ?? 0))
    case .runLength: RunLength.encode(values, into: &writer)
    case .bitPacked: BitPacked.encode(values, into: &writer)
    case .delta: Delta.encode(values, into: &writer)
    case .bytePlanes: BytePlanes.encode(values, into: &writer)
    }
  }

  static func decode(_ count: Int, from reader: inout ByteReader) throws(ChunkDamage) -> [Int64] {
    guard let encoding = Encoding(rawValue: try reader.byte()) else {
      throw ChunkDamage("the encoding is unknown")
    }
    switch encoding {
    case .plain: return try Plain.decode(count, from: &reader)
    case .constant:
      let value = Int64(bitPattern: try reader.word64())
      return [Int64](repeating: value, count: count)
    case .runLength: return try RunLength.decode(count, from: &reader)
    case .bitPacked: return try BitPacked.decode(count, from: &reader)
    case .delta: return try Delta.decode(count, from: &reader)
    case .bytePlanes: return try BytePlanes.decode(count, from: &reader)
    }
  }

  /// The encoding with the smallest size before zstd; the earlier case wins a tie.
  static func choose(_ values: [Int64]) -> Encoding {
    let sizes: [(Encoding, Int)] = [
      (.constant, values.allSatisfy { $0 == values.first } ? 8 : .max),
      (.runLength, RunLength.predictedSize(values)),
      (.bitPacked, BitPacked.predictedSize(values)),
      (.delta, Delta.predictedSize(values)),
      (.plain, values.count * 8),
    ]
    return sizes.min { $0.1 < $1.1 }!.0
  }
}
