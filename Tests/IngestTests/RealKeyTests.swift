import Domain
import Foundation
import Ingest
import Testing

/// Real keys are never taken for addresses or accounts.
@Suite struct RealKeyTests {
  static let isThere = SharedData.has("register") && SharedData.has("catalogue")

  @Test(.enabled(if: isThere, "shared/data/register and catalogue are not beside the project"))
  func `no key of the register and of the catalogue is taken for personal data`() throws {
    let register = try lines("register/bw_gemeinden.csv").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let leistungen = Set(
      try lines("catalogue/leika_leistungen.csv").flatMap { line in
        line.matches(of: /99[0-9]{12}/).map { String($0.output) }
      })
    #expect(register.count == 1_101 && leistungen.count > 1_000)
    // Each as a process, each ARS and AGS as a process and an authority.
    var text = "ts,event,process,authority,channel\n"
    for key in leistungen.sorted() {
      text += "2025-03-04T09:00:00Z,submitted,\(key),08111000,online\n"
    }
    for row in register {
      for key in row[0...1] {
        text += "2025-03-04T09:00:00Z,submitted,\(key),\(key),online\n"
      }
    }
    for number in 1...999 {
      let key = "sp-" + String(repeating: "0", count: 4 - "\(number)".count) + "\(number)"
      text += "2025-03-04T09:00:00Z,submitted,\(key),08111000,online\n"
    }
    let result = Collected()
    try FeedReader.read(
      Array(text.utf8), file: "test", feed: .events,
      options: ReadOptions(now: 1_767_225_600_000), into: result)
    #expect(result.rejections.map(\.excerpt) == [])
    #expect(result.cells("process").count == leistungen.count + 2 * register.count + 999)
  }

  private func lines(_ name: String) throws -> [String] {
    try String(contentsOfFile: SharedData.folder + "/" + name, encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
  }
}
