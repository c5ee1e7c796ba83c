import ArgumentParser
import Domain
import Foundation
import Formats
import Store

/// `lagebild compact [--dry-run]`
struct Compact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Merges the small segments that many small deliveries leave.",
    discussion: """
      Facts, ledger, trace and every answer stay as they are. A run does the same at its end, as \
      far as it pays; this command goes as far as it can. Interrupted, it goes on the next time.
      """)

  @OptionGroup var project: ProjectOptions
  @Flag(help: "Only list what would be merged.")
  var dryRun = false

  func run() throws {
    let folder = try project.dataFolder()
    guard FileManager.default.fileExists(atPath: folder + "/" + ProjectStore.fileName) else {
      return Message.write("nothing has been loaded yet")
    }
    dryRun ? try tell() : try compact(folder)
  }

  private func tell() throws {
    try project.read { reader in
      let groups = try reader.compactionPlan(.everything).groups
      for group in groups {
        Swift.print(
          "events: \(group.segments.count) segments, \(group.rowCount) rows, from"
            + " \(InstantText.utc(group.earliest)) to \(InstantText.utc(group.latest)):"
            + " segments \(group.segments.map { String($0.id) }.joined(separator: " "))")
      }
      if groups.isEmpty { Message.write("events: nothing to merge") }
    }
  }

  private func compact(_ folder: String) throws {
    let store = try ProjectStore.writing(dataFolder: folder)
    let report = try store.compact(.everything)
    if report.changedSomething {
      Swift.print(
        "\(report), \(perRow(report.before)) to \(perRow(report.after)) bytes a row")
    } else {
      Message.write("nothing to merge")
    }
    let file = try store.read { try $0.fileSize() }
    Swift.print("file: \(file.bytes) bytes, \(file.free) of them free for what is loaded next")
  }

  private func perRow(_ size: SeriesSize) -> String {
    let hundredths = (size.bytes * 100 + size.rows / 2) / max(1, size.rows)
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
