import Domain
import Foundation
import Indicators
import Planning
import Site
import TestSupport

/// The site of the small world, with the pages of this repository.
enum TestSite {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardized.path

  static func website(isPublic: Bool = false) throws -> Website {
    let world = try SmallWorld()
    let figures = try world.figures()
    let plans = ProjectPlans(
      dataFolder: world.folder, revision: figures.dataState.revision, today: Day("2025-03-01")!,
      cutOff: figures.cutOff,
      definitions: try DefinitionLog("", at: "definitions.csv"))
    return try Website(
      dashboardsPath: root + "/Dashboards", assetsPath: root + "/Dashboards/assets",
      isPublic: isPublic,
      provider: SiteProvider(
        figures: { figures }, plans: { plans },
        events: { [store = world.store] query, source in
          try store.read { try UsageEngine.table(query, reader: $0, source: source) }
        }))
  }

  static func body(_ path: String) throws -> String {
    String(
      decoding: try website().respond(to: SiteRequest("GET", path, headers: [])).body,
      as: UTF8.self)
  }
}
