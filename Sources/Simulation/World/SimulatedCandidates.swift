import Domain

/// Possible next Standardprozesse: new ones and new editions, joining the solution of another Land
/// instead, and enhancements that need what they enhance.
struct SimulatedCandidates {
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

  /// What can be added to an online procedure: name, its cost in percent of the procedure's.
  private static let enhancements = [
    ("Anbindung der Fachverfahren", 45), ("Bezahlfunktion", 15), ("Nachweisabruf", 35),
    ("Barrierefreiheit und Leichte Sprache", 12), ("Statusanzeige", 18),
    ("digitaler Bescheid", 30),
  ]

  private struct Draft {
    /// Drafts are taken in ascending order; what another one needs lies before it.
    var order: Double
    var cells: [String: String]
  }

  var table: FeedText {
    var text = FeedText(.candidates)
    let drafts = drafts.sorted {
      ($0.order, $0.cells["candidate_id"]!) < ($1.order, $1.cells["candidate_id"]!)
    }
    precondition(drafts.count >= settings.scale.candidates, "too few Leistungen for candidates")
    for draft in drafts.prefix(settings.scale.candidates) { text.add(draft.cells) }
    return text
  }

  private var drafts: [Draft] {
    var random = Random(seed: settings.seed, "candidates")
    let standard = Set(processes.all.filter { $0.kind == .standard }.map(\.leistung))
    let efa = Set(processes.all.filter { $0.kind == .efa }.map(\.leistung))
    let themenfeld = Dictionary(
      reference.rows["leistungen"]!.map { ($0["leika"] ?? "", $0["themenfeld"] ?? "") },
      uniquingKeysWith: { first, _ in first })
    let share = settings.scale.candidateCost
    var drafts: [Draft] = []
    var earlier: Draft?
    for (index, leistung) in reference.leistungen.enumerated() {
      let isNew = !standard.contains(index)
      let hasEfA = isNew && efa.contains(index)
      let id = "kandidat-\(SimulatedAreas.padded(index + 1, 2))"
      let cents = random.number(isNew ? 120...480 : 60...240) * 1_000 * share
      // A shared building block is needed now and then.
      let needed = random.chance(0.12) ? earlier : nil
      let order = max(random.unit(), needed?.order ?? 0)
      func draft(
        _ suffix: String, _ what: String, _ cents: Int, _ order: Double, dependsOn: String
      ) -> Draft {
        Draft(
          order: order,
          cells: [
            "candidate_id": id + suffix,
            "name": "\(leistung.name)".prefixed(190 - what.count) + what,
            "leika": leistung.leika, "cost_eur_min": euros(cents * 7 / 10),
            "cost_eur": euros(cents), "cost_eur_max": euros(cents * 17 / 10),
            "care_eur_a_year": euros(cents * 15 / 100), "depends_on": dependsOn,
            "efa_available": efa.contains(index) ? "yes" : "no",
            "themenfeld": themenfeld[leistung.leika] ?? "",
          ])
      }
      var base = draft(
        "", isNew ? "" : " (Neuausgabe)", cents, order,
        dependsOn: needed?.cells["candidate_id"] ?? "")
      base.cells["kommunen_interested"] = String(random.number(3...420))
      if random.chance(0.15) {
        base.cells["legal_deadline"] = (settings.cutOff + random.number(120...900)).description
      }
      if hasEfA {
        base.cells["alternative_group"] = "leistung-\(leistung.leika)"
        var other = base
        other.cells.merge(
          draft("-efa", " (EfA nachnutzen)", cents / 4 + 6_000 * share, order, dependsOn: "").cells
        ) { $1 }
        drafts.append(other)
      }
      drafts.append(base)
      earlier = base
      for (number, (name, percent)) in Self.enhancements.enumerated() {
        drafts.append(
          draft(
            "-\(number + 1)", ": " + name, max(5_000 * share, cents * percent / 100),
            max(order, random.unit() * 1.5), dependsOn: id))
      }
    }
    return drafts
  }
}
