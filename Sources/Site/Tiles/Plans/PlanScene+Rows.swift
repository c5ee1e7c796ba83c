import Domain
import Formats
import Indicators
import Planning

/// Which rows of a planning table stand on the page, and what is said of the others.
extension PlanScene {
  /// By the keys of a row. Of all convoys together a listing shows how uniform they are now; their
  /// courses are in the files, and on the page of each.
  var isShown: ([String]) -> Bool {
    if let chosen { return { chosen.contains($0[0]) } }
    if tile.most != nil, question.listing == .assumptions {
      let tables = standardTables
      return { tables[Self.kind(of: $0[0])] == nil }
    }
    // How an effect grew month by month is told on the page of its convoy.
    if question.listing == .effect, case .none = stage.subject {
      return { $0.count > 1 && $0[1] == "overall" }
    }
    guard question.listing == .uniformity, tile.form == .listing, case .none = stage.subject else {
      return { _ in true }
    }
    let last = table.rows.map { table.text($0, "month") }.max()
    return { $0.last == last }
  }

  /// So many rows at most; what is chosen is what a body decides on, and is never cut.
  var limit: Int { chosen.map { max($0.count, 1) } ?? tile.most ?? 250 }

  /// The candidates that the selection takes, where a paper shows only those. `nil`: it shows all
  /// candidates, or nobody knows which are chosen, or none is.
  private var chosen: Set<String>? {
    guard tile.most != nil else { return nil }
    let ids: [String]
    switch question.listing {
    case .portfolio: ids = Self.chosenIDs(of: table)
    case .benefit:
      // A table of its own, so that a budget that does not read leaves this one whole.
      ids =
        (try? stage.exact?.plan(stage.question(.portfolio))).map { Self.chosenIDs(of: $0) } ?? []
    default: return nil
    }
    return ids.isEmpty ? nil : Set(ids)
  }

  private static func chosenIDs<Other>(of table: Table<Other>) -> [String] {
    table.rows.filter { table.text($0, "state") == "chosen" }.map {
      table.text($0, "candidate_id")
    }
  }

  /// Of assumptions the kinds of which there are more than a paper holds, with their numbers: whole
  /// tables of a source, as the standard times of activities.
  private var standardTables: [Substring: Int] {
    guard let most = tile.most, question.listing == .assumptions else { return [:] }
    return Dictionary(grouping: table.rows.map { Self.kind(of: table.text($0, "id")) }) { $0 }
      .mapValues(\.count).filter { $0.value > most }
  }

  /// `minutes` of `minutes_administration_13_high`.
  private static func kind(of id: String) -> Substring { id.prefix { $0 != "_" } }

  /// Sentences without which a listing would be misread.
  var remarks: [String] {
    switch question.listing {
    case .adopters, .reuse, .regret, .spillover: [table.provenance.caveat].compactMap(said)
    case .deadlines: hasUntold ? [table.provenance.caveat].compactMap(said) : []
    case .activation: [table.provenance.note].compactMap(said)
    case .gaps: [nextSteps]
    // What cannot be right about a convoy explains its row; what the selection is worth, and whether
    // that is proven, nobody has to unfold.
    case .convoys, .spending: [table.provenance.note].compactMap(said).map { $0 + "." }
    default: []
    }
  }

  /// Whether a target stands there of which nobody is told how far it is.
  private var hasUntold: Bool {
    table.rows.contains {
      table.text($0, "kind") == "target" && table.figure($0, "today") == .missing
    }
  }

  private func said(_ sentence: Text?) -> String? {
    sentence.map { Prose.readable($0[language], language) }
  }

  /// Who has to act on how many gaps.
  private var nextSteps: String {
    let steps = table.rows.map { table.label($0, "next", language) }
    var parts: [String] = []
    for (place, step) in steps.enumerated() where place == 0 || steps[place - 1] != step {
      let count = steps.count { $0 == step }
      parts.append("\(step) (\(NumberText.decimal(Double(count), digits: 0, language)))")
    }
    return stage.say("Am Zug: ", "Who acts next: ") + parts.joined(separator: ", ") + "."
  }

  /// What a paper leaves out, and where it stands.
  var omission: HTML {
    let place = TableView.place(of: tile.whole, stage)
    var sentences = standardTables.sorted { $0.key < $1.key }.map { kind, count -> HTML in
      let name = ParameterNames.name(ofKind: String(kind)) ?? .same("\(kind)_…")
      return """
        \(stage.say(
          "Nicht einzeln aufgeführt sind \(count) \(name.de);",
          "Not listed one by one are \(count) \(name.en);")) \(place)
        """
    }
    if let chosen {
      let others = table.rows.count { !chosen.contains(table.text($0, "candidate_id")) }
      let count = NumberText.decimal(Double(others), digits: 0, language)
      let which =
        others == 1
        ? stage.say(
          "Ein weiterer Kandidat ist nicht gewählt und fehlt hier;",
          "One more candidate is not chosen and is left out here;")
        : stage.say(
          "\(count) weitere Kandidaten sind nicht gewählt und fehlen hier;",
          "\(count) more candidates are not chosen and are left out here;")
      if others > 0 { sentences.append("\(which) \(place)") }
    }
    return sentences.map { "<p class=\"note\">\($0)</p>" as HTML }.joined()
  }
}
