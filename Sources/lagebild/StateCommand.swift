import ArgumentParser
import Domain
import Store

/// `lagebild state [--marts]`
struct State: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "state",
    abstract: "One line that is the same for the same facts.",
    discussion: """
      Order, repetition and interruption of the deliveries do not show in it. With --marts the \
      line stands for the derived tables, and is the same after they have been rebuilt.
      """)

  @OptionGroup var project: ProjectOptions
  @Flag(help: "The derived tables instead of the facts.")
  var marts = false

  func run() throws {
    Swift.print(
      try project.read { reader in
        try marts ? StateHash.marts(Marts.all, reader) : StateHash.facts(reader)
      })
  }
}
