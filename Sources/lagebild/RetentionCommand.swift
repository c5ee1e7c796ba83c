import ArgumentParser
import Domain
import Foundation
import Indicators
import Ingest
import Pipeline
import Store

/// `lagebild retention apply|list`
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "Deletes what is kept long enough.",
    subcommands: [Apply.self, List.self])

  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "apply",
      abstract: "Lists what is too old, by kind with rows and bytes, and deletes it.",
      discussion: """
        How long is said under [retention] of lagebild.toml: archive_days (30) for files of \
        Data/archive and Data/rejected, event_months (13) for single events, daily_months (24) for \
        counts by day; counts by month stay. Deleted rows are overwritten, the database is written \
        anew without them, its log is emptied. Interrupted, it goes on the next time.
        """)

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @Flag(help: "Only list it.")
    var dryRun = false
    @Option(help: "The day from which ages are counted; otherwise today.")
    var today: String?

    func run() throws {
      let data = try project.dataFolder()
      let settings = try project.settings().retention
      let (day, now) = try moment()
      let limits = RetentionLimits(
        today: day, archiveDays: settings.archiveDays, eventMonths: settings.eventMonths,
        dailyMonths: settings.dailyMonths)
      let path = data + "/" + ProjectStore.fileName
      guard FileManager.default.fileExists(atPath: path) else {
        return Message.write("nothing has been loaded yet")
      }
      let store =
        try dryRun
        ? ProjectStore.reading(dataFolder: data) : ProjectStore.writing(dataFolder: data)
      let files = try store.read { try ExpiredFiles(dataFolder: data, $0, limits) }
      let runs = try FrozenRuns(dataFolder: data, marts: Marts.all)
        .expired(limits, now: now, alone: !dryRun)
      let plan = try store.retentionPlan(limits, marts: Marts.all, now: now)
      let outside = files.items + [runs.item].compactMap(\.self)
      let items = outside + plan.items
      format.print(try store.read { try Listings.retention(items, $0) })
      if plan.waitsForLoads {
        Message.write(
          "\(items.isEmpty ? "nothing goes yet: " : "")events from \(plan.eventsFrom) on are old "
            + "enough, but wait: visits in loads of the last 48 hours may still go on")
      } else if items.isEmpty {
        Message.write("nothing is old enough")
      }
      guard !dryRun else { return }
      try store.applyRetention(limits, marts: Marts.all, files: outside, now: now)
      try files.remove()
      try runs.remove()
    }

    /// Noon of a day that was named, else now.
    private func moment() throws -> (day: Day, now: Int64) {
      guard let today else {
        return (.today, Int64(Date().timeIntervalSince1970 * 1000))
      }
      guard let day = Day(today) else {
        throw Fault(
          .usage, at: "--today \(today)", "that is no day", remedy: "Write it as 2026-01-31")
      }
      return (day, BerlinTime.start(of: day) + 12 * BerlinTime.millisecondsPerHour)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "What was deleted, run by run.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try Listings.retentionRuns($0) }
    }
  }
}
