import Domain

/// What a cell can be. Unknown, withheld and "does not exist here" are three different things,
/// and none of them is zero.
public enum Figure: Sendable, Hashable {
  case value(Double)
  /// Kept secret by disclosure control.
  case withheld
  /// Not reported, or a denominator of zero ("k. A.").
  case missing
  /// The question does not exist here ("entfällt").
  case notApplicable

  /// `value`, `withheld`, `missing` or `not_applicable`, as exports print it.
  public var status: String {
    switch self {
    case .value: "value"
    case .withheld: "withheld"
    case .missing: "missing"
    case .notApplicable: "not_applicable"
    }
  }

  public var number: Double? { if case .value(let number) = self { number } else { nil } }
}

/// A cell of a table: a dimension's key (with the label people read), a figure, or a plain text.
public enum TableCell: Sendable, Hashable {
  /// A key of a dimension; `label` is the name that people read, where there is one.
  case key(String, label: Text?)
  case text(String)
  case figure(Figure)
}

extension TableCell {
  /// A number; unknown where there is none.
  package static func number(_ number: Double?) -> TableCell {
    .figure(number.map { .value($0) } ?? .missing)
  }

  package static func number(_ number: Int?) -> TableCell { self.number(number.map(Double.init)) }

  /// A number; where there is none, the question does not exist.
  package static func applicable(_ number: Double?) -> TableCell {
    .figure(number.map { .value($0) } ?? .notApplicable)
  }

  /// An amount in EUR; unknown where there is none.
  package static func euros(cents: Int64?) -> TableCell { number(cents.map { Double($0) / 100 }) }

  /// `2026-03-31`; empty without a day.
  package static func day(_ day: Day?) -> TableCell { .text(day?.description ?? "") }
}
