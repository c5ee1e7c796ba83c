import Domain
import TestSupport

/// How random reports are made.
extension RandomReports {
  private static func place(
    _ world: RandomWorld, _ random: inout SeededGenerator
  ) -> (ars: String, key: String) {
    let ars = world.authorities.randomElement(using: &random)!
    return (ars, RandomWorld.forms(ars).randomElement(using: &random)!)
  }

  private static func maybe<Value>(_ value: Value, _ random: inout SeededGenerator) -> Value? {
    Bool.random(using: &random) ? value : nil
  }

  /// Visits of a few hours, many of them around the turn of a month; some touch several processes,
  /// Behörden or channels.
  static func visits(_ world: RandomWorld, _ random: inout SeededGenerator) -> [Event] {
    (0..<120).flatMap { number -> [Event] in
      let month = months.randomElement(using: &random)!
      let start =
        BerlinTime.start(of: month.firstDay) + 60_000
        * Int64.random(in: -60...43_000, using: &random)
      let process = world.processes.randomElement(using: &random)!.id
      let home = place(world, &random)
      let channel = Channel.allCases.randomElement(using: &random)!
      return (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let isElsewhere = Int.random(in: 0..<12, using: &random) == 0
        let at = isElsewhere ? place(world, &random) : home
        let kind = EventKind.allCases.filter(\.isVisit).randomElement(using: &random)!
        return Event(
          ts: start + 60_000 * Int64.random(in: 0...180, using: &random), kind: kind,
          process: isElsewhere ? world.processes.randomElement(using: &random)!.id : process,
          authority: at.ars, key: at.key, session: UInt64(number + 1), channel: channel,
          duration: maybe(Int64.random(in: 0...4_000_000, using: &random), &random),
          step: maybe(Int.random(in: 0...5, using: &random), &random),
          rating: kind == .feedback ? maybe(Int64.random(in: 1...5, using: &random), &random) : nil,
          isPostbox: nil)
      }
    }
  }

  /// What happens to a case, and events without a visit.
  static func caseEvents(_ world: RandomWorld, _ random: inout SeededGenerator) -> [Event] {
    (0..<80).map { _ in
      let month = months.randomElement(using: &random)!
      let at = place(world, &random)
      let kind = [EventKind.handedOver, .completed, .submitted].randomElement(using: &random)!
      return Event(
        ts: BerlinTime.start(of: month.firstDay)
          + 60_000 * Int64.random(in: 0...40_000, using: &random),
        kind: kind, process: world.processes.randomElement(using: &random)!.id,
        authority: at.ars, key: at.key, session: nil,
        channel: Channel.allCases.randomElement(using: &random)!,
        duration: maybe(Int64.random(in: 0...4_000_000_000, using: &random), &random), step: nil,
        rating: nil,
        isPostbox: kind == .handedOver ? maybe(Bool.random(using: &random), &random) : nil)
    }
  }

  static func reports(
    _ world: RandomWorld, _ channels: [Channel], _ width: Int, _ random: inout SeededGenerator
  ) -> [Report] {
    var reports: [String: Report] = [:]
    for _ in 0..<150 {
      let at = place(world, &random)
      let report = Report(
        month: months.randomElement(using: &random)!, authority: at.ars, key: at.key,
        leika: world.leistungen.randomElement(using: &random)!.key,
        channel: channels.randomElement(using: &random)!,
        minutes: maybe(Double(Int.random(in: 0...60, using: &random)) / 2, &random),
        counts: (0..<width).map { _ in Int64.random(in: 0...40, using: &random) })
      // One row a key of the feed, and one form of a Behörde's key.
      reports["\(report.month) \(report.authority) \(report.leika) \(report.channel)"] = report
    }
    return reports.sorted { $0.key < $1.key }.map(\.value)
  }

  static func cost(_ world: RandomWorld, _ random: inout SeededGenerator) -> Cost {
    Cost(
      process: maybe(world.processes.randomElement(using: &random)!.id, &random),
      kind: ["development", "operation", "support"].randomElement(using: &random)!,
      month: months.randomElement(using: &random)!,
      cents: Int64.random(in: -20_000_000...90_000_000, using: &random),
      payer: ["land", "kommunen", "bund", "other"].randomElement(using: &random)!,
      isEffective: Int.random(in: 0..<4, using: &random) > 0,
      isActual: Int.random(in: 0..<3, using: &random) > 0)
  }

  static func order(_ number: Int, _ random: inout SeededGenerator) -> Order {
    Order(
      id: "la-\(number)", year: 2024 + number % 3,
      planned: Int64.random(in: 0...5, using: &random),
      delivered: Int64.random(in: 0...7, using: &random),
      budgetCents: Int64.random(in: 0...9_000_000, using: &random),
      spentCents: Int64.random(in: 0...9_000_000, using: &random))
  }

  static func milestone(_ number: Int, _ random: inout SeededGenerator) -> Milestone {
    let planned = months[0].firstDay + Int.random(in: 0...600, using: &random)
    let isConvoy = Bool.random(using: &random)
    return Milestone(
      convoy: isConvoy ? "k\(number % 3)" : nil, order: isConvoy ? nil : "la-\(number % 5)",
      id: "m\(number)", planned: planned,
      revised: maybe(planned + Int.random(in: -30...120, using: &random), &random),
      done: maybe(planned + Int.random(in: -60...60, using: &random), &random),
      kreis: maybe(["08111", "08115", "08116"].randomElement(using: &random)!, &random))
  }

  static func statements(
    _ world: RandomWorld, _ fields: [String], _ words: [String], _ random: inout SeededGenerator
  ) -> [Statement] {
    let days = (0..<4).map { _ in months[0].firstDay + Int.random(in: 0...480, using: &random) }
    var statements: [String: Statement] = [:]
    for _ in 0..<60 {
      let at = place(world, &random)
      let statement = Statement(
        day: days.randomElement(using: &random)!, authority: at.ars, key: at.key,
        field: fields.randomElement(using: &random)!,
        status: words.randomElement(using: &random)!)
      statements["\(statement.day) \(statement.authority) \(statement.field)"] = statement
    }
    return statements.sorted { $0.key < $1.key }.map(\.value)
  }
}
