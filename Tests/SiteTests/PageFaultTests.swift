import Domain
import Foundation
import Indicators
import Site
import TestSupport
import Testing

/// What is wrong with a page is told at start, with place, problem and remedy.
@Suite struct PageFaultTests {
  private static let whole = """
    path = "/finanzierung"
    title = "Alles"
    [[tile]]
    show = "financing"
    as = "listing"
    at = "full"

    """

  /// What a folder with the two pages is refused for; `nil`: it is taken.
  private func refusal(of tile: String) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.path + "/lagebild-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let page = "path = \"/\"\ntitle = \"Probe\"\n[[tile]]\nat = \"full\"\n" + tile
    for (name, text) in [("probe", page), ("zweite", Self.whole)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).toml"))
    }
    let figures = try SmallWorld().figures()
    do {
      _ = try Website(
        dashboardsPath: folder, assetsPath: TestSite.root + "/Dashboards/assets", isPublic: false,
        provider: SiteProvider { figures })
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `a page for the rest of a table has to be there and to list it`() throws {
    let listing = "as = \"listing\"\nmost = 1\n"
    #expect(
      try refusal(of: listing + "show = \"financing\"\nwhole = \"/finanzierung\"\n") == nil)
    let absent = try refusal(of: listing + "show = \"financing\"\nwhole = \"/finanzirung\"\n")
    #expect(absent?.contains("Dashboards/probe.toml") == true)
    #expect(absent?.contains("tile[1].whole is \"/finanzirung\", which is no page") == true)
    #expect(absent?.contains("Did you mean \"/finanzierung\"?") == true)
    let other = try refusal(of: listing + "show = \"orders\"\nwhole = \"/finanzierung\"\n")
    #expect(other?.contains("which does not list all of orders") == true)
  }

  @Test(arguments: [
    "show = \"loads\"\nas = \"listing\"", "show = \"changes\"\nas = \"listing\"",
    "show = \"coverage_share\"\nas = \"number\"", "show = \"financing\"\nas = \"stacked\"",
  ])
  func `a limit where nothing is cut is refused`(tile: String) throws {
    let refusal = try #require(try refusal(of: tile + "\nmost = 5\n"))
    #expect(refusal.contains("probe.toml:7") && refusal.contains("tile[1].most has no effect"))
    #expect(try self.refusal(of: tile + "\n") == nil)
  }
}
