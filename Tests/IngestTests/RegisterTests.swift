import Domain
import Foundation
import Indicators
import Ingest
import Store
import Testing

/// The official register, from the file to the listing, against the truth tables beside it.
@Suite struct RegisterTests {
  static let folder = SharedData.folder + "/register"
  static let isThere = SharedData.has("register")

  @Test(.enabled(if: isThere, "the folder shared/data/register is not beside the project"))
  func `the register of Baden-Württemberg equals the truth tables`() throws {
    let data = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let store = try ProjectStore.writing(dataFolder: data.path)
    let loader = FileLoader(
      store: store, marts: [], options: ReadOptions(now: 1_767_225_600_000))
    let file = Self.folder + "/GV100AD_30112025.txt"
    guard case .loaded(let report) = try loader.load(file, feedName: nil) else {
      Issue.record("a first load was taken for a repeat")
      return
    }
    #expect(report.rowsQuarantined == 0)
    guard case .repeated = try loader.load(file, feedName: nil) else {
      Issue.record("the repeat was loaded")
      return
    }
    let areas = try store.read { try Listings.registeredAreas($0) }
    #expect(areas.filter { $0.level == .land }.map(\.population) == [11_245_898])
    #expect(areas.filter { $0.level == .land }.map(\.areaKm2) == [35_747.82])
    #expect(areas.filter { $0.level == .regierungsbezirk }.count == 4)

    let kreise = areas.filter { $0.level == .kreis }.map { area in
      [area.ags, area.name, area.kind.rawValue, "\(area.population!)"]
    }
    #expect(Set(kreise) == Set(try truth("bw_kreise.csv").map { [$0[0], $0[1], $0[2], $0[4]] }))
    let gemeinden = areas.filter { $0.level == .gemeinde }.map { area in
      [area.ags, area.ars.digits, area.name, area.kind.rawValue, "\(area.population!)"]
    }
    #expect(
      Set(gemeinden)
        == Set(try truth("bw_gemeinden.csv").map { [$0[0], $0[1], $0[2], $0[3], $0[5]] }))
  }

  private func truth(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
