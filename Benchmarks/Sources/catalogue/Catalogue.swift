import Columns
import Domain
import Foundation
import Indicators
import Store

/// `catalogue measure PROJECT MONTHS THREADS [INDICATOR]`: computes the whole catalogue of a project
/// over its last months, and the figures of the last month alone, as after a new day. Prints one line
/// of JSON.
///
/// `catalogue release PROJECT`: publishes all months of a project but the last, then measures a day on
/// which none closes and the one on which the last closes: counts, noise, checks and storing. Makes the
/// keys that are missing, so give it a copy.
///
/// `catalogue export PROJECT MONTHS FOLDER`: the same questions as SQL (`questions.jsonl`), and the
/// rows that they are asked of as CSV.
@main
enum Catalogue {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.count == 2, arguments[0] == "release" {
      return try printJSON(try PublicDays(dataFolder: arguments[1] + "/Data").measure())
    }
    guard arguments.count >= 4, let months = Int(arguments[2]) else { usage() }
    Memory.keepFreedBlocks()
    let store = try ProjectStore.reading(dataFolder: arguments[1] + "/Data")
    switch (arguments[0], Int(arguments[3])) {
    case ("measure", let threads?):
      let measurement = Measurement(
        store: store, threads: threads, indicator: arguments.count > 4 ? arguments[4] : nil)
      try printJSON([
        "whole": try measurement.run(months: months), "last_month": try measurement.run(months: 1),
      ])
    case ("export", _):
      try Export(store: store, folder: arguments[3]).write(months: months)
    default: usage()
    }
  }

  private static func usage() -> Never {
    FileHandle.standardError.write(
      Data(
        """
        usage: catalogue measure PROJECT MONTHS THREADS [INDICATOR]
               catalogue release PROJECT
               catalogue export PROJECT MONTHS FOLDER

        """.utf8))
    exit(64)
  }

  static func printJSON(_ value: [String: Any]) throws {
    let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
    print(String(decoding: data, as: UTF8.self))
  }

  /// The questions about the last months of the data.
  static func requests(_ figures: ProjectFigures, months: Int) throws -> [FigureRequest] {
    guard let last = figures.months?.upperBound else {
      throw Fault(.inputMissing, at: "Data", "the project is empty", remedy: "Load it")
    }
    return WholeCatalogue.requests(months: (last + (1 - months))...last)
  }
}

private struct Measurement {
  let store: ProjectStore
  let threads: Int
  /// Only this one.
  let indicator: String?

  func run(months: Int) throws -> [String: Any] {
    let clock = ContinuousClock()
    let (start, used) = (clock.now, Self.cpuSeconds)
    let figures = try store.read { try ProjectFigures(reading: $0) }
    let read = clock.now
    let wanted = try Catalogue.requests(figures, months: months).filter {
      indicator == nil || $0.indicator == indicator
    }
    let counts = try figures.count(wanted, threads: threads)
    let seconds = { (duration: Duration) in duration / .seconds(1) }
    return [
      "reading_s": seconds(read - start), "total_s": seconds(clock.now - start),
      "cpu_s": Self.cpuSeconds - used,
      "questions": wanted.count, "figures": counts.mapValues(\.count),
      "fingerprints": counts.mapValues { String($0.fingerprint, radix: 16) },
    ]
  }
}

extension Measurement {
  /// What all threads of the process have used so far.
  fileprivate static var cpuSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

private struct PublicDays {
  let dataFolder: String

  func measure() throws -> [String: Any] {
    let store = try ProjectStore.writing(dataFolder: dataFolder)
    guard let months = try store.read({ try ProjectFigures(reading: $0) }).months else {
      throw Fault(.inputMissing, at: dataFolder, "the project is empty", remedy: "Load it")
    }
    let keys = ReleaseKeyFolder(dataFolder: dataFolder)
    for year in months.lowerBound.year...months.upperBound.year
    where !FileManager.default.fileExists(atPath: keys.file(of: year)) {
      _ = try keys.create(year: year)
    }
    // A month closes ten days after its end.
    let (last, before) = (months.upperBound.lastDay + 10, months.upperBound.firstDay + 9)
    guard try day(before, store, keys) > 0 else {
      throw Fault(
        .configuration, at: dataFolder, "its months are public already",
        remedy: "Give a project without releases")
    }
    return [
      "open": try timed { try day(before + 1, store, keys) },
      "closing": try timed { try day(last, store, keys) },
    ]
  }

  /// - Returns: how many periods became public.
  private func day(_ today: Day, _ store: ProjectStore, _ keys: ReleaseKeyFolder) throws -> Int {
    let release = try store.read { reader -> Release? in
      let release = try Release(
        reading: reader, keys: keys.key, today: today, until: nil, revising: false)
      guard let release else { return nil }
      let broken = try ReleaseChecks(release, reader: reader).run().filter { !$0.isKept }
      guard broken.isEmpty else {
        throw Fault(
          .badData, at: "release", "check \(broken[0].number) is not kept", remedy: "See why")
      }
      return release
    }
    try release?.publish(in: store)
    return release?.periods.count ?? 0
  }

  private func timed(_ body: () throws -> Int) rethrows -> [String: Any] {
    let clock = ContinuousClock()
    let (start, used) = (clock.now, Measurement.cpuSeconds)
    let periods = try body()
    return [
      "total_s": (clock.now - start) / .seconds(1), "cpu_s": Measurement.cpuSeconds - used,
      "periods": periods,
    ]
  }
}

private struct Export {
  let store: ProjectStore
  let folder: String

  func write(months: Int) throws {
    let figures = try store.read { try ProjectFigures(reading: $0) }
    var lines = ""
    var all: [(name: String, rows: RelationRows)] = []
    var known: Set<String> = []
    for request in try Catalogue.requests(figures, months: months) {
      let rule = request.rule ?? "active"
      var tables: [String: String] = [:]
      for rows in try figures.rows(for: request) {
        let name =
          rows.table + "__" + rows.rule.map { $0.isLetter || $0.isNumber ? "\($0)" : "_" }.joined()
        tables[rows.table] = name
        if known.insert(name).inserted { all.append((name, rows)) }
      }
      let question: [String: Any] = [
        "indicator": request.indicator, "by": request.by, "rule": rule, "tables": tables,
        "sql": try figures.sql(request),
      ]
      let data = try JSONSerialization.data(withJSONObject: question, options: [.sortedKeys])
      lines += String(decoding: data, as: UTF8.self) + "\n"
    }
    let (folder, tables) = (folder, all)
    _ = try Parallel.map(tables, threads: 2) {
      try Self.write($0.rows, to: folder + "/\($0.name).csv")
    }
    try lines.write(toFile: folder + "/questions.jsonl", atomically: false, encoding: .utf8)
  }

  private static func write(_ rows: RelationRows, to path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forWritingAtPath: path) else {
      throw Fault(.inputOutput, at: path, "it cannot be written", remedy: "Name another folder")
    }
    let (comma, quote, newline) = (UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"))
    var text = Array((rows.columns.joined(separator: ",") + "\n").utf8)
    try rows.forEach { cells in
      for (place, cell) in cells.enumerated() {
        if place > 0 { text.append(comma) }
        guard let cell else { continue }
        if cell.utf8.contains(where: { $0 == comma || $0 == quote }) {
          text.append(contentsOf: ("\"" + cell.replacing("\"", with: "\"\"") + "\"").utf8)
        } else {
          text.append(contentsOf: cell.utf8)
        }
      }
      text.append(newline)
      if text.count > 1 << 20 {
        try file.write(contentsOf: Data(text))
        text.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: Data(text))
    try file.close()
  }
}
