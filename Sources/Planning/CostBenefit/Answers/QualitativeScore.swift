import Domain

/// M of WiBe 5.0: what people have rated beside the money.
public struct QualitativeScore: Sendable, Hashable {
  public struct Rating: Sendable, Hashable {
    /// As in the feed, such as `Q1` or `E2`.
    public let criterion: String
    /// All together 100.
    public let weight: Double
    /// 0, 2, … 10; `nil`: not rated.
    public let points: Double?
    /// Whose rating it is.
    public let source: String?
  }

  /// From this score on a measure may be carried out although it does not pay.
  public static let threshold = 50.0

  /// By criterion.
  public let ratings: [Rating]

  /// Σ weight · points / 10, 0…100; `nil` while a criterion is not rated: what nobody has rated is
  /// not nothing.
  public var total: Double? {
    ratings.reduce(Optional(0.0)) { sum, rating in
      sum.flatMap { sum in rating.points.map { sum + rating.weight * $0 / 10 } }
    }
  }
}

/// What WiBe 5.0 advises: carry out what is urgent and either pays or is rated high enough.
public enum BenefitAdvice: String, Sendable, CaseIterable {
  case pays, ratedHigh, notAdvised, notUrgent, open

  /// - Parameters:
  ///   - capitalValue: at the likeliest figures, EUR; `nil`: cannot be assessed.
  ///   - isUrgent: `nil`: nobody has said; then it is not held against the measure.
  public init(capitalValue: Double?, score: Double?, isUrgent: Bool?) {
    if isUrgent == false {
      self = .notUrgent
    } else if let capitalValue, capitalValue > 0 {
      self = .pays
    } else if let score, score >= QualitativeScore.threshold {
      self = .ratedHigh
    } else {
      self = capitalValue == nil || score == nil ? .open : .notAdvised
    }
  }

  public var name: Text {
    switch self {
    case .pays: Text(de: "durchführen: Kapitalwert über null", en: "carry out: it pays")
    case .ratedHigh:
      Text(de: "durchführen: mindestens 50 Punkte", en: "carry out: 50 points or more")
    case .notAdvised: Text(de: "nicht durchführen", en: "do not carry out")
    case .notUrgent: Text(de: "nicht dringlich", en: "not urgent")
    case .open: Text(de: "offen: Bewertung fehlt", en: "open: ratings are missing")
    }
  }
}
