import Domain
import Foundation
import Indicators
import Store

/// `catalogue PROJECT MONTHS THREADS [INDICATOR]`: computes the whole catalogue of a project over its
/// last months, and the figures of the last month alone, as after a new day. Prints one line of JSON.
@main
enum Catalogue {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3, let months = Int(arguments[1]), let threads = Int(arguments[2])
    else {
      FileHandle.standardError.write(
        Data("usage: catalogue PROJECT MONTHS THREADS [INDICATOR]\n".utf8))
      exit(64)
    }
    Memory.keepFreedBlocks()
    let store = try ProjectStore.reading(dataFolder: arguments[0] + "/Data")
    let clock = ContinuousClock()
    func measured(_ requests: (Month) -> [FigureRequest]) throws -> [String: Any] {
      let start = clock.now
      let figures = try store.read { try ProjectFigures(reading: $0) }
      let read = clock.now
      guard let last = figures.months?.upperBound else {
        throw Fault(.inputMissing, at: arguments[0], "the project is empty", remedy: "Load it")
      }
      let wanted = requests(last).filter {
        arguments.count < 4 || $0.indicator == arguments[3]
      }
      let counts = try figures.count(wanted, threads: threads)
      let seconds = { (duration: Duration) in
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
      }
      return [
        "reading_s": seconds(read - start), "total_s": seconds(clock.now - start),
        "questions": wanted.count, "figures": counts.values.reduce(0, +),
        "missing": wanted.map(\.indicator).filter { counts[$0] == 0 }.reduce(into: [String]()) {
          if $0.last != $1 { $0.append($1) }
        },
      ]
    }
    let result: [String: Any] = [
      "whole": try measured { WholeCatalogue.requests(months: ($0 + (1 - months))...$0) },
      "last_month": try measured { WholeCatalogue.requests(months: $0...$0) },
    ]
    let data = try JSONSerialization.data(withJSONObject: result, options: [.sortedKeys])
    print(String(decoding: data, as: UTF8.self))
  }
}
