import Domain

/// What is planned and decided: decisions of the bodies, the roadmap of the platform, promises to
/// its users, and the work steps from which the benefit of a process is reckoned.
struct SimulatedPlans {
  private let reference: SimulationReference
  private let processes: SimulatedProcesses
  private let settings: SimulationSettings

  init(
    _ reference: SimulationReference, _ processes: SimulatedProcesses,
    settings: SimulationSettings
  ) {
    self.reference = reference
    self.processes = processes
    self.settings = settings
  }

  /// Six seats: four votes are the majority (§ 2 Abs. 3).
  var decisions: FeedText {
    var random = Random(seed: settings.seed, "decisions")
    var text = FeedText(.decisions)
    func add(
      _ id: String, _ body: String, _ day: Day, _ subject: String, refersTo: String = "",
      isVote: Bool = false
    ) {
      guard day <= settings.cutOff else { return }
      var cells = [
        "decision_id": id, "body": body, "decided_on": day.description,
        "subject": subject.prefixed(290), "refers_to": refersTo,
        "result": isVote ? "angenommen" : "zur Kenntnis genommen",
      ]
      if isVote {
        let against = random.index(2)
        let abstentions = random.chance(0.25) ? 1 : 0
        cells["votes_for"] = String(6 - against - abstentions)
        cells["votes_against"] = String(against)
        cells["abstentions"] = String(abstentions)
        cells["transferred_votes"] = random.chance(0.1) ? "1" : "0"
        cells["owner"] = "UAG E-Government"
        cells["due_on"] = (day + 180).description
      }
      text.add(cells)
    }
    for year in 2020...settings.cutOff.year {
      add(
        "uag-\(year)", "uag", Day(year: year, month: 2, day: 20)!,
        "Vorschlag zur Reihenfolge der Standardprozesse \(year)")
      for process in processes.all where process.kind == .standard {
        let meeting = Self.meeting(before: SimulatedMoney.start(process))
        guard meeting.year == year else { continue }
        add(
          "lk-\(process.id)", "lenkungskreis", meeting, "Leistungsauftrag: \(process.name)",
          refersTo: "la-" + process.id, isVote: true)
      }
      add(
        "lk-plan-\(year + 1)", "lenkungskreis", Day(year: year, month: 11, day: 20)!,
        "Jahresplanung \(year + 1)", isVote: true)
      add(
        "itk-\(year)", "it_kooperationsrat", Day(year: year, month: 12, day: 5)!,
        "Bericht über Schwerpunkte und Ergebnisse \(year)")
    }
    return text
  }

  /// The last meeting of the Lenkungskreis before a day: it decides an order before work begins.
  private static func meeting(before day: Day) -> Day {
    let meetings = [day.year - 1, day.year].flatMap { year in
      [Day(year: year, month: 3, day: 14)!, Day(year: year, month: 11, day: 20)!]
    }
    return max(Day(year: 2020, month: 1, day: 20)!, meetings.last { $0 < day }!)
  }

  /// Work steps before and after digitisation for each Leistung that has a process, and for most
  /// of the others; a few have not been looked into. Activities are those of the Leitfaden zum
  /// Erfüllungsaufwand.
  var effort: FeedText {
    var random = Random(seed: settings.seed, "effort")
    var text = FeedText(.effort)
    let served = Set(processes.all.map(\.leistung))
    for index in reference.leistungen.indices {
      guard served.contains(index) || random.chance(0.8) else { continue }
      let leistung = reference.leistungen[index]
      let isSimple = leistung.demand >= 20
      let isBusiness = processes.all.contains {
        $0.leistung == index && $0.customer == "business"
      }
      for mode in ["before", "digital"] {
        let isDigital = mode == "digital"
        func add(_ side: String, _ activity: Int, _ more: [String: String]) {
          text.add(
            [
              "leika": leistung.leika, "side": side, "mode": mode,
              "activity_no": String(activity), "share_of_cases": "1",
            ].merging(more) { $1 })
        }
        for activity in [3, 5, 11] {
          add(
            "administration", activity,
            [
              "complexity": isSimple || activity == 3 ? "simple" : "medium",
              "grade": isSimple ? "ed_md" : "gd", "share_of_cases": isDigital ? "0.8" : "1",
            ])
        }
        // What was typed in at the counter arrives as data.
        let tenths = isDigital ? random.number(5...30) : random.number(40...120)
        add(
          "administration", 10, ["minutes": "\(tenths / 10).\(tenths % 10)", "grade": "ed_md"])
        add(
          "administration", 14,
          [
            "complexity": "simple", "grade": "ed_md",
            "material_cost_eur": euros(isDigital ? 10 : 185),
          ])
        let side = isBusiness ? "business" : "citizen"
        for activity in [1, 3, 5] {
          add(
            side, activity,
            [
              "complexity": activity == 5 ? "medium" : "simple",
              "share_of_cases": isDigital && activity == 3 ? "0.7" : "1",
            ])
        }
        // To hand in: number 7 for citizens, 8 for businesses. The way there is no work step.
        add(
          side, isBusiness ? 8 : 7,
          isDigital
            ? ["minutes": "1"] : ["complexity": "simple", "material_cost_eur": euros(110)])
      }
    }
    return text
  }

  /// What the platform itself is to be able to do. Most of it comes when planned or a little later.
  var roadmap: FeedText {
    var random = Random(seed: settings.seed, "roadmap")
    var text = FeedText(.roadmap)
    let titles = [
      "Anmeldung mit BundID", "Postfach mit Rückkanal", "Bezahlen mit ePayBL",
      "Unternehmenskonto auf ELSTER-Basis", "Antragsstatus im Servicekonto",
      "Nachweisabruf über NOOTS, Stufe 1", "Reifegradmodell 2.0 im Redaktionssystem",
      "Mehrsprachige Formulare", "Kommunale Auswertung der Nutzung",
      "Schnittstelle FIT-Connect für alle Prozesse", "Nachweisabruf über NOOTS, Stufe 2",
      "Digitaler Bescheid mit Siegel",
    ]
    let first = Day("2020-03-31")!
    for (index, title) in titles.enumerated() {
      let planned = first + index * 230
      let done = planned + random.weighted([0.4, 0.4, 0.2]) * random.number(20...90)
      let isDone = done <= settings.cutOff
      text.add([
        "item_id": "plattform-\(SimulatedAreas.padded(index + 1, 2))", "title": title,
        "planned_on": planned.description, "done_on": isDone ? done.description : "",
        "status": isDone ? "erledigt" : planned <= settings.cutOff ? "in Arbeit" : "geplant",
        "source": "Simulierte Planung der Plattform",
      ])
    }
    return text
  }

  /// Werteversprechen to users of single processes, Wirkungsziele of the whole (§ 1 Abs. 6).
  var promises: FeedText {
    var random = Random(seed: settings.seed, "promises")
    var text = FeedText(.promises)
    func add(
      _ id: String, _ wording: String, _ indicator: String, _ value: String, _ due: String,
      process: String = ""
    ) {
      text.add([
        "promise_id": id, "process_id": process, "text": wording, "indicator": indicator,
        "value": value, "due_on": due,
      ])
    }
    let whole = [
      ("Mehr als jeder zweite begonnene Antrag wird abgeschickt", "completion_rate", "0.5"),
      ("Die Zufriedenheit liegt über 70 Prozent", "satisfaction", "0.7"),
      ("Jeder zweite Fall kommt digital herein", "digital_take_up", "0.5"),
      ("Vier von fünf Leistungen sind für die Menschen im Land online", "coverage_share", "0.8"),
      ("Weniger als jede zehnte Aktivierung bleibt ohne Anträge", "dormant_share", "0.1"),
    ]
    for (index, goal) in whole.enumerated() {
      add(
        "wirkungsziel-\(index + 1)", goal.0, goal.1, goal.2,
        index % 2 == 0 ? "2025-12-31" : "2027-12-31")
    }
    for process in processes.all where process.kind == .standard && random.chance(0.35) {
      let due = (process.released + 720).description
      if random.chance(0.5) {
        add(
          "wert-\(process.id)-abschluss",
          "Zwei von drei Besuchen enden mit einem Antrag: \(process.name)".prefixed(490),
          "completion_rate", "0.66", due, process: process.id)
      } else {
        add(
          "wert-\(process.id)-zufriedenheit",
          "Die Bewertung liegt über 65 Prozent: \(process.name)".prefixed(490), "satisfaction",
          "0.65", due, process: process.id)
      }
    }
    return text
  }
}
