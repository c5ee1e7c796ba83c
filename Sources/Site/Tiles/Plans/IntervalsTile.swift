import Domain
import Formats
import Indicators
import Planning

/// Rows of a planning table as dots with the interval around them.
enum IntervalsTile {
  static let listings: [PlanListing] = [.priority, .fulfilment, .effect]

  /// More rows than a reader compares; the table has all.
  private static let shownCount = 12

  /// What of a table is drawn.
  private struct Reading {
    let label: String
    let figure: String
    var range: (low: String, high: String)?
    /// The same without what the reader has said.
    var compared: String?
    let unit: Unit
    var reference: DotPlot.Reference?
    let what: Text
    let note: Text?
  }

  static func figure<Scope>(_ scene: PlanScene<Scope>) -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    let reading = reading(scene)
    let wanted = table.rows.filter { isWanted(table, $0, scene) }
    let rows = wanted.prefix(shownCount).map { row -> DotPlot.Row in
      let range = reading.range.flatMap { range -> ClosedRange<Double>? in
        guard let low = table.number(row, range.low), let high = table.number(row, range.high),
          low <= high
        else { return nil }
        return low...high
      }
      return DotPlot.Row(
        label: Headline.cased(label(table, row, reading, stage)),
        figure: table.figure(row, reading.figure), range: range,
        compared: reading.compared.flatMap { table.number(row, $0) })
    }
    guard !rows.isEmpty else {
      let reasons = ConvoyWords.notEstimable(table, stage)
      guard scene.question.listing == .effect, !reasons.isEmpty else { return .nothing() }
      return .nothing(reasons.joined(separator: " "))
    }
    let chart = DotPlot(
      id: scene.id + "-i", title: scene.title, rows: rows, reference: reading.reference,
      unit: reading.unit, language: stage.language,
      names: reading.compared.map { _ in
        (
          stage.say("nach Ihren Angaben", "by what you said"),
          stage.say("ohne Meinung über Gewichte", "without opinion about weights")
        )
      })
    let count =
      rows.count < wanted.count
      ? stage.say(
        " · die ersten \(rows.count) von \(wanted.count)",
        " · the first \(rows.count) of \(wanted.count)") : ""
    var view = scene.view(
      headline: headline(scene, wanted), what: reading.what[stage.language] + count)
    if let same = chart.onlyValue {
      // Dots under each other at the end of an axis tell nothing that a sentence does not.
      let value = NumberText.phrase(same, unit: reading.unit, stage.language)
      view.isTableOpen = true
      view.notes = [stage.say("In jeder Zeile steht \(value).", "Each row says \(value).")]
    } else {
      view.charts = [(nil, chart.drawing)]
      view.notes = [reading.note].compactMap { $0 }.map { $0[stage.language] + "." }
    }
    view.notes += [table.provenance.note].compactMap { $0 }.map { $0[stage.language] + "." }
    if let sentence = SelectionWords.sentence(scene) { view.notes.append(sentence) }
    // Who joins a convoy may be ahead anyway: no reader may miss that.
    if scene.question.listing == .effect, let caveat = table.provenance.caveat {
      view.notes += ConvoyWords.notEstimable(table, stage) + [caveat[stage.language]]
    }
    return .drawn(view)
  }

  private static func label<Scope>(
    _ table: Table<Scope>, _ row: TableRow, _ reading: Reading, _ stage: Stage
  ) -> String {
    // Months are counted from joining; all of them have the same name.
    guard reading.label == "term", let month = Int(table.text(row, "relative_month")) else {
      return table.label(row, reading.label, stage.language)
    }
    return switch month {
    case ..<0: stage.say("\(-month) Monate vor Beitritt", "\(-month) months before joining")
    case 0: stage.say("Monat des Beitritts", "month of joining")
    default: stage.say("\(month) Monate nach Beitritt", "\(month) months after joining")
    }
  }

  /// Of all convoys together each is one row, on the page of one its months are.
  private static func isOfAll<Scope>(_ scene: PlanScene<Scope>) -> Bool {
    if case .convoy = scene.stage.subject { false } else { true }
  }

  private static func reading<Scope>(_ scene: PlanScene<Scope>) -> Reading {
    switch scene.question.listing {
    case .priority:
      Reading(
        label: "candidate_id", figure: "expected_rank", range: ("rank_from", "rank_to"),
        compared: scene.hasWeights ? "equal_expected_rank" : nil,
        unit: .count, what: Text(de: "Erwarteter Rang", en: "Expected rank"),
        note: Text(
          de: "Balken: Rang in neun von zehn Ziehungen", en: "Bars: rank in nine of ten draws"))
    case .effect:
      Reading(
        label: isOfAll(scene) ? "convoy_id" : "term", figure: "estimate", range: ("low", "high"),
        unit: .shareDifference,
        reference: .init(
          label: scene.stage.say("kein Unterschied", "no difference"), value: 0),
        what: isOfAll(scene)
          ? Text(
            de: "Verbreitung bei Mitgliedern gegen andere Landkreise, in Prozentpunkten, im Mittel "
              + "seit dem Beitritt",
            en: "Adoption of members against other districts, in percentage points, on average "
              + "since joining")
          : Text(
            de: "Mitglieder gegen andere Landkreise, in Prozentpunkten, nach Monaten vor und nach "
              + "dem Beitritt zum Konvoi",
            en: "Members against other districts, in percentage points, by months before and after "
              + "joining the convoy"),
        note: Text(de: "Balken: 95-%-Intervall", en: "Bars: 95% interval"))
    default:
      Reading(
        label: "year", figure: "fulfilment", unit: .share,
        what: Text(
          de: "Abgenommene von geschuldeten Einheiten, nach Jahren",
          en: "Accepted of owed units, by year"), note: nil)
    }
  }

  /// Of the many months before and after joining every third is enough to see a course.
  private static func isWanted<Scope>(
    _ table: Table<Scope>, _ row: TableRow, _ scene: PlanScene<Scope>
  ) -> Bool {
    switch scene.question.listing {
    case .priority: return table.text(row, "state") == "ranked"
    case .fulfilment: return table.number(row, "fulfilment") != nil
    case .effect:
      guard table.number(row, "estimate") != nil else { return false }
      guard !isOfAll(scene) else { return table.text(row, "term") == "overall" }
      return Int(table.text(row, "relative_month")).map { $0.isMultiple(of: 3) && abs($0) <= 12 }
        ?? true
    default: return true
    }
  }

  private static func headline<Scope>(_ scene: PlanScene<Scope>, _ rows: [TableRow]) -> String {
    let (stage, table) = (scene.stage, scene.table)
    func percent(_ value: Double) -> String {
      NumberText.text(value, unit: .share, stage.language)
    }
    switch scene.question.listing {
    case .priority:
      let first = rows.max {
        (table.number($0, "first_share") ?? 0) < (table.number($1, "first_share") ?? 0)
      }
      guard let first, let share = table.number(first, "first_share") else { return scene.title }
      let name = table.label(first, "candidate_id", stage.language)
      return stage.say(
        "\(name) steht in \(percent(share)) der Ziehungen vorn",
        "\(name) comes first in \(percent(share)) of draws")
    case .fulfilment:
      let all = rows.last { table.text($0, "year") == "all" }
      guard let share = all.flatMap({ table.number($0, "fulfilment") }) else { return scene.title }
      return stage.say(
        "\(percent(share)) der geschuldeten Einheiten sind abgenommen",
        "\(percent(share)) of the owed units are accepted")
    case .effect where isOfAll(scene):
      // Sure is what the interval says to be above zero; the rest may be chance.
      let sure = rows.count { (table.number($0, "low") ?? 0) > 0 }
      return stage.say(
        "Bei \(sure) von \(rows.count) Konvois geht Mitgliedschaft mit mehr Verbreitung einher",
        "In \(sure) of \(rows.count) convoys membership is associated with more adoption")
    default:
      let overall = rows.first { table.text($0, "term") == "overall" }
      guard let overall, let estimate = table.number(overall, "estimate") else {
        return scene.title
      }
      let points = NumberText.change(estimate, unit: .share, stage.language)
      return stage.say(
        "Mitglieder: \(points) gegenüber anderen Landkreisen",
        "Members: \(points) against other districts")
    }
  }
}
