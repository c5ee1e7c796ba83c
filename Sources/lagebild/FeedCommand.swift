import ArgumentParser
import Domain
import Formats
import Foundation

/// `lagebild feed list|schema`
struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "The feeds that Lagebild takes.",
    subcommands: [List.self, Schema.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Name and meaning of each feed.")

    func run() {
      for feed in FeedCatalogue.all { Swift.print("\(feed.name): \(feed.row.en)") }
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The feed's columns as a Frictionless Table Schema (JSON).")

    @Argument(help: "Name of the feed.")
    var feed: String

    func run() throws {
      guard let schema = FeedCatalogue.feed(named: feed) else {
        throw Fault(
          .usage, at: "feed schema \(feed)", "there is no such feed",
          remedy: Suggestion.hint(for: feed, among: FeedCatalogue.all.map(\.name)))
      }
      FileHandle.standardOutput.write(Data(TableSchema.json(schema).pretty.utf8))
    }
  }
}
