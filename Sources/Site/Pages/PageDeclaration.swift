import Domain
import Formats
import Planning

/// A page as `Dashboards/*.toml` declares it: one file, one page.
struct PageDeclaration: Sendable, Hashable {
  /// Name of the file, for messages.
  let file: String
  /// `/kreise/{kreis}`; a path parameter names what the page is about: `kreis`, `process`,
  /// `indicator` or `convoy`.
  let path: String
  /// `{name}` stands for the name of what the page is about.
  let title: Text
  let intro: Text
  /// Group of the menu, and place in it, 1…; `nil`: not in the menu.
  let section: MenuSection?
  let menu: Int?
  /// Word in the menu; `nil`: the title.
  let menuTitle: Text?
  /// Indicators among which the reader chooses (a form); the first is shown unasked. A tile shows
  /// the chosen one by `show = "chosen"`.
  let choose: [String]
  /// What else the reader may choose by the same form: a day, a budget.
  let ask: [PlanListing.Parameter]
  let tiles: [TileDeclaration]

  /// What a drawing stands on that is a file of its own.
  static let none = PageDeclaration(
    file: "", path: "/", title: .same(""), intro: .same(""), section: nil, menu: nil,
    menuTitle: nil, choose: [], ask: [], tiles: [])

  /// The path parameters that name a thing.
  static let subjects = ["kreis", "process", "indicator", "convoy", "candidate"]

  var subject: String? {
    path.split(separator: "/").first { $0.hasPrefix("{") }.map {
      String($0.dropFirst().dropLast())
    }
  }
}

/// The groups of the menu.
enum MenuSection: String, Sendable, CaseIterable {
  case lage, planung, berichte, grundlagen

  var title: Text {
    switch self {
    case .lage: Text(de: "Lage", en: "State")
    case .planung: Text(de: "Planung", en: "Planning")
    case .berichte: Text(de: "Berichte", en: "Reports")
    case .grundlagen: Text(de: "Grundlagen", en: "Sources")
    }
  }
}

/// A tile: what (`show`), how (`as`), where (`at`).
struct TileDeclaration: Sendable, Hashable {
  /// How a tile shows what it shows.
  enum Form: String, Sendable, CaseIterable {
    case number, dots, tilemap, lines, table, listing, sentences, profile, curves, facts,
      definition, stacked, gantt, scatter, band, intervals, record, follow

    /// What a tile of this form may show instead of indicators; `nil`: indicators.
    var listings: [String]? {
      switch self {
      case .listing:
        ["loads", "quarantine", "processes", "indicators", "runs", "reports"]
          + PlanListing.allCases.map(\.rawValue)
      case .curves: ["adoption", PlanListing.uniformity.rawValue]
      case .facts:
        [
          "kreis", "process", PlanListing.convoys.rawValue, PlanListing.benefit.rawValue,
          PlanListing.sheet.rawValue,
        ]
      case .definition: ["indicator"]
      case .stacked: StackedTile.listings.keys.sorted() + [PlanListing.frontier.rawValue]
      case .gantt: [PlanListing.schedule.rawValue]
      case .scatter: [PlanListing.portfolio.rawValue]
      case .band: [PlanListing.forecast.rawValue]
      case .intervals: IntervalsTile.listings.map(\.rawValue)
      case .record, .follow: [PlanListing.decisions.rawValue]
      default: nil
      }
    }
  }

  /// Width on a wide screen; tiles follow each other in the order of the file.
  enum Width: String, Sendable, CaseIterable {
    case quarter, third, half, twoThirds = "two_thirds", full
  }

  /// Indicators, or the name of a listing.
  let show: [String]
  let form: Form
  let width: Width
  /// Rows of the grid that the tile takes on a wide screen, 1…4: a tall one beside several flat
  /// ones leaves no empty space.
  let rows: Int
  /// Of a planning table as a listing no more rows than so many, of a selection only what is chosen:
  /// a paper has what the decision needs. `nil`: what a page holds.
  let most: Int?
  /// Path of the page on which the whole table stands, where ``most`` cuts it.
  let whole: String?
  /// Of a figure by Kreis only the Landkreise or only the Stadtkreise; `nil`: both.
  let part: Part?
  let by: [String]
  /// Dimension → keys; `{kreis}` and so on stand for the key in the page's path.
  let filter: [String: [String]]
  /// Two indicators that bound each dot: lowest and highest reading of the same thing.
  let range: [String]
  let title: Text?

  /// Whether ``most`` and ``whole`` mean anything. Changes are told by their kinds, each as a table
  /// of its own.
  var canBeCut: Bool {
    form == .listing && PlanTile.listing(of: self).map { $0 != .changes } == true
  }

  /// Classes for the page's style sheet.
  var style: Markup {
    rows > 1 ? "tile w-\(width.rawValue) r-\(rows)" : "tile w-\(width.rawValue)"
  }

  /// The two kinds of Kreis are never ranked together.
  enum Part: String, Sendable, CaseIterable { case landkreise, stadtkreise }

  /// What `show` may name besides indicators and listings: the reader's choice, and the indicator
  /// that the page is about.
  static let chosen = "chosen"
  static let subject = "{indicator}"
}
