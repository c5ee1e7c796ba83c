import Domain
import Formats
import Foundation
import Indicators
import Store

/// `questions PROJECT THREADS PATH RUNS ANSWERS < QUESTIONS`: asks a project's events inside one
/// process, each question once to warm up and RUNS times more.
///
/// A line of standard input is a name and the options of `lagebild usage query`, separated by
/// tabs. Prints a JSON line a question with the milliseconds of each run; the answer goes as CSV
/// to `ANSWERS/NAME.csv`. The store stays open, as it does in the server.
@main
enum Questions {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 5, let threads = Int(arguments[1]),
      let path = Path(rawValue: arguments[2]), let runs = Int(arguments[3])
    else {
      FileHandle.standardError.write(
        Data("usage: questions PROJECT THREADS PATH RUNS ANSWERS < QUESTIONS\n".utf8))
      exit(64)
    }
    Memory.keepFreedBlocks()
    let store = try ProjectStore.reading(
      dataFolder: arguments[0] + "/Data", keeping: ChunkMemory.usualLimit)
    while let line = readLine() {
      let fields = line.split(separator: "\t").map(String.init)
      let query = try parse(Array(fields.dropFirst()))
      func answer() throws -> Table<Exact>? {
        try store.read { try ask(query, $0, threads: threads, path: path) }
      }
      guard let first = try answer() else { continue }
      let text = CSVWriter.text(first)
      try Data(text.utf8).write(to: URL(fileURLWithPath: arguments[4] + "/\(fields[0]).csv"))
      let clock = ContinuousClock()
      var times: [String] = []
      for _ in 0..<runs {
        let time = try clock.measure { _ = try answer() }
        times.append(String(time / .milliseconds(1)))
      }
      print(
        """
        {"question": "\(fields[0])", "threads": \(threads), "path": "\(path.rawValue)", \
        "milliseconds": [\(times.joined(separator: ", "))]}
        """)
      fflush(nil)
    }
  }

  /// The options of the command line.
  private static func parse(_ options: [String]) throws -> UsageQuery {
    var values: [String: [String]] = [:]
    for position in stride(from: 0, to: options.count - 1, by: 2) {
      values[options[position], default: []].append(options[position + 1])
    }
    func names(_ option: String) -> [String] {
      (values[option]?.last ?? "").split(separator: ",").map(String.init)
    }
    return try UsageQuery(
      measures: names("--measure"), by: names("--by"), conditions: values["--where"] ?? [],
      from: values["--from"]?.last, to: values["--to"]?.last)
  }
}
