import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport

/// The site of the small world with feeds of plans.
enum PlanSite {
  /// - Parameters:
  ///   - feeds: loaded in this order, one after the other.
  ///   - pages: name → text of the only pages; `nil`: those of this repository.
  static func website(
    _ feeds: [(name: String, text: String)], isPublic: Bool = false,
    today: Day = Day("2025-03-01")!, pages: [String: String]? = nil
  ) throws -> Website {
    let world = try SmallWorld()
    for (number, feed) in feeds.enumerated() {
      try world.load(feed.text, as: "\(feed.name)-\(number).csv")
    }
    let figures = try world.figures()
    let plans = ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: today,
      cutOff: figures.cutOff, definitions: try DefinitionLog("", at: "definitions.csv"))
    var folder = TestSite.root + "/Dashboards"
    if let pages {
      folder = try SmallWorld.temporaryFolder()
      for (name, text) in pages {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/\(name).toml"))
      }
    }
    defer { if pages != nil { try? FileManager.default.removeItem(atPath: folder) } }
    return try Website(
      dashboardsPath: folder, assetsPath: TestSite.root + "/Dashboards/assets",
      isPublic: isPublic, provider: SiteProvider(figures: { figures }, plans: { plans }))
  }
}
