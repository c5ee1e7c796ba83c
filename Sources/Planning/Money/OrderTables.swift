import Domain
import Indicators
import Store

/// Leistungsaufträge with their Erfüllungsgrad as tables: one row an order, and one a year with the
/// sum of all behind them.
extension OrderFulfilment {
  /// The latest year first: `order_id, year, title, kind, status, unit, owed_units, accepted_units,
  /// fulfilment, milestones_due, milestones_done, milestones_share, budget_eur, spent_eur, spending,
  /// share_kommunen_eur, reservation`
  /// - Parameter year: only orders of that year.
  public static func table(
    _ reader: StoreReader, on day: Day, year: Int? = nil
  ) throws -> Table<Released> {
    let orders = try list(reader, on: day).filter { year == nil || $0.year == year }
      .sorted { ($1.year, $0.id) < ($0.year, $1.id) }
    let rows = orders.map { order -> [TableCell] in
      [
        .key(order.id, label: .same(order.title)), .key(String(order.year), label: nil),
        .text(order.title), .text(order.kind),
        .key(order.status, label: FeedSchema.orders["status"]?.name(of: order.status)),
        .text(order.unit),
      ] + figures(Sum([order])) + [.text(order.hasReservation ? "yes" : "no")]
    }
    let dimensions: [(String, Text)] = [
      ("order_id", Text(de: "Kennung", en: "Id")), ("year", Text(de: "Jahr", en: "Year")),
      ("title", Text(de: "Titel", en: "Title")), ("kind", Text(de: "Art", en: "Kind")),
      ("status", Text(de: "Stand", en: "Status")), ("unit", Text(de: "Einheit", en: "Unit")),
    ]
    let reservation = TableColumn.dimension(
      "reservation", Text(de: "Haushaltsvorbehalt", en: "Subject to the budget"))
    return try table(
      reader, on: day,
      title: Text(de: "Leistungsaufträge am \(day)", en: "Orders on \(day)"),
      columns: dimensions.map(TableColumn.dimension)
        + measures + [reservation], rows: rows)
  }

  /// `year, orders` and the figures of ``table(_:on:year:)``; the last row is `all`. Empty where no
  /// orders are loaded.
  public static func summary(_ reader: StoreReader, on day: Day) throws -> Table<Released> {
    let orders = try list(reader, on: day)
    var groups = Dictionary(grouping: orders, by: \.year).sorted { $0.key < $1.key }
      .map { (key: String($0.key), label: nil as Text?, sum: Sum($0.value)) }
    if !orders.isEmpty {
      // What is planned for a later year is nothing that could be fulfilled already.
      let begun = orders.filter { !$0.isAhead }
      let name =
        begun.count == orders.count
        ? Text(de: "alle Jahre", en: "all years")
        : Text(de: "alle Jahre bis \(day.year)", en: "all years up to \(day.year)")
      groups.append(("all", name, Sum(begun)))
    }
    let rows = groups.map { group -> [TableCell] in
      [.key(group.key, label: group.label), .figure(.value(Double(group.sum.orders)))]
        + figures(group.sum)
    }
    return try table(
      reader, on: day,
      title: Text(
        de: "Erfüllungsgrad der Leistungsaufträge am \(day)", en: "Fulfilment of orders on \(day)"),
      columns: [
        TableColumn.dimension("year", Text(de: "Jahr", en: "Year")),
        TableColumn.measure("orders", Text(de: "Aufträge", en: "Orders"), .count),
      ] + measures, rows: rows)
  }

  private static let measures: [TableColumn] = [
    ("owed_units", Text(de: "geschuldet", en: "Owed"), Unit.count),
    ("accepted_units", Text(de: "abgenommen", en: "Accepted"), .count),
    ("fulfilment", Text(de: "Erfüllungsgrad", en: "Fulfilment"), .share),
    ("milestones_due", Text(de: "Meilensteine fällig", en: "Milestones due"), .count),
    ("milestones_done", Text(de: "davon erledigt", en: "of these done"), .count),
    ("milestones_share", Text(de: "Anteil erledigt", en: "Share done"), .share),
    ("budget_eur", Text(de: "Budget", en: "Budget"), .euros),
    ("spent_eur", Text(de: "ausgegeben", en: "Spent"), .euros),
    ("spending", Text(de: "Mittelabfluss", en: "Share spent"), .share),
    (
      "share_kommunen_eur",
      Text(de: "Kommunen laut Auftrag", en: "Kommunen by the order"), .euros
    ),
  ].map(TableColumn.measure)

  private static func figures(_ sum: Sum) -> [TableCell] {
    [
      .number(Double(sum.owedUnits)), .number(Double(sum.acceptedUnits)),
      sum.isAhead ? .figure(.notApplicable) : .number(sum.fulfilment),
      .number(sum.dueMilestones), .number(sum.doneMilestones),
      sum.isAhead ? .figure(.notApplicable) : .number(sum.milestonesDone),
      .euros(cents: sum.budgetCents), .euros(cents: sum.spentCents), .number(sum.spending),
      .euros(cents: sum.municipalCents),
    ]
  }

  private static func table(
    _ reader: StoreReader, on day: Day, title: Text, columns: [TableColumn], rows: [[TableCell]]
  ) throws -> Table<Released> {
    Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: title,
        source: Text(
          de: "Leistungsaufträge, Jahresplanung und Meilensteine",
          en: "orders, their yearly plan and milestones"),
        cutOff: day,
        caveat: Text(
          de: "Gemessen an der zuerst gelieferten Jahresplanung; Ausgaben stehen daneben und gehen"
            + " nicht in den Erfüllungsgrad ein. Sie zählen zum Jahr des Auftrags, nicht der Zahlung,"
            + " und ohne die Obergrenzen des Haushaltsjahrs (§ 5).",
          en:
            "Measured against the yearly plan as first delivered; spending stands beside it and is"
            + " no part of the fulfilment. It counts in the year of the order, not of the payment, and"
            + " without the caps of the budget year (§ 5)."),
        dataState: try reader.dataState()))
  }
}
