import Domain
import Indicators

/// A planning table that pages and interface ask for by its name.
public enum PlanListing: String, Sendable, CaseIterable {
  case financing, orders, fulfilment, decisions, deadlines, changes, assumptions
  case convoys, schedule, roadmap, uniformity, adopters, reuse, effect
  case forecasts, forecast, backtest, activation, spillover
  case benefit, sheet, candidates, portfolio, spending, frontier, regret
  case priority, criteria, values, acceptability, pairwise
  case centralWeights = "central_weights"
  case gaps

  public var title: Text {
    switch self {
    case .financing: Text(de: "Finanzierung nach § 5", en: "Financing under § 5")
    case .orders: Text(de: "Leistungsaufträge", en: "Orders")
    case .fulfilment: Text(de: "Erfüllungsgrad nach Jahren", en: "Fulfilment by year")
    case .decisions: Text(de: "Beschlüsse", en: "Decisions")
    case .deadlines: Text(de: "Fristen", en: "Deadlines")
    case .changes: Text(de: "Änderungen", en: "Changes")
    case .assumptions: Text(de: "Annahmen und Rechenwerte", en: "Assumptions and parameters")
    case .convoys: Text(de: "Konvois", en: "Convoys")
    case .schedule: Text(de: "Zeitplan der Konvois", en: "Schedule of the convoys")
    case .roadmap: Text(de: "Fahrplan eines Konvois", en: "Roadmap of a convoy")
    case .uniformity: Text(de: "Einheitlichkeit der Konvois", en: "Uniformity of convoys")
    case .adopters: Text(de: "Nachnutzer der Blaupausen", en: "Adopters of the blueprints")
    case .reuse: Text(de: "Nachnutzung der Blaupausen", en: "Reuse of the blueprints")
    case .effect: Text(de: "Mitglieder und andere Landkreise", en: "Members and other districts")
    case .forecasts: Text(de: "Prognosen der Verbreitung", en: "Forecasts of adoption")
    case .forecast: Text(de: "Verbreitung und Prognose", en: "Adoption and forecast")
    case .backtest: Text(de: "Frühere Prognosen", en: "Earlier forecasts")
    case .activation: Text(de: "Zeit bis zur Aktivierung", en: "Time to activation")
    case .spillover: Text(de: "Ausstrahlung auf Nachbarn", en: "Spill-over to neighbours")
    case .benefit: Text(de: "Kosten und Nutzen", en: "Costs and benefits")
    case .sheet: Text(de: "Rechnung im Einzelnen", en: "The reckoning in detail")
    case .candidates: Text(de: "Kandidaten", en: "Candidates")
    case .priority: Text(de: "Rangfolge der Kandidaten", en: "Ranking of the candidates")
    case .criteria: Text(de: "Kriterien und Gewichte", en: "Criteria and weights")
    case .values: Text(de: "Messwerte der Kandidaten", en: "What was measured of the candidates")
    case .acceptability: Text(de: "Rangverteilung der Kandidaten", en: "Ranks of the candidates")
    case .pairwise: Text(de: "Kandidaten im Paarvergleich", en: "Candidates in pairs")
    case .centralWeights:
      Text(de: "Gewichte, die einen Kandidaten tragen", en: "Weights that favour a candidate")
    case .frontier:
      Text(de: "Was weniger oder mehr Geld brächte", en: "What less or more money is worth")
    case .regret:
      Text(de: "Was ein anderer Entscheid kostet", en: "What another decision costs")
    case .portfolio: Text(de: "Auswahl im Budget", en: "Selection within the budget")
    case .spending: Text(de: "Geld der Auswahl", en: "Money of the selection")
    case .gaps: Text(de: "Was noch fehlt", en: "What is still missing")
    }
  }

  /// What a question to the table may say besides its name.
  public enum Parameter: String, Sendable, CaseIterable {
    /// A day, or the id of a decision: then the day of its meeting.
    case since
    /// The day from which is looked.
    case on
    case convoy, process
    /// Key of a Kreis, five digits.
    case kreis
    /// EUR of each budget year, one to five (``BudgetText``).
    case budget
    /// Reading of § 5 (2): A or B.
    case policy
    /// How many of a Themenfeld at least (``MinimumText``).
    case minimum
    /// `net_value=30,hours=20`
    case weights
    /// What weighs more than what: `net_value>hours,benefit>balance`.
    case order
  }

  public var parameters: [Parameter] {
    switch self {
    case .changes: [.since]
    case .deadlines, .orders, .fulfilment, .convoys, .reuse: [.on]
    case .schedule, .roadmap, .adopters: [.convoy, .on]
    case .uniformity, .effect: [.convoy]
    case .forecast, .backtest, .activation, .spillover, .benefit, .sheet: [.process]
    case .priority: [.weights, .order, .budget, .policy, .minimum]
    case .criteria, .values, .acceptability, .pairwise, .centralWeights: [.weights, .order]
    case .portfolio, .spending, .frontier, .regret: [.budget, .policy, .minimum]
    case .financing: [.policy]
    case .gaps: [.kreis, .on]
    case .decisions, .assumptions, .forecasts, .candidates: []
    }
  }

  /// Without it there is no answer.
  public var wanted: Parameter? {
    switch self {
    case .roadmap: .convoy
    case .forecast, .sheet: .process
    case .gaps: .kreis
    default: nil
    }
  }

  /// Why the public cannot have the table; `nil`: it can.
  public var refusal: Text? {
    switch self {
    case .benefit, .sheet, .portfolio, .spending, .frontier, .regret, .priority, .criteria, .values,
      .acceptability, .pairwise, .centralWeights:
      Text(
        de: "Die Tabelle entsteht aus genauen Fallzahlen, also aus dem, was einzelne Menschen getan"
          + " haben. Öffentlich sind Kosten, Beschlüsse und Pläne.",
        en: "The table is made from exact case counts, that is, from what single people have done."
          + " Public are costs, decisions and plans.")
    default: nil
    }
  }
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
