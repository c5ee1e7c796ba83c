import Columns
import Domain
import Indicators

/// What the Bund says beside the own coverage, from the words of the definitions.
extension PlainReports {
  private struct Judgement {
    let row: Row
    let differs: Bool?
    let reason: String?
  }

  func federalPairs(_ plans: RandomPlans, _ rule: CountingRule) -> [Row] {
    judgements(plans, rule).compactMap { judgement in
      judgement.differs.map {
        judgement.row.merging(["compared": .integer(1), "differs": .integer($0 ? 1 : 0)]) { $1 }
      }
    }
  }

  func federalDifferences(_ plans: RandomPlans, _ rule: CountingRule) -> [Row] {
    judgements(plans, rule).compactMap { judgement in
      judgement.reason.map {
        judgement.row.merging(["reason": .text($0), "statements": .integer(1)]) { $1 }
      }
    }
  }

  /// Of each month of which states are known, the last statement about each Leistung and area. A
  /// Gemeinde is the same under each key that it had.
  private func judgements(_ plans: RandomPlans, _ rule: CountingRule) -> [Judgement] {
    states.months.filter { states.isRated(states.day($0), rule) }.flatMap { month -> [Judgement] in
      let day = states.day(month)
      let made = Dictionary(grouping: plans.statements.filter { $0.day <= day }) {
        [$0.leika, area($0)]
      }
      return made.values.map { judgement($0.max { $0.day < $1.day }!, plans, rule, month, day) }
    }
  }

  private func area(_ statement: RandomPlans.Statement) -> String {
    world.lastPlace(statement.ars)?.ars ?? statement.ars
  }

  private func judgement(
    _ statement: RandomPlans.Statement, _ plans: RandomPlans, _ rule: CountingRule,
    _ month: Month, _ day: Day
  ) -> Judgement {
    let area = area(statement)
    let isKnown = world.leistungen.contains { $0.key == statement.leika }
    var row = isKnown ? place(area).merging(leistung(statement.leika)) { $1 } : place(area)
    row["month"] = .text(month.description)
    func made(_ differs: Bool?, _ reason: String?) -> Judgement {
      Judgement(row: row, differs: differs, reason: reason)
    }
    let answers = world.places(on: day).filter {
      states.authority(.authority(ARS(area)!), $0) != nil
    }.map { states.competence(statement.leika, $0, day) }
    let isRuled = world.rules.contains {
      statement.leika.hasPrefix($0.leika) && $0.validFrom <= day && ($0.validTo ?? day) >= day
    }
    guard isKnown, isRuled else { return made(nil, "unknown_key") }
    let authorities = Set(
      answers.compactMap { answer -> String? in
        if case .authority(let ars) = answer { ars.digits } else { nil }
      })
    if authorities.isEmpty { return made(nil, nil) }
    /// Online in one of the Gemeinden; `nil`: nobody can tell.
    func online(_ rule: CountingRule) -> Bool? {
      let all = authorities.map { states.online($0, statement.leika, day, rule) { _ in true } }
      return all.contains(true) ? true : all.contains(nil) ? nil : false
    }
    guard let ours = online(rule) else { return made(nil, nil) }
    if ours == statement.isOnline { return made(false, nil) }
    if ours {
      // The Bund counts from level 2 (model 1.1) or 4 (model 2.0) on.
      let isFederal = online(.maturity(.v1, 2)) == true || online(.maturity(.v2, 4)) == true
      return made(true, isFederal ? "ours_only" : "maturity")
    }
    if online(.active) == true { return made(true, "maturity") }
    let isElsewhere = plans.offers.contains {
      $0.leika == statement.leika && authorities.contains($0.authority) && $0.since ?? day <= day
    }
    return made(true, isElsewhere ? "elsewhere" : "federal_only")
  }
}
