/// How § 5 (2) of the agreement is read: it caps the share of the Kommunen, but does not say in
/// which order the two sides pay. Both readings are named; a report prints which one it used.
public enum SharePolicy: String, Sendable, CaseIterable {
  /// The Kommunen pay first, up to what they have available; the Land pays the rest.
  case municipalFirst = "A"
  /// Half and half; the Kommunen's half ends at what they have available. The odd cent is the
  /// Land's.
  case halves = "B"

  /// What the Kommunen may pay in a year, in cents, before what was carried over (§ 5 (2)).
  public static let yearlyMunicipalCents: Int64 = 150_000_000

  /// A reading as people name it in a question.
  /// - Throws: ``Fault`` (usage).
  public init(named text: String) throws(Fault) {
    guard let policy = SharePolicy(rawValue: text) else {
      throw Fault(
        .usage, at: "--policy \(text)", "there is no such reading of § 5 (2)",
        remedy: "Give A (Kommunen first, up to the cap) or B (half and half with the cap)")
    }
    self = policy
  }

  public var name: Text {
    switch self {
    case .municipalFirst:
      Text(de: "A: Kommunen zuerst bis zur Obergrenze", en: "A: Kommunen first, up to the cap")
    case .halves:
      Text(de: "B: je zur Hälfte mit Obergrenze", en: "B: half and half with the cap")
    }
  }

  /// - Parameters:
  ///   - spentCents: what was spent under § 5 (2) in the year.
  ///   - availableCents: the Kommunen's cap and what they carried over.
  public func shares(ofSpentCents spentCents: Int64, availableCents: Int64) -> CostShares {
    let wanted =
      switch self {
      case .municipalFirst: spentCents
      case .halves: spentCents / 2
      }
    return CostShares(totalCents: spentCents, municipalCents: min(wanted, availableCents))
  }
}

/// § 5 (3): operating costs half and half, the Kommunen's part capped. Interim until a flat rate
/// is agreed.
public enum OperatingCosts {
  /// Binds above operating costs of 400,000 EUR a year.
  public static let municipalCapCents: Int64 = 20_000_000

  public static func shares(ofCents cents: Int64) -> CostShares {
    CostShares(totalCents: cents, municipalCents: min(cents / 2, municipalCapCents))
  }
}
