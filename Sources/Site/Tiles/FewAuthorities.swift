import Domain
import Formats
import Indicators

/// The Kreise of a process in which at most one Behörde each is competent: that is active or not, so
/// that shares, intervals and a plot would say more than there is.
struct FewAuthorities {
  private let active: [String]
  private let idle: [String]
  /// The keys of both.
  private let kreise: Set<String>
  /// Behörden of all these Kreise.
  private let activeCount: Int
  private let competentCount: Int
  /// Kreise in which nobody is competent.
  private var absentCount = 0
  private let who: String

  /// - Returns: `nil` where a plot says more: of another figure, or where a Kreis has several
  ///   competent Behörden and there are Kreise to compare.
  ///
  /// - Parameter all: those with nobody competent among them.
  init?<Desk>(
    _ rows: [FigureRow], of all: [FigureRow], _ scene: Scene<Desk>, dimension: String
  ) {
    guard scene.indicator.id == "activation_rate", dimension == AreaLevel.kreis.rawValue,
      case .process = scene.stage.subject
    else { return nil }
    let known = rows.filter { $0.figure.number != nil }
    guard known.count < 2 || known.allSatisfy({ $0.denominator == 1 }) else { return nil }
    func names(_ rows: [FigureRow]) -> [String] {
      rows.map { scene.stage.fullName(dimension, $0.keys[0], label: $0.labels[0]) }.sorted()
    }
    active = names(known.filter { ($0.figure.number ?? 0) > 0 })
    kreise = Set(known.map { $0.keys[0] })
    activeCount = Int(known.compactMap(\.numerator).reduce(0, +))
    competentCount = Int(known.compactMap(\.denominator).reduce(0, +))
    idle = names(known.filter { $0.figure.number == 0 })
    absentCount = all.count - known.count
    who = Headline.name(of: scene.tile.part ?? .landkreise)[scene.language]
  }

  func html<Desk>(_ table: Table<Desk.Scope>, _ scene: Scene<Desk>) -> HTML {
    let stage = scene.stage
    let none = stage.say(
      "In den \(who)n ist für diesen Prozess keine Behörde zuständig; die Verbreitung entfällt.",
      "\(who): no authority is competent for this process; adoption does not apply.")
    guard !active.isEmpty || !idle.isEmpty else {
      return FigureView.empty(
        id: scene.id, title: scene.tile.title?[scene.language] ?? who, text: none, scene.tile.flat,
        stage
      )
    }
    var view = FigureView(
      id: scene.id, headline: scene.tile.title?[scene.language] ?? headline(stage),
      what: scene.what(scene.indicator),
      table: TableView.html(
        table, stage: stage, caption: scene.what(scene.indicator), link: scene.link,
        where: { keys in
          // Who is not competent is no row with a gap.
          kreise.contains(keys[0]) && DotsTile.isIn(scene.tile.part, keys: keys)
        }),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile.flat)
    let lists = [
      (stage.say("aktiv", "active"), active), (stage.say("nicht aktiv", "not active"), idle),
    ].filter { !$0.1.isEmpty }
    let items = lists.map { name, kreise -> HTML in
      "<div><dt>\(Headline.cased(name))</dt><dd>\(kreise.joined(separator: ", "))</dd></div>"
    }
    if active.count + idle.count > 1 { view.lead = "<dl class=\"facts\">\(items)</dl>" }
    view.notes = Self.note(absentCount, stage)
    view.indicator = scene.indicator.id
    view.files = scene.files(scene.request())
    return view.html(stage)
  }

  /// How many Kreise are left out, since nobody in them is competent.
  static func note(_ all: [FigureRow], _ shown: [FigureRow], _ stage: Stage) -> [String] {
    note(all.count - shown.count, stage)
  }

  private static func note(_ count: Int, _ stage: Stage) -> [String] {
    guard count > 0 else { return [] }
    return [
      count == 1
        ? stage.say(
          "In einem weiteren ist keine Behörde zuständig; dort entfällt die Verbreitung.",
          "In one more no authority is competent; adoption does not apply there.")
        : stage.say(
          "In \(count) weiteren ist keine Behörde zuständig; dort entfällt die Verbreitung.",
          "In \(count) more no authority is competent; adoption does not apply there.")
    ]
  }

  /// `Stadtkreise: in 3 von 9 aktiv`; of a single Kreis its name.
  private func headline(_ stage: Stage) -> String {
    let count = active.count + idle.count
    guard count == 1, let name = (active + idle).first else {
      return stage.say(
        "\(who): in \(active.count) von \(count) aktiv",
        "\(who): active in \(active.count) of \(count)")
    }
    guard competentCount > 1 else {
      return active.isEmpty
        ? stage.say(
          "\(name): die zuständige Behörde ist nicht aktiv",
          "\(name): the competent authority is not active")
        : stage.say(
          "\(name): die zuständige Behörde ist aktiv",
          "\(name): the competent authority is active")
    }
    return stage.say(
      "\(name): \(activeCount) von \(competentCount) zuständigen Behörden aktiv",
      "\(name): active in \(activeCount) of \(competentCount) competent authorities")
  }
}

extension TileDeclaration {
  /// As high as what it holds: a tall tile without its plot would be empty space.
  fileprivate var flat: TileDeclaration {
    TileDeclaration(
      show: show, form: form, width: width, rows: 1, most: most, whole: whole, part: part, by: by,
      filter: filter, range: range, title: title)
  }
}
