import Domain
import Foundation
import Indicators

/// Whether those whose neighbours have a process take it over sooner: a hazard in discrete time.
///
/// Each month in which a unit could still begin is a trial, its beginning an event (Allison 1982):
/// `log(h/(1 − h)) = α + β₁ t + β₂ t² + γ · neighbours' share at the end of the month before`, with
/// `t` in years since the first month looked at. Months in which nobody begins are left out.
public struct AdoptionHazard: Sendable, Hashable {
  public enum Level: String, Sendable, CaseIterable {
    /// A Kreis begins when it has adopted; its neighbours are the Kreise at its border.
    case kreis
    /// A Behörde begins when it is first active; its neighbours are the other Behörden of its
    /// Kreis, and beside them those of the Kreise at its border.
    case authority

    /// The columns after α, β₁ and β₂.
    public var terms: [String] { self == .kreis ? ["neighbours"] : ["own_kreis", "neighbours"] }
  }

  /// Per unit of share: log odds.
  public struct Term: Sendable, Hashable {
    public let name: String
    public let coefficient: Double
    /// Months of the same Kreis may depend on each other.
    public let standardError: Double
    public let pValue: Double

    /// By how much the odds are multiplied where ten percentage points more have it.
    public var oddsRatioPerTenPoints: Double { exp(0.1 * coefficient) }
  }

  public let level: Level
  public let terms: [Term]
  public let eventCount: Int
  /// Months at risk.
  public let trialCount: Int

  /// Fewer beginnings than this tell nothing about four or five coefficients.
  public static let fewestEvents = 10

  /// - Throws: ``NotEstimable`` with too few events, or where the shares say nothing of their own.
  init(_ level: Level, _ rows: [LogisticRegression.Row]) throws(NotEstimable) {
    let events = Int(rows.reduce(0) { $0 + $1.events })
    guard events >= Self.fewestEvents else {
      throw NotEstimable(
        de: "zu wenige Einführungen (\(events), nötig sind \(Self.fewestEvents))",
        en: "too few adoptions (\(events), \(Self.fewestEvents) are needed)")
    }
    let fit = try LogisticRegression(rows)
    guard let errors = fit.clusteredErrors else {
      throw NotEstimable(
        de: "nur ein Kreis, nichts zu vergleichen", en: "one Kreis only, nothing to compare")
    }
    self.level = level
    terms = level.terms.enumerated().map { index, name in
      let (coefficient, error) = (fit.coefficients[3 + index], errors[3 + index])
      return Term(
        name: name, coefficient: coefficient, standardError: error,
        pValue: min(1, 2 * NormalDistribution.tail(abs(coefficient) / error)))
    }
    eventCount = events
    trialCount = Int(rows.reduce(0) { $0 + $1.trials })
  }

  /// One row a Kreis and month.
  /// - Parameters:
  ///   - months: counts of Behörden.
  ///   - neighbours: `[Kreis]` → positions of its neighbours.
  ///   - adopted: `[Kreis]` position of the month of its adoption; `nil`: not yet.
  ///   - first: position of the first month looked at.
  static func rows(
    _ level: Level, _ months: RolloutMonths, neighbours: [[Int]], adopted: [Int?], from first: Int
  ) -> [LogisticRegression.Row] {
    var rows: [LogisticRegression.Row] = []
    // What came before the first month looked at has no month before it to explain it. Where
    // nobody begins, there may have been no snapshot to show it.
    let telling = (max(first, 1)..<max(max(first, 1), months.monthCount)).filter { month in
      neighbours.indices.contains {
        level == .kreis
          ? adopted[$0] == month : months.newlyActive[$0 * months.monthCount + month] > 0
      }
    }
    for kreis in neighbours.indices {
      for month in telling {
        let years = Double(month - first) / 12
        let base = [1, years, years * years]
        switch level {
        case .kreis:
          let near = neighbours[kreis].filter { months.activeShare($0, month) != nil }
          guard months.activeShare(kreis, month) != nil, !near.isEmpty,
            adopted[kreis].map({ $0 >= month }) ?? true
          else { continue }
          let share = near.count { other in adopted[other].map { $0 < month } ?? false }
          rows.append(
            LogisticRegression.Row(
              events: adopted[kreis] == month ? 1 : 0, trials: 1,
              x: base + [Double(share) / Double(near.count)], cluster: kreis))
        case .authority:
          let cell = kreis * months.monthCount + month
          let near = neighbours[kreis].compactMap { months.activeShare($0, month - 1) }
          // All that are still at risk see the same others, since they are not among them.
          let others = months.competent[cell - 1] - 1
          guard months.atRisk[cell] > 0, others > 0, !near.isEmpty else { continue }
          let own = Double(min(months.active[cell - 1], others)) / Double(others)
          rows.append(
            LogisticRegression.Row(
              events: Double(months.newlyActive[cell]), trials: Double(months.atRisk[cell]),
              x: base + [own, near.reduce(0, +) / Double(near.count)], cluster: kreis))
        }
      }
    }
    return rows
  }
}
