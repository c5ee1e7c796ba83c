import Domain

/// Which activations count (design 04): by default every active one in environment prod; on
/// request only from a level of one Reifegrad model on.
public enum CountingRule: Sendable, Hashable, CustomStringConvertible {
  case active
  case maturity(MaturityModel, Int)

  /// Reads `active` or `maturity=MODEL:LEVEL`, e.g. `maturity=1.1:3`; `nil` text is `active`.
  /// - Throws: ``Fault`` of kind usage for anything else, also for two models in one rule.
  public init(_ text: String?) throws(Fault) {
    guard let text, text != "active" else {
      self = .active
      return
    }
    let name = "maturity="
    guard text.hasPrefix(name) else {
      throw Fault(
        .usage, at: "rule", "there is no counting rule \"\(text)\"",
        remedy: Suggestion.hint(for: text, among: ["active", "maturity=1.1:3", "maturity=2.0:4"]))
    }
    let value = text.dropFirst(name.count)
    guard !value.contains(",") && !value.contains("+") else {
      throw Fault(
        .usage, at: "rule", "\"\(text)\" mixes two Reifegrad models in one figure",
        remedy: "Ask for one model at a time")
    }
    let parts = value.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let model = MaturityModel(rawValue: String(parts[0])) else {
      throw Fault(
        .usage, at: "rule", "\"\(text)\" names no known Reifegrad model",
        remedy: "Write maturity=1.1:LEVEL or maturity=2.0:LEVEL")
    }
    guard let level = (0...model.highestLevel).first(where: { String($0) == parts[1] }) else {
      throw Fault(
        .usage, at: "rule", "model \(model.rawValue) has no level \"\(parts[1])\"",
        remedy: "Levels of model \(model.rawValue) are 0 to \(model.highestLevel)")
    }
    self = .maturity(model, level)
  }

  public var description: String {
    switch self {
    case .active: "active"
    case .maturity(let model, let level): "maturity=\(model.rawValue):\(level)"
    }
  }

  /// Whether an active record counts; `nil`: unknown, because it is rated in the other model.
  func counts(_ record: ActivationRecord) -> Bool? {
    switch self {
    case .active: true
    case .maturity(let model, let level): record.model == model ? record.level >= level : nil
    }
  }
}
