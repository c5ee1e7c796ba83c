import ArgumentParser
import Domain
import Foundation
import Indicators
import Ingest
import Simulation
import Store

extension SimulationSettings.Scale: ExpressibleByArgument {}

/// `lagebild demo`
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Simulates the platform: writes feed files with manifests into Data/inbox.",
    discussion: """
      The same seed, scale and register give the same files. A project that was simulated stays \
      one: it refuses real data and carries the mark "Simulierte Daten" everywhere.
      """)

  @OptionGroup var project: ProjectOptions
  @Option(help: "Seed of all random numbers.")
  var seed: UInt64 = 1
  @Option(help: "small: six months, a tenth of the cases; land: two years, all of them.")
  var scale: SimulationSettings.Scale = .small
  @Option(help: "GV100AD file whose keys and sizes are taken; names stay invented.")
  var register: String?

  func run() throws {
    let data = try project.dataFolder(creating: true)
    let inbox = data + "/inbox"
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    let label = "seed \(seed), scale \(scale.rawValue), register \(register ?? "invented")"
    guard try isWanted(label, data: data) else {
      Message.write("The platform is simulated already (\(label)); nothing to do.")
      return
    }
    let reference = try SimulationReference { name in
      try TextTable.rows(path: project.project + "/Data/reference/\(name).csv")
    }
    let settings = SimulationSettings(
      seed: seed, scale: scale, register: try register.map(Self.areas))
    let files = try PlatformSimulation(settings, reference: reference).write(into: inbox) {
      Message.write("  \($0)")
    }
    try Data((label + "\n").utf8).write(to: URL(fileURLWithPath: Self.note(data)))
    Message.write("\(files.count) files lie in \(inbox) (\(label)). Next: lagebild run")
  }

  /// Remembers what was simulated, so that the second run is quick.
  private static func note(_ data: String) -> String { data + "/simulation.txt" }

  private func isWanted(_ label: String, data: String) throws -> Bool {
    let store = try ProjectStore.reading(dataFolder: data)
    let origin = try store.read { try $0.meta("origin").flatMap(ProjectOrigin.init) }
    if origin == .real {
      throw Fault(
        .configuration, at: data, "the project holds real data",
        remedy: "Simulate into another folder with --project")
    }
    let known = (try? String(contentsOfFile: Self.note(data), encoding: .utf8)) ?? ""
    guard origin == .simulated, !known.isEmpty else { return true }
    if known == label + "\n" { return false }
    throw Fault(
      .configuration, at: data,
      "the project is simulated with \(known.trimmingCharacters(in: .newlines))",
      remedy: "Empty Data (all but reference), or use another folder with --project")
  }

  /// The areas of a register file, read as ingest reads it, in a folder of their own.
  private static func areas(_ path: String) throws -> [Area] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-register-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try ProjectStore.writing(dataFolder: folder.path)
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    _ = try FileLoader(
      store: store, marts: [], options: ReadOptions(now: now)
    ).load(path, feedName: FeedSchema.areas.name)
    return try store.read { try Listings.registeredAreas($0) }
  }
}
