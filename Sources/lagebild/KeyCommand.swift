import ArgumentParser
import Domain
import Indicators

/// `lagebild key create`
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "The secret keys of published figures.",
    subcommands: [Create.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Makes the key of a reporting year, once.",
      discussion: """
        Data/secrets/ckm-YEAR.key, readable by its owner only. Keep a copy in a safe place, not \
        with the backups of the database: who has both can work out the counts, and without the \
        key a year cannot be released any further.
        """)

    @OptionGroup var project: ProjectOptions
    @Option(help: "The reporting year, e.g. 2025.")
    var year: Int

    func run() throws {
      guard (2017...9999).contains(year) else {
        throw Fault(
          .usage, at: "--year \(year)", "there are no figures of that year",
          remedy: "Name a year from 2017 on")
      }
      let folder = ReleaseKeyFolder(dataFolder: try project.dataFolder(creating: true))
      Message.write("\(try folder.create(year: year)) has been written")
    }
  }
}
