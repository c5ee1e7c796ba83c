import Domain

/// A sourced figure with the days on which it holds: a row of the feed `parameters`.
public struct Parameter: Sendable, Hashable {
  public let id: String
  public let value: Double
  public let unit: String
  public let validFrom: Day
  /// Last day on which it holds; `nil`: open.
  public let validTo: Day?
  /// Law, paper or table; begins with "Annahme" where nobody has published the figure.
  public let source: String
  /// Source of the delivery that brought it, as the ledger has it; ``Parameter/program`` for what
  /// the program itself assumes.
  public let delivery: String

  /// Delivery of the project's own assumptions (``StandardAssumptions``).
  public static let program = "Lagebild"

  public init(
    id: String, value: Double, unit: String, validFrom: Day, validTo: Day? = nil, source: String,
    delivery: String
  ) {
    self.id = id
    self.value = value
    self.unit = unit
    self.validFrom = validFrom
    self.validTo = validTo
    self.source = source
    self.delivery = delivery
  }

  /// EUR an hour, not a factor upon it.
  var isWage: Bool { id.hasPrefix("wage_") && !id.hasPrefix("wage_factor_") }

  public var isAssumption: Bool { source.hasPrefix("Annahme") }

  public func holds(on day: Day) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }

  /// Whether the two are not from one hand: another delivery, or the same row with another source.
  /// A figure that follows another one in time, from one delivery, displaces nothing.
  func isElsewhere(than other: Parameter) -> Bool {
    delivery != other.delivery || (validFrom == other.validFrom && source != other.source)
  }

  /// Where a person finds the row.
  var place: String { "feed parameters (\(delivery)), row \(id) from \(validFrom)" }
}
