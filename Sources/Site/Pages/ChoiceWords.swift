import Domain
import Planning

/// What a reader chose that no plan can follow, in the language of the page: the interface says the
/// same in English.
enum ChoiceWords {
  /// - Returns: `nil`: it can, or the table does not hang on it.
  static func complaint(_ question: PlanQuestion, _ stage: Stage) -> String? {
    switch question.listing {
    case .portfolio, .spending, .frontier, .regret, .financing: money(question, stage)
    case .priority, .criteria, .values, .acceptability, .pairwise, .centralWeights:
      weights(question, stage)
    default: nil
    }
  }

  private static func money(_ question: PlanQuestion, _ stage: Stage) -> String? {
    if let policy = question.choices[.policy], SharePolicy(rawValue: policy) == nil {
      return stage.say(
        "Eine Auslegung „\(policy)“ des § 5 gibt es nicht. Wählen Sie A oder B.",
        "There is no reading “\(policy)” of § 5. Choose A or B.")
    }
    guard let budget = question.choices[.budget] else { return nil }
    do throws(BudgetText.Problem) {
      _ = try BudgetText.cents(budget)
      return nil
    } catch {
      return "\(error.problem[stage.language]). \(error.remedy[stage.language])."
    }
  }

  private static func weights(_ question: PlanQuestion, _ stage: Stage) -> String? {
    guard let text = question.choices[.weights] else { return nil }
    var sum = 0.0
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      let name =
        sides.first.flatMap(Criterion.init(rawValue:))?.name[stage.language] ?? String(part)
      guard sides.count == 2, let weight = ExactDecimal(sides[1]), weight.digits >= 0 else {
        let sent = sides.dropFirst().joined(separator: "=")
        return stage.say(
          "Das Gewicht „\(sent)“ von „\(name)“ ist keine Zahl ab 0. Schreiben Sie zum Beispiel 30.",
          "The weight “\(sent)” of “\(name)” is no number from 0 on. Write 30, for example.")
      }
      sum += weight.double
    }
    return sum > 0
      ? nil
      : stage.say(
        "Alle Gewichte sind 0. Geben Sie einem Kriterium mehr.",
        "All weights are 0. Give a criterion more than that.")
  }
}
