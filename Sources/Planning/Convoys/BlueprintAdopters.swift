import Domain
import Indicators
import Store

/// A Kreis outside a convoy that took over its process after the convoy had begun.
public struct BlueprintAdopter: Sendable, Hashable {
  /// AGS with five digits.
  public let kreis: String
  /// First day on which one of its Behörden has the process active.
  public let firstOn: Day
  /// First day on which at least half of its competent Behörden do.
  public let adoptedOn: Day
  /// Competent Behörden, and those with the process active, on the day asked for.
  public let authorityCount: Int
  public let activeCount: Int

  /// From the start of the convoy.
  public func daysToAdopt(since start: Day) -> Int { adoptedOn - start }
}

/// Who takes over the blueprint of a convoy, and how long that takes.
public enum BlueprintAdopters {
  /// Kreise that had adopted the process by the end of a day, had none of their Behörden active
  /// before the convoy began, and were no member of it until then; by day of adoption, then Kreis.
  static func list(_ convoy: Convoy, _ rollouts: Rollouts, on day: Day) -> [BlueprintAdopter] {
    guard let start = convoy.startedOn, let process = convoy.processID,
      let rollout = rollouts.rollout(of: process)
    else { return [] }
    let adoptions = KreisAdoptions(rollout, rollouts, until: day)
    return rollouts.kreise.indices.compactMap { kreis -> BlueprintAdopter? in
      let key = rollouts.kreise[kreis].ags5
      guard let adoption = adoptions.ofKreis[kreis], adoption.isOfBlueprint(since: start),
        !convoy.kreise(upTo: adoption.adoptedOn).contains(key)
      else { return nil }
      return BlueprintAdopter(
        kreis: key, firstOn: adoption.firstOn, adoptedOn: adoption.adoptedOn,
        authorityCount: adoption.authorityCount, activeCount: adoption.activeCount)
    }.sorted { ($0.adoptedOn, $0.kreis) < ($1.adoptedOn, $1.kreis) }
  }

  /// `convoy_id, process_id, started_on, kreis, first_on, adopted_on, days, authorities, active`
  /// - Parameters:
  ///   - id: `nil`: all convoys.
  ///   - day: the end of this day; `nil`: the last day of the data.
  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  public static func table(
    _ reader: StoreReader, convoy id: String? = nil, on day: Day? = nil, today: Day
  ) throws -> Table<Released> {
    let rollouts = try Rollouts(reading: reader)
    let day = day ?? rollouts.lastDay ?? today
    let rows = try Convoys.some(id, reader).flatMap { convoy in
      list(convoy, rollouts, on: day).map { adopter -> [TableCell] in
        [
          .key(convoy.id, label: .same(convoy.name)),
          .key(convoy.processID!, label: nil), .day(convoy.startedOn),
          .key(adopter.kreis, label: rollouts.name(ofKreis: adopter.kreis)),
          .day(adopter.firstOn), .day(adopter.adoptedOn),
          .number(adopter.daysToAdopt(since: convoy.startedOn!)),
          .number(adopter.authorityCount), .number(adopter.activeCount),
        ]
      }
    }
    return ConvoyTable.table(
      Text(de: "Nachnutzer der Blaupausen am \(day)", en: "Adopters of blueprints on \(day)"),
      columns, rows, source: ConvoyTable.rolloutSource, cutOff: day, caveat: caveat, rollouts)
  }

  static let caveat = Text(
    de: "Übernommen hat ein Kreis, sobald mindestens die Hälfte seiner zuständigen Behörden den "
      + "Prozess aktiv hat. Der Tag ist der des ersten Datenstands, der es zeigt; die Dauer ist "
      + "deshalb eine Obergrenze. Kreise, in denen schon vor dem Konvoi eine Behörde aktiv war, "
      + "zählen nicht. Ob die Blaupause der Anlass war, sagen die Daten nicht.",
    en: "A Kreis has adopted once at least half of its competent authorities have the process "
      + "active. The day is that of the first snapshot that shows it, so the time is an upper bound. "
      + "Kreise in which an authority was active before the convoy do not count. Whether the "
      + "blueprint was the reason the data do not say.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, .dimension("process_id", Text(de: "Prozess", en: "process")),
    .dimension("started_on", Text(de: "Beginn des Konvois", en: "start of the convoy")),
    ConvoyTable.kreis,
    .dimension("first_on", Text(de: "erste Behörde", en: "first authority")),
    .dimension("adopted_on", Text(de: "übernommen am", en: "adopted on")),
    .measure("days", Text(de: "Dauer höchstens", en: "time to adopt at most"), .days),
    .measure("authorities", Text(de: "zuständige Behörden", en: "competent authorities"), .count),
    .measure("active", Text(de: "davon heute aktiv", en: "of them active today"), .count),
  ]
}
