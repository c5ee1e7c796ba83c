import Domain
import Formats
import Indicators

/// Which state of the data a reader asks for: that of a published run (`run`), or of the last one
/// up to a day (`stand`). Without both it is the current one.
enum RunChoice {
  static let run = "run"
  static let stand = "stand"

  static let parameters = [
    RouteParameter(
      name: run, place: .query, kind: .text(maximumLength: 60),
      summary: "the state of the data of a published run; otherwise the current one"),
    RouteParameter(
      name: stand, place: .query, kind: .day,
      summary: "the state of the last run up to that day; with run: its day"),
  ]

  /// The run that is asked for; `nil`: the current state is wanted.
  /// - Parameter runs: the published ones, oldest first, with `run_id` and `started`.
  /// - Throws: ``Problem`` where there is none, or where run and day contradict each other.
  static func id(_ call: Call, among runs: Table<Released>?) throws(Problem) -> String? {
    let run = call.value(run) ?? ""
    let stand = call.value(stand).flatMap { Day($0) }
    guard !run.isEmpty || stand != nil else { return nil }
    guard let runs, !runs.rows.isEmpty else {
      throw missing(
        run, Text(de: "Es gibt noch keinen Lauf.", en: "There is no run yet."))
    }
    let known = runs.rows.map { row in
      (id: runs.text(row, "run_id"), day: day(ofRun: runs.text(row, "started")))
    }
    guard run.isEmpty else {
      guard let found = known.first(where: { $0.id == run }) else {
        let last = known[known.count - 1].id
        throw missing(
          run,
          Text(
            de: "Einen Lauf „\(run)“ gibt es nicht. Der letzte ist \(last).",
            en: "There is no run \"\(run)\". The last one is \(last)."))
      }
      guard stand == nil || stand == found.day else {
        throw .badRequest("Run \(run) is of \(found.day), not of \(stand!). Take one of them out.")
      }
      return run
    }
    guard let last = known.last(where: { $0.day <= stand! }) else {
      let first = known[0].day
      throw missing(
        stand!.description,
        Text(
          de: "Der erste Lauf ist vom \(TimeText.day(first, .german)).",
          en: "The first run is of \(TimeText.day(first, .english))."))
    }
    return last.id
  }

  /// The day in Berlin on which a run began.
  static func day(ofRun started: String) -> Day {
    guard let instant = InstantText.instant(started) else {
      preconditionFailure("a run says when it began")
    }
    return BerlinTime.day(ofInstant: instant)
  }

  /// A run that was published, and whose state cannot be shown here or any more.
  static func unavailable(_ run: String, _ fault: Fault) -> Problem {
    Problem(
      status: 404, title: Text(de: "Stand nicht verfügbar", en: "State not available"),
      detail: fault.description,
      words: Text(
        de: "Der Stand des Laufs \(run) ist auf diesem Server nicht verfügbar.",
        en: "The state of run \(run) is not available on this server."))
  }

  private static func missing(_ wanted: String, _ words: Text) -> Problem {
    Problem(
      status: 404, title: Text(de: "Lauf nicht gefunden", en: "Run not found"),
      detail: words.en, words: words)
  }
}

/// The published run whose state a desk shows, where it was asked for.
struct FrozenState: Sendable {
  let run: String
  /// On which it began.
  let day: Day
}
