import Foundation
import Planning
import TestSupport
import Testing

@Suite struct ParameterNameTests {
  @Test func `every figure of the reference data has a name, and no two have the same`() throws {
    let file = PythonJudge.root + "/Data/reference/parameters.csv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let ids = Set(text.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } })
    var seen: [String: Substring] = [:]
    for id in ids {
      let name = try #require(ParameterNames.name(of: String(id)), "\(id)")
      #expect(!name.de.contains("_") && !name.en.contains("_"), "\(id)")
      #expect(seen.updateValue(id, forKey: name.de) == nil, "\(name.de)")
    }
    #expect(ids.count > 100)
  }

  @Test(arguments: ["own", "wage_mars_gd", "minutes_citizen_x_high", "minutes_citizen_1_odd", ""])
  func `an id of no pattern has no name`(id: String) {
    #expect(ParameterNames.name(of: id) == nil)
  }
}
