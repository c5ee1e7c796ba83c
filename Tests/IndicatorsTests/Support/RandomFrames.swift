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
    var tables: [(String, [(String, ColumnVector)])] = []
    for schema in formula.relations {
      for (table, dimensions) in schema.tables {
        // Several frames a relation (months), some of them empty or with one row.
        let sizes = [[0], [1], [0, 7], [60, 1, 40], [200], [9_000]].randomElement(using: &random)!
        let list = sizes.map {
          Self.frame(
            rows: $0, dimensions: dimensions, measures: schema.measures, keySpaces: keySpaces,
            isNarrow: formula.hasInnerShares, using: &random)
        }
        frames[table] = list
        tables.append(
          (table, Self.columns(list, dimensions: dimensions, measures: schema.measures, keySpaces)))
      }
    }
    let all = frames
    self.frames = FrameSet(keySpaces: keySpaces) { all[$0]! }
    self.tables = tables
  }

  private static func frame(
    rows: Int, dimensions names: [String], measures: [String], keySpaces: [String: KeySpace],
    isNarrow: Bool, using random: inout SeededGenerator
  ) -> Frame {
    var bases: [Frame.Codes] = []
    var domains: [Int] = []
    for form in ["constant", "bytes", "words", "words"] {
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
    for name in names {
      let base = Int.random(in: bases.indices, using: &random)
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

extension Frame {
  /// The code of a base column in a row.
  func code(_ base: Int, _ row: Int) -> Int {
    switch bases[base] {
    case .constant(let code): Int(code)
    case .bytes(let codes): Int(codes[row])
    case .words(let codes): Int(codes[row])
    }
  }
}

extension RelationSchema {
  /// The tables of the relation with their dimensions: itself and its split variant.
  var tables: [(name: String, dimensions: [String])] {
    [(name, dimensions)] + (splitByKind.map { [($0, askable)] } ?? [])
  }
}
