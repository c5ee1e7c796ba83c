import Domain

/// What is planned: candidates for the next Standardprozesse, the decisions about them, and the
/// work steps from which their benefit is reckoned.
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

  /// Each Leistung without a Standardprozess, and a second edition for some that have one. Where
  /// another Land has a solution, joining it is the alternative: one of the two, not both.
  var candidates: FeedText {
    var random = Random(seed: settings.seed, "candidates")
    var text = FeedText(.candidates)
    let standard = Set(processes.all.filter { $0.kind == .standard }.map(\.leistung))
    let efa = Set(processes.all.filter { $0.kind == .efa }.map(\.leistung))
    var earlier = ""
    for (index, leistung) in reference.leistungen.enumerated() {
      let isNew = !standard.contains(index)
      guard isNew || random.chance(0.35) else { continue }
      let row = reference.rows["leistungen"]!.first { $0["leika"] == leistung.leika } ?? [:]
      let id = "kandidat-\(SimulatedAreas.padded(index + 1, 2))"
      let hasEfA = isNew && efa.contains(index)
      let cents = random.number(isNew ? 45...260 : 20...120) * 100_000
      var cells = [
        "candidate_id": id, "name": (leistung.name + (isNew ? "" : " (Neuausgabe)")).prefixed(190),
        "leika": leistung.leika, "kommunen_interested": String(random.number(3...420)),
        "legal_deadline": random.chance(0.15)
          ? (settings.cutOff + random.number(120...900)).description : "",
        "depends_on": random.chance(0.12) ? earlier : "",
        "alternative_group": hasEfA ? "leistung-\(leistung.leika)" : "",
        "efa_available": efa.contains(index) ? "yes" : "no",
        "themenfeld": row["themenfeld"] ?? "",
      ]
      text.add(cells.merging(Self.costs(cents)) { $1 })
      earlier = id
      guard hasEfA else { continue }
      cells["candidate_id"] = id + "-efa"
      cells["name"] = (leistung.name + " (EfA nachnutzen)").prefixed(190)
      cells["depends_on"] = ""
      text.add(cells.merging(Self.costs(cents / 4 + 600_000)) { $1 })
    }
    return text
  }

  /// Lowest, likely and highest cost, and care a year.
  private static func costs(_ cents: Int) -> [String: String] {
    [
      "cost_eur_min": euros(cents * 7 / 10), "cost_eur": euros(cents),
      "cost_eur_max": euros(cents * 17 / 10), "care_eur_a_year": euros(cents * 15 / 100),
    ]
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
      for process in processes.all
      where process.kind == .standard && max(2020, process.released.year) == year {
        add(
          "lk-\(process.id)", "lenkungskreis", Day(year: year, month: 3, day: 14)!,
          "Leistungsauftrag: \(process.name)", refersTo: "la-" + process.id, isVote: true)
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

  /// Work steps before and after digitisation for each Leistung that has a process. Activities
  /// are those of the Leitfaden zum Erfüllungsaufwand.
  var effort: FeedText {
    var random = Random(seed: settings.seed, "effort")
    var text = FeedText(.effort)
    for index in Set(processes.all.map(\.leistung)).sorted() {
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
        add(
          side, 7,
          isDigital
            ? ["minutes": "1"] : ["minutes": "18", "material_cost_eur": euros(110)])
      }
    }
    return text
  }
}
