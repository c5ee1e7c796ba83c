import Domain
import Indicators
import Store

/// What membership in a convoy goes along with: an event study on the panel of the Landkreise.
public struct ConvoyEffect: Sendable, Hashable {
  /// What is compared.
  public enum Outcome: String, Sendable, CaseIterable {
    /// Share of the competent Behörden of a Kreis that have the convoy's process active.
    case share
    /// Share of those still without it that switch it on in a month.
    case adoption

    public var name: Text {
      switch self {
      case .share: Text(de: "Anteil aktiver Behörden", en: "share of active authorities")
      case .adoption: Text(de: "Einführungen im Monat", en: "adoption in a month")
      }
    }
  }

  public let convoy: Convoy
  public let outcome: Outcome
  /// Kreise that take over the blueprint outside the convoy are controls until they do.
  public let study: EventStudy
  /// The same with all others for controls, whatever they took over.
  public let uncensored: EventStudy
  /// Landkreise compared, and the members among them.
  public let landkreisCount: Int
  public let memberCount: Int

  /// - Throws: ``NotEstimable``, with the reason in words.
  init(
    _ convoy: Convoy, _ rollouts: Rollouts, outcome: Outcome, permutations: Int, seed: UInt64
  ) throws(NotEstimable) {
    let panel = try Self.panel(convoy, rollouts, outcome)
    study = try EventStudy(panel, permutations: permutations, seed: seed, label: convoy.id)
    uncensored = try EventStudy(
      panel.withoutCensoring, permutations: permutations, seed: seed, label: convoy.id)
    landkreisCount = panel.unitCount
    memberCount = panel.treatments.count { $0 != nil }
    self.convoy = convoy
    self.outcome = outcome
  }

  /// The Landkreise with competent Behörden over the months with activation states.
  ///
  /// A member is treated from the month in which it first joined; what it does after it left for
  /// good is not looked at. A Kreis outside that takes over the blueprint, as ``BlueprintAdopters``
  /// counts it, is censored from that month on; one in which the process had begun before the
  /// convoy stays for comparison, since its spread is its own.
  static func panel(
    _ convoy: Convoy, _ rollouts: Rollouts, _ outcome: Outcome
  ) throws(NotEstimable) -> StudyPanel {
    guard let id = convoy.processID else {
      throw NotEstimable(de: "der Konvoi hat keinen Prozess", en: "the convoy has no process")
    }
    guard let start = convoy.startedOn else {
      throw NotEstimable(de: "der Konvoi hat keine Mitglieder", en: "the convoy has no members")
    }
    guard let rollout = rollouts.rollout(of: id) else {
      throw NotEstimable(
        de: "der Prozess \(id) ist nicht bekannt", en: "the process \(id) is not known")
    }
    guard let months = RolloutMonths(rollout, rollouts), let last = rollouts.lastDay else {
      throw NotEstimable(de: "keine Aktivierungen gemeldet", en: "no activations reported")
    }
    let landkreise = rollouts.kreise.indices.filter { kreis in
      rollouts.kreise[kreis].isLandkreis && months.activeShare(kreis, months.monthCount - 1) != nil
    }
    guard !landkreise.isEmpty else {
      throw NotEstimable(
        de: "für den Prozess ist kein Landkreis zuständig",
        en: "no Landkreis is competent for the process")
    }
    let adoptions = KreisAdoptions(rollout, rollouts, until: last)
    let outcomes = landkreise.flatMap { kreis in
      (0..<months.monthCount).map { month in
        let value =
          outcome == .share ? months.activeShare(kreis, month) : months.adoption(kreis, month)
        return value ?? .nan
      }
    }
    return StudyPanel(
      outcomes: outcomes,
      treatments: landkreise.map { kreis in
        let key = rollouts.kreise[kreis].ags5
        return convoy.members.first { $0.kreis == key }.map { member in
          StudyPanel.Treatment(
            start: months.position(of: member.joinedOn),
            end: convoy.leftOn(key).map(months.position(of:)))
        }
      },
      censoredFrom: landkreise.map { kreis in
        adoptions.ofKreis[kreis].flatMap { adoption in
          adoption.isOfBlueprint(since: start)
            ? months.position(of: adoption.adoptedOn) : nil
        }
      })
  }
}
