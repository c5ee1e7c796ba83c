import Domain

/// What `usage query` can count. Each measure is defined over the rows that the filter leaves.
public enum UsageMeasure: String, Sendable, CaseIterable {
  /// Rows.
  case events
  /// Rows of one kind.
  case pageViews = "page_views"
  case started, submissions, completed
  /// Distinct session values of visit events.
  case sessions
  /// Distinct sessions with `submitted` / distinct sessions with `process_started`.
  case completionRate = "completion_rate"
  /// Submissions online or mobile / all submissions.
  case takeUp = "take_up"
  /// Nearest-rank quantiles of `duration_ms`, in milliseconds.
  case durationP50 = "duration_p50"
  case durationP90 = "duration_p90"
  case durationP99 = "duration_p99"
  /// Mean of the ratings 1–5, and how many there are.
  case ratingMean = "rating_mean"
  case ratingCount = "rating_count"

  /// The quantile asked for, 0…1, or `nil` for other measures.
  package var quantile: Double? {
    switch self {
    case .durationP50: 0.5
    case .durationP90: 0.9
    case .durationP99: 0.99
    default: nil
    }
  }

  public var unit: Unit {
    switch self {
    case .completionRate, .takeUp: .share
    case .durationP50, .durationP90, .durationP99: .milliseconds
    case .ratingMean: .grade
    default: .count
    }
  }

  public var name: Text {
    switch self {
    case .events: Text(de: "Ereignisse", en: "events")
    case .pageViews: Text(de: "Seitenaufrufe", en: "page views")
    case .started: Text(de: "begonnene Prozesse", en: "processes started")
    case .submissions: Text(de: "Anträge", en: "submissions")
    case .completed: Text(de: "abgeschlossene Vorgänge", en: "completed cases")
    case .sessions: Text(de: "Sitzungen", en: "sessions")
    case .completionRate: Text(de: "Abschlussquote", en: "completion rate")
    case .takeUp: Text(de: "Online-Quote", en: "digital take-up")
    case .durationP50: Text(de: "Dauer, Median", en: "duration, median")
    case .durationP90: Text(de: "Dauer, 90. Perzentil", en: "duration, 90th percentile")
    case .durationP99: Text(de: "Dauer, 99. Perzentil", en: "duration, 99th percentile")
    case .ratingMean: Text(de: "mittlere Bewertung", en: "mean rating")
    case .ratingCount: Text(de: "Zahl der Bewertungen", en: "number of ratings")
    }
  }
}
