import Planning

/// What a planning tile makes of its table: the one value behind the figure on a page and the
/// drawing in a file.
enum PlanFigure {
  case drawn(FigureView)
  /// There is nothing to draw, and why; `nil`: nothing is delivered yet.
  case nothing(String? = nil)

  /// - Returns: `nil` for a tile that has no chart: a listing, a list of facts.
  static func of<Scope>(_ scene: PlanScene<Scope>) throws -> PlanFigure? {
    switch scene.tile.form {
    case .stacked where scene.question.listing == .frontier: FrontierTile.figure(scene)
    case .stacked: StackedTile.figure(scene)
    case .gantt: try GanttTile.figure(scene)
    case .scatter: try ScatterTile.figure(scene)
    case .band: BandTile.figure(scene)
    case .intervals: IntervalsTile.figure(scene)
    case .curves: UniformityTile.figure(scene)
    case .facts where scene.question.listing == .sheet: SheetTile.figure(scene)
    default: nil
    }
  }
}
