import Domain

/// What speaks for a candidate as the next Standardprozess. Each is measured in a unit of its own
/// and brought to 0…1 by a ``CriterionScale``.
public enum Criterion: String, Sendable, CaseIterable {
  case netValue = "net_value"
  case hours, volume
  case coverageGap = "coverage_gap"
  case endToEnd = "end_to_end"
  case demand
  case noEfA = "no_efa"
  case deadline, simplicity, balance

  /// The three that measure cost and benefit by overlapping counts of the same cases. They form one
  /// group, so that nothing counts three times, and § 1 (6) of the agreement gives the group a
  /// least weight.
  public static let benefit: [Criterion] = [.netValue, .hours, .volume]
  /// Name of the group of ``benefit`` in orders and weights.
  public static let benefitName = "benefit"

  public var isBenefit: Bool { Self.benefit.contains(self) }

  public var name: Text {
    switch self {
    case .netValue: Text(de: "Kapitalwert", en: "capital value")
    case .hours: Text(de: "eingesparte Stunden der Bürger", en: "citizen hours saved")
    case .volume: Text(de: "Fallzahl", en: "case volume")
    case .coverageGap: Text(de: "Lücke in der Abdeckung", en: "coverage gap")
    case .endToEnd: Text(de: "Ende-zu-Ende machbar", en: "end-to-end feasibility")
    case .demand: Text(de: "interessierte Kommunen", en: "interested Kommunen")
    case .noEfA: Text(de: "keine EfA-Lösung", en: "no EfA alternative")
    case .deadline: Text(de: "gesetzliche Frist", en: "legal deadline")
    case .simplicity: Text(de: "Einfachheit", en: "simplicity")
    case .balance: Text(de: "Ausgleich der Themenfelder", en: "balance over Themenfelder")
    }
  }

  /// What is measured, and from which feed.
  public var measure: Text {
    switch self {
    case .netValue:
      Text(
        de: "Kapitalwert (WiBe) je Ziehung; aus Kosten-Nutzen",
        en: "capital value (WiBe) in each draw; from cost-benefit")
    case .hours:
      Text(
        de: "Stunden im Jahr, je Ziehung; aus Kosten-Nutzen",
        en: "hours a year in each draw; from cost-benefit")
    case .volume:
      Text(
        de:
          "Fälle im Jahr im ganzen Land, alle Zugangswege, wie bei Kosten-Nutzen; aus Fallzahlen",
        en:
          "cases a year in the whole Land, all channels, as in cost-benefit; from case counts"
      )
    case .coverageGap:
      Text(
        de: "1 − Abdeckung der Leistungen des Kandidaten; aus Aktivierungen und Zuständigkeit",
        en: "1 − coverage of the candidate's Leistungen; from activations and competence")
    case .endToEnd:
      Text(
        de:
          "Anteil der Prozesse zu seinen Leistungen, die an Fachverfahren angebunden werden können; aus dem Prozessregister",
        en:
          "share of the processes for its Leistungen that can be connected to Fachverfahren; from the register of processes"
      )
    case .demand:
      Text(
        de: "Kommunen, die ihn wollen; aus der Kandidatenliste",
        en: "Kommunen that want it; from the list of candidates")
    case .noEfA:
      Text(
        de: "1, wo es keine EfA-Lösung gibt, sonst 0; aus der Kandidatenliste",
        en:
          "1 where there is no EfA solution, otherwise 0; from the list of candidates")
    case .deadline:
      Text(
        de:
          "Tage bis zur Frist; keine Frist zählt wie drei Jahre; aus der Kandidatenliste",
        en:
          "days to the deadline; none counts as three years; from the list of candidates"
      )
    case .simplicity:
      Text(
        de:
          "Punkte: Arbeitsschritte der Verwaltung bisher (einfach 1, mittel 2, hoch 3, in Minuten 1) und Voraussetzungen; aus Aufwand und Kandidatenliste",
        en:
          "points: present work steps of the administration (simple 1, medium 2, high 3, in minutes 1) and dependencies; from effort and the list of candidates"
      )
    case .balance:
      Text(
        de:
          "freigegebene Standardprozesse seines Themenfelds; aus Prozessregister und Leistungskatalog",
        en:
          "released Standardprozesse of its Themenfeld; from the register of processes and the catalogue"
      )
    }
  }

  /// Of the measured value.
  public var unit: Unit {
    switch self {
    case .netValue: .euros
    case .hours: .hours
    case .volume, .demand, .simplicity, .balance: .count
    case .coverageGap, .endToEnd, .noEfA: .share
    case .deadline: .days
    }
  }

  public var isHigherBetter: Bool {
    switch self {
    case .deadline, .simplicity, .balance: false
    default: true
    }
  }
}
