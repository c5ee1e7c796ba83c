import Domain
import Indicators

/// A planning table that pages and interface ask for by its name.
public enum PlanListing: String, Sendable, CaseIterable {
  case financing, decisions, deadlines, changes

  public var title: Text {
    switch self {
    case .financing: Text(de: "Finanzierung nach § 5", en: "Financing under § 5")
    case .decisions: Text(de: "Beschlüsse", en: "Decisions")
    case .deadlines: Text(de: "Fristen", en: "Deadlines")
    case .changes: Text(de: "Änderungen", en: "Changes")
    }
  }

  /// What a question to the table may say besides its name.
  public enum Parameter: String, Sendable, CaseIterable {
    /// A day, or the id of a decision: then the day of its meeting.
    case since
    /// The day from which is looked.
    case on
  }

  public var parameters: [Parameter] {
    switch self {
    case .changes: [.since]
    case .deadlines: [.on]
    default: []
    }
  }

  /// Why the public cannot have the table; `nil`: it can.
  public var refusal: Text? { nil }
}

/// A planning table with what a reader chose.
public struct PlanQuestion: Sendable, Hashable {
  public let listing: PlanListing
  /// Parameter → text as it was sent.
  public let choices: [PlanListing.Parameter: String]

  /// - Parameter choices: those that the listing does not know are left out, so that they cannot
  ///   make the same question two.
  public init(_ listing: PlanListing, _ choices: [PlanListing.Parameter: String] = [:]) {
    self.listing = listing
    self.choices = choices.filter { listing.parameters.contains($0.key) }
  }
}
