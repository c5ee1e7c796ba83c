import Columns
import Indicators
import TestSupport

/// Random frames for the relations of a formula, in every storage form that a frame may have, and
/// the same rows as ordinary tables for SQLite.
struct RandomFrames {
  let frames: FrameSet
  let tables: [(name: String, columns: [(String, ColumnVector)])]

  init(for formula: Formula, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var keySpaces: [String: KeySpace] = [:]
    for name in Set(RelationSchema.all.flatMap(\.askable)).sorted() {
      if name == "channel" {
        keySpaces[name] = KeySpace(["counter", "mobile", "online"])
      } else if name == "session" {
        keySpaces[name] = KeySpace(numbers: Int.random(in: 1...40, using: &random))
      } else {
        let count = Int.random(in: 1...6, using: &random)
        keySpaces[name] = KeySpace((0..<count).map { "\(name.prefix(3))\($0)" })
      }
    }
    var frames: [String: [Frame]] = [:]
    var months: [String: [Int]] = [:]
    var tables: [(String, [(String, ColumnVector)])] = []
    for schema in formula.relations {
      for (table, dimensions) in schema.tables {
        // Several frames a relation (months), some of them empty or with one row.
        var sizes = [[0], [1], [0, 7], [60, 1, 40], [200], [9_000]].randomElement(using: &random)!
        // All frames of a table keep a dimension in the same base column.
        let bases = Dictionary(
          uniqueKeysWithValues: dimensions.map { ($0, Int.random(in: 0..<4, using: &random)) })
        let isMonthly = dimensions.contains("month") && Bool.random(using: &random)
        if isMonthly {
          let count = keySpaces["month"]!.count
          sizes = (0..<count).map { sizes[$0 % sizes.count] }
          months[table] = Array(0..<count)
        }
        let list = sizes.enumerated().map { month, rows in
          Self.frame(
            rows: rows, month: isMonthly ? Int32(month) : nil, dimensions: bases,
            measures: schema.measures, keySpaces: keySpaces, isNarrow: formula.hasInnerShares,
            using: &random)
        }
        frames[table] = list
        tables.append(
          (table, Self.columns(list, dimensions: dimensions, measures: schema.measures, keySpaces)))
      }
    }
    let (all, ofMonths) = (frames, months)
    self.frames = FrameSet(keySpaces: keySpaces, months: { ofMonths[$0] }) { table, month in
      month.map { [all[table]![$0]] } ?? all[table]!
    }
    self.tables = tables
  }

  private static func frame(
    rows: Int, month: Int32?, dimensions basesOf: [String: Int], measures: [String],
    keySpaces: [String: KeySpace], isNarrow: Bool, using random: inout SeededGenerator
  ) -> Frame {
    var bases: [Frame.Codes] = []
    var domains: [Int] = []
    for form in ["constant", "bytes", "words", "words"].shuffled(using: &random) {
      let domain = Int.random(in: 1...12, using: &random)
      domains.append(domain)
      switch form {
      case "constant":
        bases.append(.constant(UInt32.random(in: 0..<UInt32(domain), using: &random)))
      case "bytes":
        bases.append(.bytes((0..<rows).map { _ in .random(in: 0..<UInt8(domain), using: &random) }))
      default:
        bases.append(
          .words((0..<rows).map { _ in .random(in: 0..<UInt32(domain), using: &random) }))
      }
    }
    var dimensions: [String: Frame.Dimension] = [:]
    for (name, base) in basesOf.sorted(by: { $0.key < $1.key }) {
      if name == "month", let month {
        dimensions[name] = Frame.Dimension(
          base: base, codeOf: [Int32](repeating: month, count: domains[base]))
        continue
      }
      let count = Int32(keySpaces[name]!.count)
      dimensions[name] = Frame.Dimension(
        base: base,
        codeOf: (0..<domains[base]).map { _ in
          Int.random(in: 0..<8, using: &random) == 0
            ? Frame.noKey : Int32.random(in: 0..<count, using: &random)
        })
    }
    // Squares of shares have to stay whole numbers, so these get parts that fit their wholes.
    let value = { (random: inout SeededGenerator) -> Int64 in
      if isNarrow { return [0, 1, 1, 1, Frame.null].randomElement(using: &random)! }
      return switch Int.random(in: 0..<6, using: &random) {
      case 0: Frame.null
      case 1: Int64.random(in: -5_000...5_000_000, using: &random)
      default: Int64.random(in: 0...1, using: &random)
      }
    }
    var columns: [String: Frame.Measure] = [:]
    for name in measures {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: columns[name] = .constant(value(&random))
      case 1:
        let base = Int.random(in: bases.indices, using: &random)
        columns[name] = .lookup(
          base: base, values: (0..<domains[base]).map { _ in value(&random) })
      default: columns[name] = .values((0..<rows).map { _ in value(&random) })
      }
    }
    return Frame(rowCount: rows, bases: bases, dimensions: dimensions, measures: columns)
  }

  private static func columns(
    _ frames: [Frame], dimensions: [String], measures: [String], _ keySpaces: [String: KeySpace]
  ) -> [(String, ColumnVector)] {
    let texts = dimensions.map { name in
      var builder = ColumnBuilder(name == "session" ? .integer : .text)
      for frame in frames {
        let dimension = frame.dimensions[name]!
        for row in 0..<frame.rowCount {
          let code = dimension.codeOf[frame.code(dimension.base, row)]
          if code == Frame.noKey {
            builder.appendNull()
          } else if name == "session" {
            builder.append(Int64(code))
          } else {
            builder.append(keySpaces[name]![Int(code)])
          }
        }
      }
      return (name, builder.finish())
    }
    let numbers = measures.map { name in
      var builder = ColumnBuilder(.integer)
      for frame in frames {
        for row in 0..<frame.rowCount {
          let value =
            switch frame.measures[name]! {
            case .constant(let constant): constant
            case .values(let values): values[row]
            case .lookup(let base, let values): values[frame.code(base, row)]
            }
          if value == Frame.null { builder.appendNull() } else { builder.append(value) }
        }
      }
      return (name, builder.finish())
    }
    return texts + numbers
  }
}

extension RelationSchema {
  /// The tables of the relation with their dimensions: itself and its split variant.
  var tables: [(name: String, dimensions: [String])] {
    [(name, dimensions)] + (splitByKind.map { [($0, askable)] } ?? [])
  }
}
