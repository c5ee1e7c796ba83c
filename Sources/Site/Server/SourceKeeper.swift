import Domain
import Indicators
import Planning
import Synchronization

/// Where the site gets what it shows; asked again at most once a second.
public struct SiteProvider: Sendable {
  /// The current state of the project.
  public let figures: @Sendable () throws -> any FigureSource
  /// The published runs, newest last: a table whose first column is `run_id`; `nil`: none.
  public let runs: @Sendable () throws -> Table<Released>?
  /// What has been released; `nil`: nothing.
  public let published: @Sendable () throws -> PublicFigures?
  /// The planning tables of the same state; `nil`: none, and pages that show plans say so.
  public let plans: @Sendable () throws -> ProjectPlans?
  /// The published runs as they were then.
  public typealias Frozen = @Sendable (_ run: String) throws -> SiteProvider
  /// `nil`: the site shows the current state only.
  public let frozen: Frozen?
  /// Answers a question to the stored events.
  public typealias Events = @Sendable (UsageQuery, UsageSource) throws -> Table<Exact>
  /// `nil`: the site answers none.
  public let events: Events?

  public init(
    figures: @escaping @Sendable () throws -> any FigureSource,
    runs: @escaping @Sendable () throws -> Table<Released>? = { nil },
    published: @escaping @Sendable () throws -> PublicFigures? = { nil },
    plans: @escaping @Sendable () throws -> ProjectPlans? = { nil }, events: Events? = nil,
    frozen: Frozen? = nil
  ) {
    self.frozen = frozen
    self.plans = plans
    self.events = events
    self.published = published
    self.figures = figures
    self.runs = runs
  }
}

/// Holds one consistent source and asks for a new one when the old is more than a second old; beside
/// it the published runs that were asked for last, as they were then.
final class SourceKeeper: Sendable {
  /// How many runs are held at once.
  private static let runLimit = 2

  struct Desks: Sendable {
    /// Of the data, of the list of runs and of the releases: answers of another state are not these.
    let state: String
    let released: ReleasedDesk
    /// `nil` in the public scope.
    let exact: ExactDesk?
  }

  private let provider: SiteProvider
  private let isPublic: Bool
  private let lifetime: Duration
  private let state = Mutex<(desks: Desks, taken: ContinuousClock.Instant)?>(nil)
  private let runs = Mutex<[(id: String, keeper: SourceKeeper)]>([])
  /// The run that this one is of.
  private let frozen: FrozenState?

  init(
    isPublic: Bool, lifetime: Duration = .seconds(1), provider: SiteProvider,
    frozen: FrozenState? = nil
  ) {
    self.frozen = frozen
    self.isPublic = isPublic
    self.lifetime = lifetime
    self.provider = provider
  }

  /// The desks of the state that a reader asks for.
  /// - Throws: ``Problem`` where there is no such run, and what the provider throws.
  func desks(for call: Call) throws -> Desks {
    let current = try desks()
    guard let run = try RunChoice.id(call, among: current.released.runs) else { return current }
    do {
      return try keeper(of: run, current.released).desks()
    } catch let fault as Fault where fault.kind == .inputMissing {
      throw RunChoice.unavailable(run, fault)
    }
  }

  private func keeper(of run: String, _ current: ReleasedDesk) throws -> SourceKeeper {
    guard let provide = provider.frozen, let runs = current.runs,
      let row = runs.rows.first(where: { runs.text($0, "run_id") == run })
    else { throw Problem.notFound("This site shows the current state only.") }
    return try self.runs.withLock { held in
      let known = held.firstIndex { $0.id == run }
      let keeper =
        try known.map { held.remove(at: $0).keeper }
        ?? SourceKeeper(
          isPublic: isPublic, lifetime: lifetime, provider: provide(run),
          frozen: FrozenState(run: run, day: RunChoice.day(ofRun: runs.text(row, "started"))))
      held = Array((held + [(run, keeper)]).suffix(Self.runLimit))
      return keeper
    }
  }

  /// - Throws: what the provider throws; the old source is not used on, because a page must not
  ///   look fresh when its source is gone.
  func desks() throws -> Desks {
    try state.withLock { state in
      if let state, state.taken.duration(to: .now) < lifetime { return state.desks }
      let source = try provider.figures()
      let runs = try provider.runs()
      let published = try provider.published()
      let plans = try provider.plans()
      let now = [
        source.dataState.revision, String(runs?.rows.count ?? 0),
        published?.dataState.revision ?? "",
        plans?.state ?? "", frozen?.run ?? "",
      ].joined(separator: " ")
      if let old = state, old.desks.state == now {
        state = (old.desks, .now)
        return old.desks
      }
      let desks = Desks(
        state: now,
        released: ReleasedDesk(
          source, published: published, runs: runs, plans: plans, frozen: frozen),
        exact: isPublic ? nil : ExactDesk(source, plans: plans, events: provider.events))
      state = (desks, .now)
      return desks
    }
  }
}
