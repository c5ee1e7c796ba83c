import Domain
import Indicators
import Store

extension ConvoyEffect {
  /// Draws of the permutation test where nobody says otherwise.
  public static let defaultPermutations = 999
  public static let defaultSeed: UInt64 = 1

  /// By convoy: `overall` (mean of the months since joining), `overall_uncensored`, `pre_trend`,
  /// then a row `month` for each month before and after joining: `convoy_id, term, relative_month,
  /// estimate, low, high, chance_low, chance_high, p_value, uncensored, members, controls, note`.
  /// A convoy for which nothing can be estimated has one row that says why.
  /// - Parameter id: `nil`: all convoys.
  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  public static func table(
    _ reader: StoreReader, convoy id: String? = nil, outcome: Outcome = .share,
    permutations: Int = defaultPermutations, seed: UInt64 = defaultSeed
  ) throws -> Table<Released> {
    let rollouts = try Rollouts(reading: reader)
    let rows = try Convoys.some(id, reader).flatMap { convoy -> [[TableCell]] in
      do throws(NotEstimable) {
        return try ConvoyEffect(
          convoy, rollouts, outcome: outcome, permutations: permutations, seed: seed
        ).rows
      } catch {
        return [row(convoy, notEstimable: error.sentence)]
      }
    }
    return ConvoyTable.table(
      Text(
        de: "Konvois: \(outcome.name.de), Mitglieder gegen andere Landkreise",
        en: "Convoys: \(outcome.name.en), members against other Landkreise"),
      columns, rows, source: ConvoyTable.rolloutSource, cutOff: rollouts.lastDay, caveat: caveat,
      note: Text(
        de: "\(permutations) Zuordnungen ausgelost, Startwert \(seed)",
        en: "\(permutations) assignments drawn, seed \(seed)"), rollouts)
  }

  /// The result in a sentence.
  var sentence: Text {
    let isMore = study.overall >= 0
    let isSure = study.pValue <= 0.05
    let points = Text.tenths(abs(study.overall) * 100)
    return Text(
      de: "Mitgliedschaft geht einher mit \(points.de) Prozentpunkten "
        + "\(isMore ? "mehr" : "weniger") (\(outcome.name.de))"
        + (isSure ? "." : "; ein solcher Unterschied ergibt sich auch durch Auslosen oft."),
      en: "Membership is associated with \(points.en) percentage points "
        + "\(isMore ? "more" : "less") (\(outcome.name.en))"
        + (isSure ? "." : "; such a difference often comes out of a draw by lot as well."))
  }

  private var rows: [[TableCell]] {
    let plain = Dictionary(
      uniqueKeysWithValues: uncensored.points.map { ($0.relative, $0.estimate) })
    let summary = [
      Self.row(
        convoy, "overall", estimate: study.overall, interval: (study.low, study.high),
        pValue: study.pValue, uncensored: uncensored.overall, members: memberCount,
        controls: landkreisCount - memberCount, note: sentence),
      Self.row(
        convoy, "overall_uncensored", estimate: uncensored.overall,
        interval: (uncensored.low, uncensored.high), pValue: uncensored.pValue,
        uncensored: uncensored.overall, members: memberCount,
        controls: landkreisCount - memberCount),
      Self.row(
        convoy, "pre_trend",
        estimate: study.points.filter { $0.relative < 0 }.map { abs($0.estimate) }.max(),
        pValue: study.pValueBefore,
        uncensored: uncensored.points.filter { $0.relative < 0 }.map { abs($0.estimate) }.max()),
    ]
    return summary
      + study.points.map { point in
        Self.row(
          convoy, "month", relative: point.relative, estimate: point.estimate, chance: point.chance,
          uncensored: plain[point.relative], members: point.treatedCount,
          controls: point.controlCount)
      }
  }

  /// What cannot be estimated is no gap in the data: the figures do not apply.
  private static func row(_ convoy: Convoy, notEstimable note: Text) -> [TableCell] {
    [.key(convoy.id, label: .same(convoy.name)), .key("overall", label: labels["overall"])]
      + [TableCell](repeating: .figure(.notApplicable), count: columns.count - 3)
      + [.key(note.de, label: note)]
  }

  private static func row(
    _ convoy: Convoy, _ term: String, relative: Int? = nil, estimate: Double? = nil,
    interval: (low: Double?, high: Double?)? = nil, chance: ClosedRange<Double>? = nil,
    pValue: Double? = nil, uncensored: Double? = nil, members: Int? = nil, controls: Int? = nil,
    note: Text? = nil
  ) -> [TableCell] {
    let isMonth = relative != nil
    return [
      .key(convoy.id, label: .same(convoy.name)), .key(term, label: labels[term]),
      .applicable(relative.map { Double($0) }),
      .number(estimate),
      interval.map { .number($0.low) } ?? .figure(.notApplicable),
      interval.map { .number($0.high) } ?? .figure(.notApplicable),
      isMonth ? .number(chance?.lowerBound) : .figure(.notApplicable),
      isMonth ? .number(chance?.upperBound) : .figure(.notApplicable),
      isMonth ? .figure(.notApplicable) : .number(pValue),
      .number(uncensored), .number(members), .number(controls),
      note.map { .key($0.de, label: $0) } ?? .text(""),
    ]
  }

  private static let labels: [String: Text] = [
    "overall": Text(de: "im Mittel seit dem Beitritt", en: "on average since joining"),
    "overall_uncensored": Text(
      de: "ebenso, mit Nachnutzern als Vergleich", en: "the same, adopters as controls"),
    "pre_trend": Text(
      de: "größte Abweichung vor dem Beitritt", en: "largest deviation before joining"),
    "month": Text(de: "Monat", en: "month"),
  ]

  private static let caveat = Text(
    de: "Geht einher mit, nicht: bewirkt. Landkreise wählen selbst, ob sie einem Konvoi beitreten; "
      + "wer beitritt, kann auch sonst schneller sein. Nachnutzer der Blaupause zählen nur bis zur "
      + "Übernahme zum Vergleich, was den Unterschied überzeichnen kann; mit ihnen im Vergleich "
      + "wird er eher unterschätzt.",
    en: "Associated with, not: caused by. Landkreise choose themselves whether to join a convoy; "
      + "those that join may be quicker anyway. Adopters of the blueprint are compared with until "
      + "they adopt, which may overstate the difference; with them as controls it is rather "
      + "understated.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, .dimension("term", Text(de: "Größe", en: "term")),
    .measure(
      "relative_month", Text(de: "Monate seit Beitritt", en: "months since joining"), .count),
    .measure("estimate", Text(de: "Unterschied", en: "difference"), .shareDifference),
    .measure("low", Text(de: "95 % von", en: "95 % from"), .shareDifference),
    .measure("high", Text(de: "95 % bis", en: "95 % to"), .shareDifference),
    .measure("chance_low", Text(de: "durch Auslosen von", en: "by lot from"), .shareDifference),
    .measure("chance_high", Text(de: "durch Auslosen bis", en: "by lot to"), .shareDifference),
    .measure("p_value", Text(de: "p-Wert", en: "p-value"), .coefficient),
    .measure(
      "uncensored", Text(de: "mit Nachnutzern", en: "with adopters as controls"), .shareDifference),
    .measure("members", Text(de: "Mitglieder", en: "members"), .count),
    .measure("controls", Text(de: "zum Vergleich", en: "controls"), .count),
    .dimension("note", Text(de: "in Worten", en: "in words")),
  ]
}
