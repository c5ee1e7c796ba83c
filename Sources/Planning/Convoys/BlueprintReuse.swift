import Domain
import Indicators
import Store

/// How far the blueprint of each convoy has come among the Kreise that are not in it.
public enum BlueprintReuse {
  /// One row a convoy with a process, by id: `convoy_id, started_on, others, adopters, earlier, open,
  /// days_median`. Others are Kreise outside with a competent Behörde: they have adopted, or had the
  /// process before the convoy, or neither.
  /// - Parameter day: the end of this day; `nil`: the last day of the data.
  public static func table(
    _ reader: StoreReader, on day: Day? = nil, today: Day
  ) throws -> Table<Released> {
    let rollouts = try Rollouts(reading: reader)
    let day = day ?? rollouts.lastDay ?? today
    let rows = try Convoys.list(reader).compactMap { convoy -> [TableCell]? in
      guard let start = convoy.startedOn, let process = convoy.processID,
        let rollout = rollouts.rollout(of: process)
      else { return nil }
      let members = convoy.kreise(upTo: day)
      let others = Set(
        rollout.competent(in: day.month).compactMap(rollouts.kreis(ofAuthority:)).map {
          rollouts.kreise[$0].ags5
        }
      ).subtracting(members)
      let adopters = BlueprintAdopters.list(convoy, rollouts, on: day).filter {
        others.contains($0.kreis)
      }
      let adoptions = KreisAdoptions(rollout, rollouts, until: day)
      let earlier = rollouts.kreise.indices.count { kreis in
        others.contains(rollouts.kreise[kreis].ags5)
          && adoptions.ofKreis[kreis].map { !$0.isOfBlueprint(since: start) } ?? false
      }
      let days = adopters.map { Double($0.daysToAdopt(since: start)) }
      return [
        .key(convoy.id, label: .same(convoy.name)), .day(start), .number(others.count),
        .number(adopters.count), .number(earlier),
        .number(others.count - adopters.count - earlier),
        .applicable(NearestRank.quantile(0.5, of: days)),
      ]
    }
    return ConvoyTable.table(
      Text(de: "Nachnutzung der Blaupausen am \(day)", en: "Reuse of blueprints on \(day)"),
      columns, rows, source: ConvoyTable.rolloutSource, cutOff: day,
      caveat: BlueprintAdopters.caveat, rollouts)
  }

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy,
    .dimension("started_on", Text(de: "Beginn des Konvois", en: "start of the convoy")),
    .measure(
      "others",
      Text(de: "andere Kreise mit Zuständigkeit", en: "other Kreise that are competent"), .count),
    .measure("adopters", Text(de: "davon nachgenutzt", en: "of them adopters"), .count),
    .measure(
      "earlier", Text(de: "schon vorher dabei", en: "active before the convoy"), .count),
    .measure("open", Text(de: "noch nicht verbreitet", en: "not yet"), .count),
    .measure(
      "days_median", Text(de: "Dauer im Median, höchstens", en: "median time, at most"), .days),
  ]
}
