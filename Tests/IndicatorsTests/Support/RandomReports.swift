import Domain
import TestSupport

/// What happens in a random world and what its Behörden report: visits, cases, handling, money,
/// orders, milestones, fields and embedding, over sixteen months.
struct RandomReports {
  struct Event {
    let ts: Int64
    let kind: EventKind
    let process: String
    /// Twelve digits, and the form in which it is delivered.
    let authority: String
    let key: String
    let session: UInt64?
    let channel: Channel
    let duration: Int64?
    let step: Int?
    let rating: Int64?
    let isPostbox: Bool?

    var month: Month { BerlinTime.day(ofInstant: ts).month }
  }

  /// Counts of a month, a Behörde and a Leistung.
  struct Report {
    let month: Month
    let authority: String
    let key: String
    let leika: String
    let channel: Channel
    let minutes: Double?
    let counts: [Int64]
  }

  struct Cost {
    let process: String?
    let kind: String
    let month: Month
    let cents: Int64
    let payer: String
    let isEffective: Bool
    let isActual: Bool
  }

  struct Order {
    let id: String
    let year: Int
    let planned: Int64
    let delivered: Int64
    let budgetCents: Int64
    let spentCents: Int64
  }

  struct Milestone {
    let convoy: String?
    let order: String?
    let id: String
    let planned: Day
    let revised: Day?
    let done: Day?
    let kreis: String?
  }

  /// A Kommune on a day: the status of a field, or whether it embeds.
  struct Statement {
    let day: Day
    let authority: String
    let key: String
    let field: String
    let status: String
  }

  var events: [Event] = []
  var cases: [Report] = []
  var backlog: [Report] = []
  var costs: [Cost] = []
  /// As first delivered, and as they are now.
  var firstOrders: [Order] = []
  var orders: [Order] = []
  var milestones: [Milestone] = []
  var fields: [Statement] = []
  var embedding: [Statement] = []
  /// EUR an hour from a day on, by id.
  let wages: [(id: String, from: Day, euros: Int)]

  static let months = (0..<16).map { Month("2024-01")! + $0 }

  init(_ world: RandomWorld, seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 977)
    // Whole cents a minute, so that no product lies between two cents.
    wages = [
      ("wage_kommunen_mean", Day("2024-06-01")!, 36), ("wage_land_mean", Day("2024-01-01")!, 60),
      ("wage_kommunen_mean", Day("2025-02-01")!, 48),
    ]
    events = Self.visits(world, &random) + Self.caseEvents(world, &random)
    cases = Self.reports(world, Channel.allCases, 1, &random)
    backlog = Self.reports(world, [.online], 5, &random)
    costs = (0..<30).map { _ in Self.cost(world, &random) }
    firstOrders = (1...4).map { Self.order($0, &random) }
    orders = (1...6).map { Self.order($0, &random) }
    milestones = (1...12).map { Self.milestone($0, &random) }
    fields = Self.statements(
      world, ["ozg", "dms"], ["none", "planned", "in_progress", "done"], &random)
    embedding = Self.statements(world, [""], ["yes", "no"], &random)
  }

  /// The last day of which visits, snapshots or cases tell anything.
  func lastDay(_ world: RandomWorld) -> Day {
    (events.map { BerlinTime.day(ofInstant: $0.ts) } + cases.map(\.month.lastDay)
      + world.snapshots.joined().map(\.day)).max()!
  }
}
