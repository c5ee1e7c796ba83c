import Domain
import Foundation
import Indicators
import Testing

struct RegistryTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent()

  @Test func `no file of the catalogue is forgotten in the registry`() throws {
    let catalogue = folder.appending(path: "../../Sources/Indicators/Catalogue").standardizedFileURL
    for group in Indicator.Group.allCases {
      let path = catalogue.appending(path: group.rawValue.capitalized).path()
      let files = try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".swift") }
        .map { String($0.dropLast(6)).lowercased() }
      let registered = IndicatorRegistry.all.filter { $0.group == group }
        .map { $0.id.filter { $0 != "_" } }
      for file in Set(files).symmetricDifference(registered) {
        Issue.record("\(group.rawValue): \(file) is a file or a registry entry without the other")
      }
    }
  }

  @Test func `ids are unique and every text is there in both languages`() {
    let ids = IndicatorRegistry.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for indicator in IndicatorRegistry.all {
      for text in [indicator.name, indicator.question, indicator.source, indicator.caveat] {
        #expect(!text.de.isEmpty && !text.en.isEmpty, "\(indicator.id)")
      }
      // What Land and Kommunen pay together belongs to no Kreis.
      guard ![.money, .quality].contains(indicator.group) else { continue }
      #expect(indicator.dimensions.contains("month"), "\(indicator.id)")
      // Durations are kept by process only.
      guard indicator.formula.relations != [.durationCounts] else { continue }
      #expect(indicator.dimensions.contains("kreis"), "\(indicator.id)")
    }
  }

  /// The golden list: a definition changes only together with this file. `RECORD=1` rewrites it.
  @Test func `no formula changes silently`() throws {
    let golden = folder.appending(path: "Golden/definitions.txt")
    let list = IndicatorRegistry.all.map { "\($0.definitionHash)  \($0.id)\n" }.joined()
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try list.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded \(golden.lastPathComponent); run again without RECORD")
      return
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == list)
  }

  @Test func `an unknown indicator is answered with the nearest known one`() {
    #expect {
      try IndicatorRegistry.indicator("coverage_ful")
    } throws: { error in
      (error as? Fault)?.kind == .usage && "\(error)".contains("coverage_full")
    }
  }
}
