import Domain
import Foundation
import Indicators
import TestSupport
import Testing

/// Two trackers of one real portal, in the months in which both counted.
@Suite struct TwoTrackersTests {
  private static let shared =
    ProcessInfo.processInfo.environment["LAGEBILD_SHARED"]
    ?? URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data").standardizedFileURL.path()

  @Test func `two trackers of a real portal are told apart in each month of their overlap`()
    throws
  {
    let path = Self.shared + "/berlin-portal/domain_2019_boss_vs_webtrekk.csv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      print("skipped: \(path) is not there")
      return
    }
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows.count == 11)
    let indicator = try IndicatorRegistry.indicator("two_source_gap")
    for row in rows {
      let example = WorkedExample(
        title: .same(row[0]), columns: ["month", "platform", "reported"],
        rows: [[row[0], row[2], row[4]]], numerator: 0, denominator: nil, figure: .missing)
      let frames = FrameSet(example: example, for: indicator.formula)
      let group = try #require(Evaluator.evaluate(indicator.formula, over: frames).first)
      let gap = try #require(group.row.value.number)
      #expect(abs(gap) > SourceGap.limit, "\(row[0]): \(gap)")
    }
  }
}
