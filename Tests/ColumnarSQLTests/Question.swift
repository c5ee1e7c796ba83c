import Columns
import Domain

/// SplitMix64: the same seed gives the same deliveries and questions everywhere.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func one<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}

/// Random rows and random questions about them.
struct Questioner {
  var dice: Dice

  private static let texts = [
    "", "a", "b", "ab", "Z", "ä", "z", "007", "12", "1e3", "o'clock", "submitted", "p1", "p2",
  ]

  mutating func row(_ feed: FeedSchema) -> [String: Cell] {
    var row: [String: Cell] = [:]
    for column in feed.columns where column.type != .eventID {
      if column.isOptional, dice.below(4) == 0 { continue }
      row[column.name] = cell(column.type)
    }
    return row
  }

  private mutating func cell(_ type: ColumnType) -> Cell {
    switch type {
    case .text, .key, .keys, .choice, .eventID: .text(dice.one(Self.texts))
    case .flag: .integer(Int64(dice.below(2)))
    case .day: .integer(Int64(20_000 + dice.below(400)))
    case .month: .integer(Int64(24_300 + dice.below(14)))
    // Around the two changes of the clock in 2025 and far from them.
    case .timestamp:
      .integer(
        dice.one([1_743_296_400_000, 1_761_440_400_000, 1_735_686_000_000, 1_750_000_000_000])
          + Int64(dice.below(10_000_000)) - 5_000_000)
    case .decimal: .real(dice.one([-1.5, 0, 2.25, 1e300, 0.1, 9_007_199_254_740_992]))
    case .money: .integer(dice.one([0, 1, -1, 1_999, 123_456, 10_000_000_000]))
    case .integer, .session:
      .integer(dice.one([0, 1, 2, 3, -1, .min, .max, 9_007_199_254_740_993, 1_000]))
    }
  }

  mutating func question(_ feed: FeedSchema, _ other: FeedSchema) -> String {
    let table = feed.name
    let columns = names(feed).map { "t.\($0)" }
    let condition = predicate(feed, depth: 2)
    switch dice.below(6) {
    case 0: return "SELECT count(*) FROM \(table) t WHERE \(condition)"
    case 1:
      let group = dice.one(columns)
      let value = dice.one(columns)
      return """
        SELECT \(group), count(*), count(\(value)), min(\(value)), max(\(value)) FROM \(table) t \
        WHERE \(condition) GROUP BY \(group)
        """
    case 2:
      return "SELECT DISTINCT \(dice.one(columns)) FROM \(table) t WHERE \(condition)"
    case 3:
      let (left, right) = (dice.one(columns), dice.one(names(other)))
      return """
        SELECT count(*), min(a.\(right)) FROM \(table) t CROSS JOIN \(other.name) a \
        ON \(left) \(dice.one(["=", "=", "=", "<", ">="])) a.\(right) WHERE \(condition)
        """
    case 4:
      return """
        SELECT count(*) FROM \(table) t WHERE \(dice.one(columns)) IN \
        (SELECT \(dice.one(names(other))) FROM \(other.name)) AND \(condition)
        """
    default:
      let chosen = (0...dice.below(4)).map { _ in dice.one(columns) }.joined(separator: ", ")
      return "SELECT \(chosen) FROM \(table) t WHERE \(condition)"
    }
  }

  private func names(_ feed: FeedSchema) -> [String] {
    feed.columns.filter { $0.type != .eventID }.map(\.name)
      + (feed["ts"] == nil ? [] : ["ts_local"])
  }

  private mutating func predicate(_ feed: FeedSchema, depth: Int) -> String {
    if depth > 0 {
      switch dice.below(5) {
      case 0, 1, 2:
        return "\(predicate(feed, depth: depth - 1)) AND \(predicate(feed, depth: depth - 1))"
      case 3:
        return "(\(predicate(feed, depth: depth - 1)) OR \(predicate(feed, depth: depth - 1)))"
      default: break
      }
    }
    let column = feed.columns.filter { $0.type != .eventID }.randomElement(using: &dice)!
    let isLocal = column.name == "ts" && dice.below(2) == 0
    let name = isLocal ? "t.ts_local" : "t.\(column.name)"
    switch dice.below(9) {
    case 0: return "\(name) IS NULL"
    case 1: return "\(name) IS NOT NULL"
    case 2:
      let list = (0...dice.below(4)).map { _ in literal(column, isLocal) }
      return "\(name) \(dice.one(["", "NOT "]))IN (\(list.joined(separator: ", ")))"
    case 3: return "\(name) BETWEEN \(literal(column, isLocal)) AND \(literal(column, isLocal))"
    case 4: return "\(name) COLLATE NOCASE = \(literal(column, isLocal))"
    case 5: return "NOT \(name) = \(literal(column, isLocal))"
    default:
      return "\(name) \(dice.one(["=", "<", "<=", ">", ">="])) \(literal(column, isLocal))"
    }
  }

  private mutating func literal(_ column: FeedColumn, _ isLocal: Bool) -> String {
    if dice.below(6) == 0 {
      return dice.one([
        "NULL", "'abc'", "x'00'", "3", "2.5", "1e30", "-1e30", "'12'", "' 3 '", "'2'", "''",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808.0", "'2025-13'",
        "9e999", "-9e999", "'0001-01-01'", "'9999-12-31'", "'2025'",
      ])
    }
    let value = isLocal ? Plain.local(cell(.timestamp)) : Plain.show(cell(column.type), column.type)
    switch value {
    case .null: return "NULL"
    case .integer(let number): return dice.below(4) == 0 ? "\(number).5" : "\(number)"
    case .real(let number): return "\(number)"
    case .text(let text):
      let part = dice.below(3) == 0 ? String(text.prefix(dice.one([7, 10, 13]))) : text
      return "'"
        + part.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    }
  }
}
