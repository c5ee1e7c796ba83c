import Cryptography
import Domain

/// An indicator, declared once. API, exports, tiles, definition page and tests follow from it.
public struct Indicator: Sendable {
  /// The chapter of the catalogue, and the folder of its file.
  public enum Group: String, Sendable, CaseIterable {
    case coverage, adoption, use, money, quality
  }

  /// How months go together.
  public enum Time: Sendable {
    /// A state at the end of a month: without month the last one stands.
    case state
    /// A count of what happened: months add up.
    case flow
  }

  public let id: String
  public let group: Group
  public let name: Text
  /// The question it answers, as a sentence.
  public let question: Text
  public let unit: Unit
  public let direction: IndicatorDescription.Direction
  public let source: Text
  /// One plain sentence that says what the figure does not say.
  public let caveat: Text
  public let time: Time
  /// Whether a counting rule (`active`, `maturity=1.1:3`) changes the figure.
  public let hasCountingRule: Bool
  /// The rule that belongs to the definition (Ende-zu-Ende is a level of one model); a question
  /// cannot name another one.
  public let fixedRule: CountingRule?
  /// Whether a share counts things one by one; see ``IndicatorDescription/hasInterval``.
  public let hasInterval: Bool
  public let formula: Formula
  /// The dimensions that a question may name.
  public let dimensions: [String]
  /// At least two small tables that a clerk can check by hand.
  public let examples: [WorkedExample]

  public init(
    id: String, group: Group, name: Text, question: Text, unit: Unit,
    direction: IndicatorDescription.Direction, source: Text, caveat: Text, time: Time,
    hasCountingRule: Bool = false, fixedRule: CountingRule? = nil, countsOneByOne: Bool = true,
    formula: Formula,
    examples: [WorkedExample]
  ) {
    self.id = id
    self.group = group
    self.name = name
    self.question = question
    self.unit = unit
    self.direction = direction
    self.source = source
    self.caveat = caveat
    self.time = time
    precondition(fixedRule == nil || !hasCountingRule, "\(id): a fixed rule cannot be chosen")
    self.hasCountingRule = hasCountingRule
    self.fixedRule = fixedRule
    hasInterval = unit == .share && countsOneByOne
    self.formula = formula
    dimensions = formula.dimensions
    self.examples = examples
  }

  /// Whether the figure is a count of citizens' actions, or derived from one: such a figure needs
  /// disclosure control before it is published.
  public var countsCitizens: Bool { formula.countsCitizens }

  /// SHA-256 over id, unit, SQL text and fixed rule, 64 hexadecimal digits. A change of any of them
  /// changes it.
  public var definitionHash: String {
    let rule = fixedRule.map { "\n\($0)" } ?? ""
    return Hex.encode(SHA256.digest(Array("\(id)\n\(unit.rawValue)\n\(formula.sql())\(rule)".utf8)))
  }

  public var description: IndicatorDescription {
    IndicatorDescription(
      id: id, name: name, question: question, unit: unit, direction: direction, source: source,
      caveat: caveat, group: group.rawValue,
      sql: formula.sql(by: dimensions.contains("kreis") ? ["kreis"] : Array(dimensions.prefix(1))),
      dimensions: dimensions, isState: time == .state, hasInterval: hasInterval,
      isQuotient: isQuotient, fixedRule: fixedRule?.description, definitionHash: definitionHash,
      examples: examples)
  }

  private var isQuotient: Bool { if case .quotient = formula { true } else { false } }
}
