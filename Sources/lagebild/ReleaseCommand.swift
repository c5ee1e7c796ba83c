import ArgumentParser
import Domain
import Formats
import Foundation
import Indicators
import Store

/// `lagebild release make|check|list|audit|table`
struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "What becomes public, and whether it may.",
    subcommands: [Make.self, Check.self, List.self, Audit.self, Noise.self])

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make",
      abstract: "Publishes the closed months that are not public yet, if all checks are kept.",
      discussion: """
        A month is closed 10 days after its end. The key of each year has to be there (lagebild \
        key create). What is published stays; with --revise cells that late deliveries changed are \
        published anew, each of them once at most.
        """)

    @OptionGroup var project: ProjectOptions
    @Option(help: "Last month to publish, e.g. 2025-03; otherwise the last closed one.")
    var until: String?
    @Flag(help: "Also publish cells anew that late deliveries changed.")
    var revise = false
    @Option(help: "The day that decides which months are closed; otherwise today.")
    var today: String?

    func run() throws {
      let data = try project.dataFolder()
      let keys = ReleaseKeyFolder(dataFolder: data)
      let store = try ProjectStore.writing(dataFolder: data)
      let day = try self.day()
      let until = try until.map { text in
        guard let month = Month(text) else {
          throw Fault(
            .usage, at: "--until \(text)", "that is no month", remedy: "Write it as 2025-01")
        }
        return month
      }
      let release = try store.read { reader -> Release? in
        guard
          let release = try Release(
            reading: reader, keys: keys.key, today: day, until: until, revising: revise)
        else { return nil }
        try ReleaseCommand.report(try ReleaseChecks(release, reader: reader).run())
        return release
      }
      guard let release else { return Message.write("nothing to publish") }
      try release.publish(in: store)
      let record = release.record
      Message.write(
        "release \(record.number): \(release.periods.count) periods until \(record.until),"
          + " \(record.cells) new values, \(record.revised) revised,"
          + " \(release.keptCells) changed since and kept")
    }

    private func day() throws -> Day {
      guard let today else {
        return BerlinTime.day(ofInstant: Int64(Date().timeIntervalSince1970 * 1000))
      }
      guard let day = Day(today) else {
        throw Fault(
          .usage, at: "--today \(today)", "that is no day", remedy: "Write it as 2025-01-31")
      }
      return day
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Runs the nine checks over a release; exit code 65 where one is not kept.")

    @OptionGroup var project: ProjectOptions
    @Option(help: "Number of the release; otherwise the newest.")
    var release: Int?

    func run() throws {
      let keys = ReleaseKeyFolder(dataFolder: try project.dataFolder())
      try ReleaseCommand.report(
        try project.read {
          try ReleaseChecks(reading: $0, release: release, keys: keys.key).run()
        })
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "All releases, newest last.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { reader in
        try PublishedCells(reading: reader).listing(try reader.dataState())
      }
    }
  }

  struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "audit",
      abstract: "Attacks the method on the project's data and on skewed data, as JSON.",
      discussion: """
        The keys are made from the seed, so that no secret is needed and nothing is learned about \
        published values. Figures of attacks are internal where the data are real.
        """)

    @OptionGroup var project: ProjectOptions
    @Option(help: "Seed of keys and skewed data.")
    var seed: UInt64 = 1

    func run() throws {
      let audits = try project.read { try ReleaseAudit.all(reading: $0, seed: seed) }
      let json = JSON.object(
        [("seed", .integer(Int64(clamping: seed)))]
          + audits.map { audit in
            (
              audit.name,
              .object(
                audit.attacks.map { attack in
                  (
                    attack.name,
                    .object(attack.figures.map { ($0.name, .number($0.value)) })
                  )
                })
            )
          })
      Swift.print(json.pretty, terminator: "")
    }
  }

  struct Noise: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "table", abstract: "The table of the noise: how often which value is printed.")

    @OptionGroup var format: FormatOption
    @Flag(help: "For records of sensitive Leistungen.")
    var sensitive = false
    @Flag(help: "Solve the tables anew and print them as Swift source.")
    var source = false

    func run() {
      guard source else {
        return format.print((sensitive ? PerturbationTable.sensitive : .standard).listing)
      }
      for table in [PerturbationTable.standard, .sensitive] {
        let solved = PerturbationSolver.table(
          deviation: table.deviation, variance: table.variance, smallest: table.smallest)
        Swift.print(solved.source)
      }
    }
  }

  /// One line a check; throws where one is not kept.
  static func report(_ checks: [ReleaseCheck]) throws {
    for check in checks {
      let word = check.isKept ? Style.good("kept") : Style.bold("broken")
      Swift.print("\(check.number) \(word)  \(check.rule.en): \(check.finding)")
    }
    let broken = checks.filter { !$0.isKept }.map { String($0.number) }
    guard broken.isEmpty else {
      throw Fault(
        .badData, at: "release", "check \(broken.joined(separator: ", ")) is not kept",
        remedy: "Nothing of it may be published; see what the figures above say")
    }
  }
}
