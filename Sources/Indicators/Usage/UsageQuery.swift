import Domain

/// A question to the stored events.
public struct UsageQuery: Sendable, Hashable {
  public var measures: [UsageMeasure]
  public var dimensions: [UsageDimension]
  /// Dimension → admitted keys; all have to hold.
  public var filter: [UsageDimension: Set<String>]
  /// Berlin days, inclusive.
  public var from: Day?
  public var to: Day?

  public init(
    measures: [UsageMeasure], dimensions: [UsageDimension] = [],
    filter: [UsageDimension: Set<String>] = [:], from: Day? = nil, to: Day? = nil
  ) {
    self.measures = measures
    self.dimensions = dimensions
    self.filter = filter
    self.from = from
    self.to = to
  }

  /// Instants of the period asked for; `nil`: all.
  var instants: ClosedRange<Int64>? {
    if from == nil, to == nil { return nil }
    let first = from.map(BerlinTime.start(of:)) ?? .min
    let last = to.map { BerlinTime.start(of: $0 + 1) - 1 } ?? .max
    return first...last
  }

  /// Reads names as the command line gives them.
  /// - Parameter place: how a fault calls an option.
  /// - Throws: ``Fault`` of kind `usage` with a suggestion for a misspelt name or key.
  public init(
    measures: [String], by: [String], conditions: [String], from: String?, to: String?,
    place: (_ option: String) -> String = { "--" + $0 }
  ) throws {
    let measures: [UsageMeasure] = try Self.distinct(measures, at: place("measure"))
    let dimensions: [UsageDimension] = try Self.distinct(by, at: place("by"))
    guard !measures.isEmpty else {
      throw Fault(
        .usage, at: place("measure"), "no measure was named",
        remedy: "Known: " + UsageMeasure.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var filter: [UsageDimension: Set<String>] = [:]
    for condition in conditions {
      let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
      let here = "\(place("where")) \(condition)"
      guard parts.count == 2 else {
        throw Fault(
          .usage, at: here, "a condition has the form dimension=key",
          remedy: "For example event=submitted")
      }
      let dimension: UsageDimension = try Self.named(parts[0], at: here)
      try Self.check(parts[1], of: dimension, at: here)
      filter[dimension, default: []].insert(parts[1])
    }
    self.init(
      measures: measures, dimensions: dimensions, filter: filter,
      from: try from.map { try Self.period($0, at: place("from")).first },
      to: try to.map { try Self.period($0, at: place("to")).last })
    if let first = self.from, let last = self.to, last < first {
      throw Fault(
        .usage, at: "\(place("from")) \(first), \(place("to")) \(last)",
        "the period ends before it begins",
        remedy: "Swap the two days")
    }
  }

  /// Names of which none is given twice: an answer would have two columns of one name.
  private static func distinct<Name: RawRepresentable & CaseIterable & Hashable>(
    _ texts: [String], at place: String
  ) throws -> [Name] where Name.RawValue == String {
    let names: [Name] = try texts.map { try named($0, at: place) }
    var seen: Set<Name> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw Fault(
        .usage, at: place, "\"\(twice.rawValue)\" is named twice", remedy: "Name it once")
    }
    return names
  }

  private static func named<Name: RawRepresentable & CaseIterable>(
    _ text: String, at place: String
  ) throws -> Name where Name.RawValue == String {
    if let name = Name(rawValue: text) { return name }
    throw Fault(
      .usage, at: place, "\"\(text)\" is unknown",
      remedy: Suggestion.hint(for: text, among: Name.allCases.map(\.rawValue)))
  }

  /// Refuses a key that no row can have.
  private static func check(_ key: String, of dimension: UsageDimension, at place: String) throws {
    let known: [String]
    switch dimension {
    case .event: known = EventKind.allCases.map(\.rawValue)
    case .channel: known = Channel.allCases.map(\.rawValue)
    default: return
    }
    guard known.contains(key) else {
      throw Fault(
        .usage, at: place, "\"\(key)\" is unknown",
        remedy: Suggestion.hint(for: key, among: known))
    }
  }

  /// `2025`, `2025-03` or `2025-03-04` as first and last day.
  private static func period(_ text: String, at place: String) throws -> (first: Day, last: Day) {
    if let day = Day(text) { return (day, day) }
    if let month = Month(text) { return (month.firstDay, month.lastDay) }
    if text.count == 4, let first = Month(text + "-01"), let last = Month(text + "-12") {
      return (first.firstDay, last.lastDay)
    }
    throw Fault(
      .usage, at: "\(place) \(text)", "this is no day, month or year",
      remedy: "Write 2025-03-04, 2025-03 or 2025")
  }
}
