import Domain

/// Something that is not as it was: in reality, or only in what is known or how it is counted.
public struct Change: Sendable, Hashable {
  /// The four are never added up.
  public enum Kind: String, Sendable, CaseIterable {
    /// It happened after the day.
    case real
    /// It happened until the day, but was delivered or corrected after it.
    case late
    /// The catalogue of Leistungen, the rules of competence or the register of areas changed.
    case catalogue
    /// The definition of an indicator changed.
    case definition

    public var name: Text {
      switch self {
      case .real: Text(de: "tatsächlich", en: "in reality")
      case .late: Text(de: "nachgeliefert", en: "delivered late")
      case .catalogue: Text(de: "Katalog", en: "catalogue")
      case .definition: Text(de: "Definition", en: "definition")
      }
    }
  }

  public let kind: Kind
  /// Feed, process, order or indicator that changed.
  public let subject: String
  /// What people call the subject.
  public let name: Text
  public let what: Text
  /// Number of Behörden, rows or keys; `nil` where it is one thing.
  public let count: Int?
  /// The day of a single event.
  public let day: Day?

  public init(
    _ kind: Kind, _ subject: String, name: Text, _ what: Text, count: Int? = nil, day: Day? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.name = name
    self.what = what
    self.count = count
    self.day = day
  }
}
