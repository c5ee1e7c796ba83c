import ArgumentParser
import Domain
import Foundation

/// `--on DATE`
struct DateOption: ParsableArguments {
  @Option(name: .customLong("on"), help: "The day asked for, as in 2026-03-31; otherwise today.")
  var text: String?

  var day: Day? { text.flatMap { Day($0) } }

  func validate() throws {
    if let text, Day(text) == nil {
      throw ValidationError("--on \(text) is not a day. Write it as 2026-03-31.")
    }
  }
}

extension Day {
  /// The Berlin day of the computer's clock.
  static var today: Day {
    BerlinTime.day(ofInstant: Int64(Date().timeIntervalSince1970 * 1000))
  }
}
