import ArgumentParser
import Declarations
import Domain
import Foundation
import Pipeline
import Planning
import Store

/// `lagebild doctor`: exit code 0, or 78 where something that is needed is missing.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tells what is missing on the machine and in the project, and what to do.")

  @OptionGroup var project: ProjectOptions

  /// How much a finding matters.
  private enum Weight: String { case ok, note, missing }

  func run() throws {
    var isFit = true
    func say(_ weight: Weight, _ what: String, _ remedy: String?) {
      let word =
        switch weight {
        case .ok: Style.good("ok")
        case .note: Style.bold("note")
        case .missing: Style.bad("missing")
        }
      Swift.print("\(word) \(what)" + (remedy.map { ". \($0)" } ?? ""))
      if weight == .missing { isFit = false }
    }
    let folder = try project.dataFolder()
    folders(folder, say)
    try database(folder, say)
    try landing(folder, say)
    tools(say)
    if !isFit { throw ExitCode(Fault.Kind.configuration.rawValue) }
  }

  private typealias Say = (_ weight: Weight, _ what: String, _ remedy: String?) -> Void

  private func folders(_ folder: String, _ say: Say) {
    let manager = FileManager.default
    if manager.fileExists(atPath: folder) {
      manager.isWritableFile(atPath: folder)
        ? say(.ok, "\(folder) can be written", nil)
        : say(.missing, "\(folder) cannot be written", "Give it to the user who runs lagebild")
    } else {
      say(.note, "\(folder) is not there yet", "The first load creates it")
    }
    let place = manager.fileExists(atPath: folder) ? folder : project.project
    let attributes = try? manager.attributesOfFileSystem(forPath: place)
    if let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value {
      let gigabytes = free >> 30
      gigabytes >= 1
        ? say(.ok, "\(gigabytes) GiB free", nil)
        : say(.missing, "less than 1 GiB free", "Loading needs room: free some")
    }
    let pipelines = PipelineFolder.names(project: project.project)
    pipelines.isEmpty
      ? say(.note, "no Pipelines/*.toml", "lagebild run has nothing to do; ingest FILE works")
      : say(.ok, "pipelines: \(pipelines.joined(separator: ", "))", nil)
    manager.fileExists(atPath: project.project + "/Dashboards")
      ? say(.ok, "Dashboards", nil)
      : say(.note, "no Dashboards folder", "lagebild serve needs the one of the distribution")
    dashboards(say)
    do {
      _ = try project.settings()
      say(.ok, "settings can be read", nil)
    } catch {
      say(.missing, "\(error)", nil)
    }
  }

  /// Pages that were changed on purpose are as good as any: a note, no more.
  private func dashboards(_ say: Say) {
    guard
      let copies = DashboardCopies(
        project: project.project + "/Dashboards", program: DashboardCopies.program)
    else { return }
    for (names, what) in [(copies.changed, "differ from"), (copies.absent, "are fewer than")]
    where !names.isEmpty {
      say(
        .note, "Dashboards \(what) those of the program: \(names.joined(separator: ", "))",
        "Copy what you have not changed yourself from \(copies.origin)")
    }
  }

  private func database(_ folder: String, _ say: Say) throws {
    do {
      let (version, loads, refused) = try ProjectStore.reading(dataFolder: folder).read {
        (try $0.sqliteVersion(), try $0.loads().count, try $0.quarantineCount())
      }
      say(.ok, "SQLite \(version)", nil)
      loads == 0
        ? say(.note, "nothing has been loaded yet", "lagebild ingest FILE, or lagebild demo")
        : say(.ok, "\(loads) loads", nil)
      if refused > 0 {
        say(.note, "\(refused) refused rows", "lagebild quarantine list tells why")
      }
      try convoys(say)
      try names(say)
    } catch let fault as Fault {
      say(.missing, "\(fault.place): \(fault.problem)", fault.remedy)
    }
    if let holder = ProjectStore.lockHolder(dataFolder: folder) {
      say(.note, "process \(holder) is writing to the project", "Other loads have to wait for it")
    }
  }

  /// Where nobody is competent, no figure of a convoy will ever come.
  private func convoys(_ say: Say) throws {
    for convoy in try project.read({ try Convoys.withoutAuthority($0, today: .today) }) {
      say(
        .note,
        "convoy \(convoy.id): no authority in any member district is competent for "
          + "\(convoy.processID ?? "its process")",
        "Check process and members in the feed convoys, and the feed competence")
    }
  }

  /// What people have misspelt in their lists.
  private func names(_ say: Say) throws {
    let unknown = try project.read { try UnknownName.all($0) }
    for name in unknown.prefix(10) { say(.note, name.sentence, name.remedy) }
    if unknown.count > 10 { say(.note, "\(unknown.count - 10) more names are known nowhere", nil) }
  }

  private func landing(_ folder: String, _ say: Say) throws {
    let files = try project.pipelineContext(creating: false).landing.files()
    let waiting = files.filter { $0.waitsFor != nil }
    for file in waiting.prefix(10) {
      say(.note, "Data/inbox/\(file.name) waits", file.waitsFor)
    }
    if waiting.count > 10 { say(.note, "\(waiting.count - 10) more files wait", nil) }
    let ready = files.count - waiting.count
    if ready > 0 { say(.note, "\(ready) files are ready in Data/inbox", "lagebild run") }
    let rejected =
      (try? FileManager.default.contentsOfDirectory(atPath: folder + "/rejected")) ?? []
    if !rejected.isEmpty {
      say(.note, "Data/rejected holds \(rejected.count) files", "The reasons stand beside them")
    }
  }

  /// Programs that nothing depends on, but something gains from.
  private func tools(_ say: Say) {
    let optional = [
      ("chromium", "browser tests", "apt-get install chromium"),
      ("python3", "browser tests and the PDF report", "apt-get install python3 python3-venv"),
    ]
    for (program, use, install) in optional {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let isThere = path.split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      }
      isThere
        ? say(.ok, "\(program) (optional)", nil)
        : say(.note, "no \(program); only \(use) need it", install)
    }
  }
}
