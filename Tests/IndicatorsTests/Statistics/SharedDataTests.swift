import Foundation
import Indicators
import TestSupport
import Testing

/// The statistics on real data beside the project.
@Suite(
  .enabled(
    if: SharedFolder.isThere,
    "no real data: name its folder in LAGEBILD_SHARED, or put it at ../shared/data"))
struct SharedDataTests {
  @Test(.enabled(if: PythonJudge.python != nil))
  func `inequality and size classes of the real Gemeinden are what numpy says`() throws {
    let rows = try SharedFolder.rows("register/bw_gemeinden.csv")
    let populations = rows.map { Double($0["population"]!)! }
    let areas = rows.map { Double($0["area_km2"]!)! }
    // 1,101 Gemeinden; the two uninhabited areas have nobody.
    let inhabited = populations.count { $0 > 0 }
    #expect(inhabited == 1_101)
    let densities = zip(populations, areas).map { $0 / $1 }
    let limits: [Double] = [2_000, 5_000, 10_000, 20_000, 50_000, 100_000, .infinity]
    let classes = limits.indices.map { index in
      populations.filter { $0 < limits[index] && (index == 0 || $0 >= limits[index - 1]) }
    }
    let gini = StatisticsCase(
      .gini, input: ["values": densities, "weights": areas],
      output: [
        "plain": [Gini.coefficient(densities)],
        "weighted": [Gini.coefficient(densities, weights: areas)],
      ])
    let sizes = StatisticsCase(
      .sizeClasses, input: ["populations": populations],
      output: [
        "count": classes.map { Double($0.count) }, "sum": classes.map { $0.reduce(0, +) },
        "gini": [Gini.coefficient(populations)] + classes.map { Gini.coefficient($0) },
      ])
    for (own, other) in zip([gini, sizes], try Judges.answers([gini, sizes])) {
      #expect(own.difference(other) == nil)
    }
  }

  @Test func `two trackers of the same site do not make one series`() throws {
    let rows = try SharedFolder.rows("berlin-portal/domain_2019_boss_vs_webtrekk.csv")
    let visits = ["pv-boss", "pv-webtrekk"].map { column in
      Dictionary(uniqueKeysWithValues: rows.map { ($0["month"]!, Double($0[column]!)!) })
    }
    let gaps = SourceGap.byPeriod(visits[0], visits[1])
    #expect(gaps.count == 11)
    #expect(gaps.values.filter(\.isFlagged).count == 11)
    #expect(abs(gaps["2019-12"]!.relative + 0.384) < 0.0005)
  }

  @Test func `a tracker that joins passes for growth, but not in the constant panel`() throws {
    let boss = try visits("berlin-portal/domain_stats_boss_2011-09_2019-12.csv")
    let mapp = try visits("berlin-portal/domain_stats_mapp_2019-02_2025-12.csv")
    func change(_ from: String, _ to: String) -> ConstantPanel {
      ConstantPanel(before: [boss[from], mapp[from]], after: [boss[to], mapp[to]])
    }
    let joins = change("2019-01", "2019-02")
    #expect(joins.panelCount == 1 && joins.unitCount == 2)
    #expect(joins.panel! == boss["2019-02"]! / boss["2019-01"]! - 1)
    #expect(joins.total! - joins.panel! > 0.4)
    #expect(joins.needsNote)
    let leaves = change("2019-12", "2020-01")
    #expect(leaves.total! < 0 && leaves.panel! > 0 && leaves.needsNote)
    let both = change("2019-03", "2019-11")
    #expect(both.total == both.panel && !both.needsNote)
  }

  private func visits(_ file: String) throws -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: try SharedFolder.rows(file).map {
        ($0["month"]!, Double($0["visits"]!)!)
      })
  }
}

/// Real data: the folder of LAGEBILD_SHARED, else `../shared/data`.
private enum SharedFolder {
  static let path =
    ProcessInfo.processInfo.environment["LAGEBILD_SHARED"] ?? PythonJudge.root + "/../shared/data"

  static let isThere: Bool = {
    let isThere = FileManager.default.fileExists(atPath: path + "/register")
    if !isThere { print("skipped: no real data for the statistics at \(path)") }
    return isThere
  }()

  /// The rows of a CSV file without quotes, each by column.
  static func rows(_ file: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
  }
}
