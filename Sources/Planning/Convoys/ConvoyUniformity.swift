import Domain
import Indicators
import Store

/// How uniformly a convoy's members use its process: the share of their competent Behörden that
/// have it active with the same flags.
public struct ConvoyUniformity: Sendable, Hashable {
  public typealias Flag = ActivationRecord.Flag

  /// The flags that make a configuration, where the process leaves them open.
  public static let flags: [Flag] = [.embedded, .fachverfahren, .epayment, .onceOnly]

  /// Competent Behörden of the Kreise that are members.
  public let authorityCount: Int
  public let activeCount: Int
  /// Active with the most common configuration.
  public let uniformCount: Int
  /// Active, but a flag is not reported: cannot be said to be the same.
  public let unknownCount: Int
  /// The most common configuration; empty where no Behörde reports all flags. Of several as common
  /// as each other the one that can do more, by the order of the flags.
  public let pattern: [Setting]

  public struct Setting: Sendable, Hashable {
    public let flag: Flag
    public let isOn: Bool
  }

  /// `nil` without a competent Behörde.
  public var activeShare: Double? { share(activeCount) }
  public var uniformShare: Double? { share(uniformCount) }

  private func share(_ count: Int) -> Double? {
    authorityCount == 0 ? nil : Double(count) / Double(authorityCount)
  }

  /// At the end of a day.
  /// - Parameter rollout: of the convoy's process; without one there are no competent Behörden.
  init(_ convoy: Convoy, _ rollout: ProcessRollout?, _ rollouts: Rollouts, on day: Day) {
    let members = convoy.kreise(on: day)
    let authorities = Set(
      (rollout?.competent(in: day.month) ?? []).filter { authority in
        rollouts.kreis(ofAuthority: authority).map {
          members.contains(rollouts.kreise[$0].ags5)
        } ?? false
      })
    let records = (rollout?.spells ?? [])
      .filter { authorities.contains($0.authority) && $0.contains(day) }.map(\.record)
    self.init(
      authorityCount: authorities.count, records: records,
      flags: Self.flags.filter { rollout?.allows($0) ?? true })
  }

  /// - Parameter records: of the Behörden in which the process is active, one each.
  init(authorityCount: Int, records: [ActivationRecord], flags: [Flag]) {
    self.authorityCount = authorityCount
    activeCount = records.count
    var counts: [[Bool]: Int] = [:]
    var unknown = 0
    for record in records {
      let settings = flags.compactMap { record.flag($0) }
      if settings.count == flags.count {
        counts[settings, default: 0] += 1
      } else {
        unknown += 1
      }
    }
    unknownCount = unknown
    let best = counts.max { a, b in
      if a.value != b.value { return a.value < b.value }
      return a.key.map(\.rank).lexicographicallyPrecedes(b.key.map(\.rank))
    }
    uniformCount = best?.value ?? 0
    pattern = best.map { zip(flags, $0.key).map { Setting(flag: $0, isOn: $1) } } ?? []
  }

  /// `epayment=yes once_only=no`
  public var patternText: String {
    pattern.map { "\($0.flag.column)=\($0.isOn ? "yes" : "no")" }.joined(separator: " ")
  }
}

extension Bool {
  fileprivate var rank: Int { self ? 1 : 0 }
}

extension ConvoyUniformity {
  /// One row a convoy and month, from the month of its start on: `convoy_id, month, members,
  /// authorities, active, unknown, uniform, active_share, uniform_share, flags`.
  /// - Parameter id: `nil`: all convoys.
  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  public static func table(_ reader: StoreReader, convoy id: String? = nil) throws
    -> Table<Released>
  {
    let rollouts = try Rollouts(reading: reader)
    let rows = try Convoys.some(id, reader).flatMap { convoy -> [[TableCell]] in
      guard let start = convoy.startedOn, convoy.processID != nil, let months = rollouts.months
      else { return [] }
      let first = max(start.month, months.lowerBound)
      guard first <= months.upperBound else { return [] }
      let rollout = convoy.processID.flatMap(rollouts.rollout)
      return (0...(months.upperBound - first)).map { first + $0 }.map { month in
        let day = rollouts.day(of: month)
        let state = ConvoyUniformity(convoy, rollout, rollouts, on: day)
        return [
          .key(convoy.id, label: .same(convoy.name)), .key(month.description, label: nil),
          .number(convoy.kreise(on: day).count),
          .number(state.authorityCount), .number(state.activeCount),
          .number(state.unknownCount), .number(state.uniformCount),
          .applicable(state.activeShare), .applicable(state.uniformShare),
          .text(state.patternText),
        ]
      }
    }
    return ConvoyTable.table(
      Text(de: "Einheitlichkeit der Konvois", en: "Uniformity of convoys"), columns, rows,
      source: ConvoyTable.rolloutSource, cutOff: rollouts.lastDay, caveat: caveat, rollouts)
  }

  private static let caveat = Text(
    de: "Einheitlich heißt: derselbe Prozess mit denselben Merkmalen, soweit der Prozess sie "
      + "zulässt; nicht gemeldete Merkmale zählen nicht als gleich.",
    en: "Uniform means: the same process with the same flags, as far as the process leaves them "
      + "open; flags that are not reported do not count as the same.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, .dimension("month", Text(de: "Monat", en: "month")),
    .measure("members", Text(de: "Mitglieder", en: "members"), .count),
    .measure("authorities", Text(de: "zuständige Behörden", en: "competent authorities"), .count),
    .measure("active", Text(de: "aktiv", en: "active"), .count),
    .measure("unknown", Text(de: "Merkmale nicht gemeldet", en: "flags not reported"), .count),
    .measure("uniform", Text(de: "einheitlich", en: "uniform"), .count),
    .measure("active_share", Text(de: "Anteil aktiv", en: "share active"), .share),
    .measure("uniform_share", Text(de: "Anteil einheitlich", en: "share uniform"), .share),
    .dimension("flags", Text(de: "häufigste Merkmale", en: "most common flags")),
  ]
}
