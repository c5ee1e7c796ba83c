import Domain
import Formats
import Indicators
import Planning

/// Who bore what of a year's money, with what bounds the share of the Kommunen.
enum StackedTile {
  /// What a tile may name: the shares of § 5 (2), and those of the operating costs, § 5 (3).
  static let listings: [String: PlanListing] = ["financing": .financing, "operating": .financing]

  static func figure<Scope>(_ scene: PlanScene<Scope>) -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    let isOperating = scene.tile.show.first == "operating"
    let columns =
      isOperating
      ? ["operating_municipal_eur", "operating_land_eur"] : ["municipal_eur", "land_eur"]
    let bars = table.rows.map { row in
      StackedBars.Bar(
        label: table.text(row, "year"), parts: columns.map { table.figure(row, $0) },
        mark: isOperating
          ? Double(OperatingCosts.municipalCapCents) / 100
          : table.number(row, "municipal_available_eur"))
    }
    let chart = StackedBars(
      id: scene.id + "-b", title: scene.title,
      parts: ["Kommunen", "Land"],
      markName: isOperating
        ? stage.say("Obergrenze der Kommunen", "cap of the Kommunen")
        : stage.say("für die Kommunen verfügbar", "available to the Kommunen"),
      bars: bars, unit: .euros, language: scene.language)
    var view = scene.view(
      headline: (isOperating ? stage.say("Betrieb: ", "Operation: ") : "") + headline(bars, stage),
      what: isOperating
        ? stage.say(
          "Betriebskosten nach § 5 Abs. 3 · nach Jahren",
          "Operating costs under § 5 (3) · by year")
        : stage.say(
          "Ausgaben nach § 5 Abs. 2 · nach Jahren", "Spending under § 5 (2) · by year"))
    view.charts = [(nil, chart.drawing)]
    view.notes = [note(isOperating, stage)]
    return .drawn(view)
  }

  /// What bounds the share of the Kommunen.
  private static func note(_ isOperating: Bool, _ stage: Stage) -> String {
    let cents = isOperating ? OperatingCosts.municipalCapCents : SharePolicy.yearlyMunicipalCents
    let money = MoneyText.rounded(Double(cents) / 100, stage.language)
    return isOperating
      ? stage.say(
        "Je zur Hälfte; die Hälfte der Kommunen endet bei \(money) im Jahr.",
        "Half and half; the half of the Kommunen ends at \(money) a year.")
      : stage.say(
        "Verfügbar sind \(money) im Jahr und was aus den Vorjahren übertragen ist.",
        "Available are \(money) a year and what the years before carried over.")
  }

  /// `2025 tragen die Kommunen 1,3 Mio. Euro, das Land 1,4 Mio. Euro`: the last year with costs.
  private static func headline(_ bars: [StackedBars.Bar], _ stage: Stage) -> String {
    let last = bars.last { $0.parts.allSatisfy { $0.number != nil } }
    guard let last, let municipal = last.parts[0].number, let land = last.parts[1].number else {
      return stage.say("Noch keine Kosten gemeldet", "No costs reported yet")
    }
    let (a, b) = (
      MoneyText.rounded(municipal, stage.language), MoneyText.rounded(land, stage.language)
    )
    // The year in which the data end is not over.
    let isRunning = stage.desk.cutOff.map { String($0.year) == last.label } ?? false
    return isRunning
      ? stage.say(
        "\(last.label) tragen die Kommunen bisher \(a), das Land \(b)",
        "In \(last.label) so far the Kommunen bear \(a), the Land \(b)")
      : stage.say(
        "\(last.label) tragen die Kommunen \(a), das Land \(b)",
        "In \(last.label) the Kommunen bear \(a), the Land \(b)")
  }
}
