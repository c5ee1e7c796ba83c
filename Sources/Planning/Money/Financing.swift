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
    let entries = try FinancingYear.entries(
      budget: reader.current(.budget), costs: reader.current(.costs), policy: policy)
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
        .euros(cents: year.entry.budgetCents), .euros(cents: year.entry.spentCents),
        .euros(cents: year.availableMunicipalCents), .euros(cents: year.shares?.municipalCents),
        .euros(cents: year.shares?.landCents), .euros(cents: year.carryOverCents),
        .euros(cents: year.operatingShares.totalCents),
        .euros(cents: year.operatingShares.municipalCents),
        .euros(cents: year.operatingShares.landCents),
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
        dataState: try reader.dataState()))
  }

  private static let columns: [TableColumn] =
    [
      TableColumn.dimension("year", Text(de: "Jahr", en: "Year")),
      TableColumn.dimension("policy", Text(de: "Auslegung des § 5", en: "Reading of § 5")),
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
      TableColumn.measure($0.0, Text(de: $0.1, en: $0.2), .euros)
    }
}
