import Domain
import Indicators

extension SolvedPortfolio {
  /// Parts of the budgets for which the selection is made anew, in percent.
  private static let parts: [Int64] = Array(stride(from: 50, through: 150, by: 10))

  /// What less or more money is worth, a row for each part of the budgets: `percent, budget_eur,
  /// chosen, spent_eur, value_eur, difference_eur, proven`. The difference is to the budget itself.
  /// What no search of ``SearchTime`` found is missing.
  /// - Throws: as ``Portfolio/solve(_:expired:)``, but for the time.
  package func frontierTable(_ dataState: DataState, within time: SearchTime = SearchTime()) throws
    -> Table<Exact>
  {
    let budgets = Self.parts.map { part in
      money.money.budgetsCents.map { $0 / 100 * part + $0 % 100 * part / 100 }
    }
    let rows = try zip(Self.parts, budgets).map { part, budgets -> [TableCell] in
      let head: [TableCell] = [
        .key(String(part), label: .same("\(part)\u{A0}%")), .euros(cents: budgets.reduce(0, +)),
      ]
      guard let plan = try plan(budgets, time) else {
        return head + [TableCell](repeating: .figure(.missing), count: 4) + [Self.flag(false)]
      }
      return head + [
        .number(plan.chosen.count), .euros(cents: plan.years.reduce(0) { $0 + $1.spentCents }),
        .number(plan.value.double), .number(plan.value.double - self.plan.value.double),
        Self.flag(plan.optimal),
      ]
    }
    return table(
      Text(de: "Was weniger oder mehr Geld brächte", en: "What less or more money is worth"),
      [
        .dimension("percent", Text(de: "Teil des Budgets", en: "part of the budget")),
        .measure("budget_eur", Text(de: "Budget für Neues", en: "budget for new ones"), .euros),
        .measure("chosen", Text(de: "gewählte Kandidaten", en: "chosen candidates"), .count),
        .measure("spent_eur", Text(de: "Kosten der Auswahl", en: "cost of the selection"), .euros),
        .measure("value_eur", Text(de: "Kapitalwert", en: "capital value"), .euros),
        .measure(
          "difference_eur", Text(de: "gegenüber dem Budget", en: "against the budget"), .euros),
        Self.proven,
      ], rows,
      caveat: Text(
        de: "Jede Zeile ist eine eigene Auswahl: Mit mehr Geld kommen nicht nur Kandidaten dazu, "
          + "es werden auch andere gewählt. Was die Kommunen übertragen, kommt zum Budget hinzu.",
        en: "Each row is a selection of its own: more money does not only add candidates, it also "
          + "chooses others. What the Kommunen carry over comes on top of the budget."),
      dataState)
  }

  /// The selection within other budgets; `nil`: time was over before one was found.
  private func plan(_ budgets: [Int64], _ time: SearchTime) throws -> PortfolioPlan? {
    // The plan within the budget itself is known, however long it took.
    if budgets == money.money.budgetsCents { return plan }
    do {
      return try Portfolio.frontier(problem, budgetsCents: [budgets], expired: time.next())[0]
    } catch let fault as Fault where fault.kind == .tryAgain {
      return nil
    }
  }

  /// What the selection loses with each candidate's opposite fate, those that were nearly chosen
  /// first, then the chosen ones: `candidate_id, state (omitted, chosen), cost_eur, value_eur,
  /// lost_eur, proven`.
  /// - Throws: as ``Portfolio/solve(_:expired:)``.
  package func regretTable(_ dataState: DataState, within time: SearchTime = SearchTime()) throws
    -> Table<Exact>
  {
    let regrets = try problem.candidates.map { candidate in
      (
        candidate,
        try Portfolio.regrets(
          problem, plan: plan, ids: [candidate.id], expired: time.next())[0]
      )
    }
    let order = regrets.sorted { first, second in
      let (a, b) = (first.1, second.1)
      if a.isChosen != b.isChosen { return !a.isChosen }
      let (lost, other) = (a.lost?.double ?? .infinity, b.lost?.double ?? .infinity)
      return (lost, a.id) < (other, b.id)
    }
    let rows = order.map { candidate, regret -> [TableCell] in
      [
        .key(candidate.id, label: .same(project.names[candidate.id] ?? candidate.id)),
        .key(
          regret.isChosen ? "chosen" : "omitted",
          label: ProjectPortfolio.states[regret.isChosen ? "chosen" : "omitted"]),
        .euros(cents: candidate.costCents), .number(candidate.value.double),
        // That nothing keeps the rules is known only where the search came to its end.
        regret.lost.map { .number($0.double) }
          ?? .figure(regret.isExact ? .notApplicable : .missing),
        Self.flag(regret.isExact),
      ]
    }
    return table(
      Text(de: "Was ein anderer Entscheid kostet", en: "What another decision costs"),
      [
        Priority.candidate, .dimension("state", Text(de: "Auswahl", en: "selection")),
        .measure("cost_eur", Text(de: "Kosten", en: "cost"), .euros),
        .measure(
          "value_eur", Text(de: "Kapitalwert, Median", en: "capital value, median"), .euros),
        .measure(
          "lost_eur", Text(de: "Kapitalwert, der verloren geht", en: "capital value lost"), .euros),
        Self.proven,
      ], rows,
      caveat: Text(
        de:
          "Wer einen nicht gewählten Kandidaten aufnimmt oder einen gewählten streicht, wählt den "
          + "Rest neu und verliert so viel Kapitalwert. × heißt: So hält keine Auswahl die Regeln "
          + "ein.",
        en: "Whoever takes in a candidate that is not chosen, or leaves out a chosen one, chooses "
          + "the rest anew and loses so much capital value. × means: then no selection keeps the "
          + "rules."),
      dataState)
  }

  private func table(
    _ title: Text, _ columns: [TableColumn], _ rows: [[TableCell]], caveat: Text,
    _ dataState: DataState
  ) -> Table<Exact> {
    Disclosure.exact(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: title,
        source: Text(
          de: "Kandidaten, Kosten-Nutzen, Haushaltsjahre", en: "candidates, cost-benefit, budget"),
        caveat: caveat, note: PortfolioSpending(plan, money).summary, dataState: dataState))
  }

  private static let proven = TableColumn.dimension("proven", Text(de: "bewiesen", en: "proven"))

  private static func flag(_ value: Bool) -> TableCell {
    .key(
      value ? "yes" : "no", label: value ? Text(de: "ja", en: "yes") : Text(de: "nein", en: "no"))
  }
}
