import Domain
import Formats
import Indicators

/// Where the papers of decisions stand on this site, in the state of the data that they rested on.
struct PaperPlace {
  private let stage: Stage
  private let knownRuns: Set<String>
  /// Paper → the runs that its decisions name.
  private var runs: [String: Set<String>] = [:]
  /// Run → the first paper that a decision made from it.
  private var papers: [String: String] = [:]

  init<Scope>(_ decisions: Table<Scope>, _ stage: Stage) {
    self.stage = stage
    let table = stage.desk.runs
    knownRuns = Set(table.map { table in table.rows.map { table.text($0, "run_id") } } ?? [])
    for row in decisions.rows {
      let (paper, run) = (decisions.text(row, "paper"), decisions.text(row, "run_id"))
      guard Self.isHere(paper) else { continue }
      runs[paper, default: []].insert(run)
      papers[run] = papers[run] ?? paper
    }
  }

  /// - Parameter paper: what stands in the column, as the form for decisions writes it; `nil` for a
  ///   paper that is none of this site.
  func link(paper: String) -> String? {
    guard Self.isHere(paper) else { return nil }
    // Decided twice on the same paper: the runs stand beside it.
    let named = runs[paper, default: []].filter(knownRuns.contains)
    return place(paper, run: named.count == 1 ? named.first : nil)
  }

  /// The paper as it was made from the run; `nil` for a run that nobody knows.
  func link(run: String) -> String? {
    guard knownRuns.contains(run), let paper = papers[run] else { return nil }
    return place(paper, run: run)
  }

  private func place(_ paper: String, run: String?) -> String? {
    RequestTarget(paper).map { target in
      let own = target.query.filter { ![RunChoice.run, RunChoice.stand, "lang"].contains($0.name) }
      return Percent.path(
        target.path,
        own.map { ($0.name, $0.value) } + (run.map { [(RunChoice.run, $0)] } ?? [])
          + stage.call.keptLanguage)
    }
  }

  private static func isHere(_ paper: String) -> Bool {
    paper.hasPrefix("/") && !paper.hasPrefix("//")
  }
}
