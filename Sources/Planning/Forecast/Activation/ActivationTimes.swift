import Domain
import Indicators
import Store

/// How long Behörden take from the release of a process to its activation: for planning.
public enum ActivationTimes {
  /// Days up to which the restricted mean counts unless asked otherwise: two years.
  public static let defaultDays = 730

  /// One row a group: how many Behörden (times processes) and activations, the median in days with
  /// its 95 % interval, the mean of the first `days`, and whether the group differs from all others
  /// together (log-rank).
  ///
  /// The median is Kaplan's and Meier's by the snapshot that first shows the activation, with the
  /// log-log interval; where the first possible days would move it by more than a month, it is the
  /// interval of Turnbull's estimate, from `median_low_days` to `median_high_days`.
  /// - Parameters:
  ///   - process: `nil`: all released processes together.
  ///   - grouping: `nil`: one row for all.
  ///   - days: end of the restricted mean, since the release.
  /// - Throws: ``Fault`` of kind usage for a process that is not released.
  public static func table(
    _ reader: StoreReader, process: String? = nil, by grouping: ActivationGrouping? = nil,
    days: Int = defaultDays
  ) throws -> Table<Released> {
    let forecasts = try AdoptionForecasts(reading: reader)
    let history = forecasts.history
    let processes = try process.map { [try forecasts.found($0)] } ?? history.processes
    let waits = processes.flatMap(history.waits)
    let convoys = grouping == .convoy ? ConvoyMembers(try Convoys.list(reader)) : nil
    let groups = Dictionary(grouping: waits) { wait in
      key(wait, grouping, convoys)
    }.filter { $0.key != nil }.sorted { $0.key!.order < $1.key!.order }
    let read = groups.map { ActivationWaits($0.value) }
    let rows = groups.indices.map { index -> [TableCell] in
      let others = read.indices.filter { $0 != index }.flatMap { read[$0].times }
      let test = others.isEmpty ? nil : LogRank.test([read[index].times, others])
      return [.key(groups[index].key!.key, label: groups[index].key!.label)]
        + cells(read[index], days: days)
        + [test.map { .figure(.value($0.p)) } ?? .figure(.notApplicable)]
    }
    let title = process.map { Text.same(" (\($0))") } ?? .same("")
    return Disclosure.withoutCountsOfCitizens(
      columns: columns(grouping, days: days), rows: rows,
      provenance: forecasts.provenance(
        Text(
          de: "Zeit bis zur Aktivierung" + title.de, en: "Time to activation" + title.en),
        caveat: Text(
          de: "Wer noch nicht aktiviert hat, zählt als so lange wartend, wie bekannt ist. Ein "
            + "Unterschied zwischen Gruppen sagt nicht, woher er kommt. Individuelle Prozesse zählen "
            + "nicht, denn sie verbreiten sich nicht.",
          en: "Those who have not activated count as waiting as long as is known. A difference "
            + "between groups does not say where it comes from. Individual processes do not count, "
            + "for they do not spread."),
        note: grouping == nil ? ActivationWords.note(read.first, days: days) : nil))
  }

  private struct Key: Hashable {
    let order: String
    let key: String
    let label: Text?
  }

  /// - Returns: `nil` for a Behörde that belongs to no group.
  private static func key(
    _ wait: AdoptionHistory.Wait, _ grouping: ActivationGrouping?, _ convoys: ConvoyMembers?
  ) -> Key? {
    switch grouping {
    case nil: Key(order: "", key: "all", label: Text(de: "alle", en: "all"))
    case .process: Key(order: wait.process, key: wait.process, label: nil)
    case .kreis: wait.kreis.map { Key(order: $0, key: $0, label: nil) }
    case .sizeClass:
      wait.size.map { Key(order: "\($0.rawValue)", key: $0.key, label: nil) }
    case .convoy:
      switch convoys!.isMember(wait) {
      case true: Key(order: "0", key: "member", label: Text(de: "Mitglied", en: "member"))
      case false: Key(order: "1", key: "other", label: Text(de: "andere", en: "other"))
      case nil: nil
      }
    }
  }

  private static func cells(_ waits: ActivationWaits, days: Int) -> [TableCell] {
    let last = waits.lastPossible
    let median: [TableCell] =
      if let turnbull = waits.betweenSnapshots {
        [
          .key("turnbull", label: .same("Turnbull")), .figure(.notApplicable),
          .number(turnbull.median.high == nil ? nil : turnbull.median.low),
          .number(turnbull.median.high),
        ]
      } else {
        [
          .key("kaplan_meier", label: .same("Kaplan–Meier")), .number(last.median.value),
          .number(last.median.low), .number(last.median.high),
        ]
      }
    let mean = last.restrictedMean(upTo: Double(days))
    let events = waits.times.count { $0.isEvent }
    return [.figure(.value(Double(waits.times.count))), .figure(.value(Double(events)))] + median
      + [
        .number(waits.firstPossible.median.value), .number(last.median.value), .number(mean?.value),
        .number(mean?.standardError), .figure(.value(Double(last.omittedCount))),
      ]
  }

  private static func columns(_ grouping: ActivationGrouping?, days: Int) -> [TableColumn] {
    let group = grouping?.name ?? Text(de: "Gruppe", en: "Group")
    return [TableColumn(name: grouping?.rawValue ?? "group", title: group, role: .dimension)]
      + AdoptionForecasts.columns(
        dimensions: [],
        measures: [
          ("authorities", Text(de: "Behörden × Prozesse", en: "authorities × processes"), .count),
          ("activated", Text(de: "aktiviert", en: "activated"), .count),
        ])
      + [TableColumn.dimension("method", Text(de: "Verfahren", en: "method"))]
      + AdoptionForecasts.columns(
        dimensions: [],
        measures: [
          ("median_days", Text(de: "Median", en: "median"), .days),
          ("median_low_days", Text(de: "Median von", en: "median from"), .days),
          ("median_high_days", Text(de: "Median bis", en: "median to"), .days),
          (
            "first_possible_days",
            Text(de: "Median, frühestens", en: "median, first possible days"), .days
          ),
          (
            "last_possible_days",
            Text(de: "Median, spätestens", en: "median, last possible days"), .days
          ),
          (
            "mean_days",
            Text(
              de: "Mittel, nach \(days) Tagen abgebrochen", en: "mean, cut at \(days) days"), .days
          ),
          (
            "mean_error_days",
            Text(de: "Unsicherheit des Mittels (±)", en: "uncertainty of the mean (±)"), .days
          ),
          (
            "already_active",
            Text(de: "schon im ersten Datenstand aktiv", en: "active in the first snapshot"), .count
          ),
          (
            "log_rank_p",
            Text(de: "p gegen alle anderen", en: "p against all others"), .coefficient
          ),
        ])
  }
}
