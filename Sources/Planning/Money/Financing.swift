import Columns
import Domain
import Indicators
import Store

/// The feeds `budget` and `costs` → the years of § 5, as values and as a table.
public enum Financing {
  /// - Parameter policy: a reading of § 5 (2) for all years; `nil`: the one that each budget year
  ///   names.
  /// - Throws: ``Fault`` (bad data) for an unknown reading, or for a gap between budget years.
  public static func years(
    _ reader: StoreReader, policy: SharePolicy? = nil
  ) throws -> [FinancingYear] {
    let costs = try actualCosts(reader)
    let entries = try budget(reader).map { row in
      FinancingYear.Entry(
        year: row.year, policy: try policy ?? self.policy(named: row.policy, year: row.year),
        budgetCents: row.totalCents, spentCents: costs[row.year]?.project,
        // The plan stands for as long as no actual operating costs are reported.
        operatingCents: costs[row.year]?.operation ?? row.operatingCents)
    }
    for (entry, next) in zip(entries, entries.dropFirst()) where entry.year + 1 != next.year {
      throw Fault(
        .badData, at: "budget: year \(entry.year + 1)", "the budget year is missing",
        remedy: "Deliver it, so that what was carried over into \(next.year) is known")
    }
    return FinancingYear.account(entries)
  }

  /// `year, policy, budget_eur, spent_eur, municipal_available_eur, municipal_eur, land_eur,
  /// carry_over_eur, operating_eur, operating_municipal_eur, operating_land_eur`
  public static func table(
    _ reader: StoreReader, policy: SharePolicy? = nil
  ) throws -> Table<Released> {
    let rows = try years(reader, policy: policy).map { year -> [TableCell] in
      [
        .key(String(year.entry.year), label: nil),
        .key(year.entry.policy.rawValue, label: year.entry.policy.name),
        euros(year.entry.budgetCents), euros(year.entry.spentCents),
        euros(year.availableMunicipalCents), euros(year.shares?.municipalCents),
        euros(year.shares?.landCents), euros(year.carryOverCents),
        euros(year.operatingShares.totalCents), euros(year.operatingShares.municipalCents),
        euros(year.operatingShares.landCents),
      ]
    }
    return Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Finanzierung nach § 5", en: "Financing under § 5"),
        source: Text(de: "Haushaltsjahre und Kosten", en: "budget years and costs"),
        caveat: Text(
          de: "Vorläufig bis zur Abrechnung; ein Jahr ohne gemeldete Kosten ist k. A., nicht null.",
          en: "Provisional until settled; a year without reported costs is not reported, not zero."
        ),
        isSimulated: try reader.meta("origin") == ProjectOrigin.simulated.rawValue,
        revision: try reader.revision()))
  }

  private static let columns: [TableColumn] =
    [
      TableColumn(name: "year", title: Text(de: "Jahr", en: "Year"), role: .dimension),
      TableColumn(
        name: "policy", title: Text(de: "Auslegung des § 5", en: "Reading of § 5"),
        role: .dimension),
    ]
    + [
      ("budget_eur", "Budget", "Budget"), ("spent_eur", "ausgegeben", "spent"),
      ("municipal_available_eur", "Kommunen verfügbar", "available to the Kommunen"),
      ("municipal_eur", "Anteil Kommunen", "share of the Kommunen"),
      ("land_eur", "Anteil Land", "share of the Land"),
      ("carry_over_eur", "Übertrag Kommunen", "carried over by the Kommunen"),
      ("operating_eur", "Betriebskosten", "operating costs"),
      ("operating_municipal_eur", "Betrieb Kommunen", "operation, Kommunen"),
      ("operating_land_eur", "Betrieb Land", "operation, Land"),
    ].map {
      TableColumn(name: $0.0, title: Text(de: $0.1, en: $0.2), role: .measure, unit: .euros)
    }

  private static func euros(_ cents: Int64?) -> TableCell {
    .figure(cents.map { .value(Double($0) / 100) } ?? .missing)
  }

  private static func policy(named name: String, year: Int) throws -> SharePolicy {
    if let policy = SharePolicy(rawValue: name) { return policy }
    throw Fault(
      .badData, at: "budget: year \(year), policy_id", "\"\(name)\" is no known reading of § 5",
      remedy: "Known are "
        + SharePolicy.allCases.map { "\($0.rawValue) (\($0.name.en))" }.joined(separator: ", "))
  }

  private static func budget(
    _ reader: StoreReader
  ) throws -> [(year: Int, policy: String, totalCents: Int64, operatingCents: Int64)] {
    guard let batch = try reader.current(.budget) else { return [] }
    return (0..<batch.rowCount).map { row in
      (
        Int(batch["year"]![row].integer!), batch["policy_id"]![row].text!,
        batch["total_eur"]![row].integer!, batch["operating_eur"]![row].integer!
      )
    }.sorted { $0.year < $1.year }
  }

  /// Reported budget-effective costs of Land and Kommunen by year, in cents: operation apart.
  private static func actualCosts(
    _ reader: StoreReader
  ) throws -> [Int: (project: Int64?, operation: Int64?)] {
    guard let batch = try reader.current(.costs) else { return [:] }
    var sums: [Int: (project: Int64?, operation: Int64?)] = [:]
    for row in 0..<batch.rowCount {
      guard batch["plan_or_actual"]![row].text == "actual",
        batch["budget_effective"]![row].integer == 1,
        ["land", "kommunen"].contains(batch["paid_by"]![row].text)
      else { continue }
      let year = Month(number: Int32(batch["month"]![row].integer!)).year
      let cents = batch["amount_eur"]![row].integer!
      if batch["kind"]![row].text == "operation" {
        sums[year, default: (nil, nil)].operation = (sums[year]?.operation ?? 0) + cents
      } else {
        sums[year, default: (nil, nil)].project = (sums[year]?.project ?? 0) + cents
      }
    }
    // Benefits are negative items; a year in which they exceed the costs spent nothing.
    return sums.mapValues {
      (project: $0.project.map { max(0, $0) }, operation: $0.operation.map { max(0, $0) })
    }
  }
}
