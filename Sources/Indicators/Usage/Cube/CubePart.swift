import Columns
import Domain
import Store

/// A stored part of a cube, opened for reading.
final class CubePart {
  let rowCount: Int
  private let stored: StoredColumns
  private var chunks: [String: ChunkReader] = [:]
  /// Columns that have been read.
  private var known: [String: [UInt32]] = [:]

  /// - Throws: ``Fault`` that names the part and column of a damaged chunk.
  init(_ stored: StoredColumns, columns: [String]) throws {
    self.stored = stored
    rowCount = stored.segment.rowCount
    for column in columns { chunks[column] = try stored.open(column) }
  }

  /// The texts of an axis that occur in the part.
  func texts(of axis: CubeAxis) -> [String] { chunks[axis.rawValue]!.texts }

  /// Smallest and largest value of an axis of time.
  func values(of axis: CubeAxis) -> ClosedRange<Int64> {
    let chunk = chunks[axis.rawValue]!
    return chunk.value(of: 0)...chunk.value(of: chunk.span)
  }

  /// `[row]`: the key of the row's group, or ``CubeAxisRules/refused`` and more.
  func groups(_ rules: [(axis: CubeAxis, rules: CubeAxisRules)]) throws -> [UInt64] {
    var groups = [UInt64](repeating: 0, count: rowCount)
    for (axis, rules) in rules where rules.isNeeded {
      let chunk = chunks[axis.rawValue]!
      let parts = parts(of: chunk, axis, rules)
      if let first = parts.first, parts.allSatisfy({ $0 == first }) {
        if first != 0 { for row in groups.indices { groups[row] &+= first } }
        continue
      }
      let numbers = try numbers(axis.rawValue)
      parts.withUnsafeBufferPointer { parts in
        numbers.withUnsafeBufferPointer { numbers in
          groups.withUnsafeMutableBufferPointer { groups in
            for row in 0..<numbers.count { groups[row] &+= parts[Int(numbers[row])] }
          }
        }
      }
    }
    return groups
  }

  /// `[number in the chunk]`
  private func parts(
    of chunk: ChunkReader, _ axis: CubeAxis, _ rules: CubeAxisRules
  ) -> [UInt64] {
    (0...chunk.span).map { number in
      let value = chunk.value(of: number)
      if axis.isText {
        // Between the texts that occur there may be none.
        let texts = chunk.texts
        return texts.indices.contains(Int(value)) ? rules.part(ofText: texts[Int(value)]) : 0
      }
      return rules.part(of: axis.day(of: value))
    }
  }

  /// The numbers of a column; what they stand for is `base + unit × number`.
  struct Column {
    let numbers: [UInt32]
    let base: Int64
    let unit: Int64
  }

  func column(_ name: String) throws -> Column {
    let chunk = chunks[name]!
    return Column(
      numbers: try numbers(name), base: chunk.value(of: 0), unit: Int64(bitPattern: chunk.unit))
  }

  private func numbers(_ name: String) throws -> [UInt32] {
    if let numbers = known[name] { return numbers }
    let numbers = try chunks[name]!.numbers(name, of: stored)
    known[name] = numbers
    return numbers
  }
}

extension CubeAxis {
  /// The day that a value of an axis of time stands for; of a month its first.
  func day(of value: Int64) -> Day {
    self == .day ? Day(number: Int32(value)) : Month(number: Int32(value)).firstDay
  }

  /// The days of all values in a range.
  func days(_ values: ClosedRange<Int64>) -> [Day] { values.map { day(of: $0) } }
}
