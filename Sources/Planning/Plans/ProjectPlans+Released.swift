import Domain
import Indicators
import Store

extension ProjectPlans {
  /// Plans, money, registers, and facts about Kommunen.
  func releasedTable(_ question: PlanQuestion, _ reader: StoreReader) throws -> Table<Released> {
    let (convoy, process) = (question.choices[.convoy], question.choices[.process])
    switch question.listing {
    case .financing:
      return try Financing.table(
        reader, policy: question.choices[.policy].map { try SharePolicy(named: $0) })
    case .orders:
      return try OrderFulfilment.table(reader, on: try day(question) ?? stand)
    case .fulfilment:
      return try OrderFulfilment.summary(reader, on: try day(question) ?? stand)
    case .decisions: return try Decisions.table(reader)
    case .deadlines:
      let day = try day(question) ?? today
      // After the last day of the data nothing changes any more.
      let month = min(day.month, stand.month)
      return try Deadlines.table(
        reader, on: day, standings.value(month) { try TargetStandings(reader, in: month) })
    case .changes:
      let day = try question.choices[.since].map { try Changes.day($0, reader) } ?? lastQuarter
      return try Changes.table(since: day, reader, definitions: definitions.changes(since: day))
    case .assumptions: return try Assumptions.table(reader)
    case .candidates: return try Candidate.table(reader)
    case .convoys: return try Convoys.table(reader, on: try day(question), today: today)
    case .schedule:
      return try ConvoySchedule.table(
        reader, convoy: convoy, on: try day(question), today: today)
    case .roadmap:
      return try ConvoyRoadmap.table(
        reader, convoy: convoy ?? "", on: try day(question), today: today)
    case .uniformity: return try ConvoyUniformity.table(reader, convoy: convoy)
    case .adopters:
      return try BlueprintAdopters.table(
        reader, convoy: convoy, on: try day(question), today: today)
    case .reuse: return try BlueprintReuse.table(reader, on: try day(question), today: today)
    case .effect: return try ConvoyEffect.table(reader, convoy: convoy)
    case .forecasts: return try AdoptionForecasts.listing(reader)
    case .forecast: return try AdoptionForecasts.table(reader, process: process ?? "")
    case .backtest: return try AdoptionForecasts.backtest(reader, process: process)
    case .activation: return try ActivationTimes.table(reader, process: process)
    case .gaps:
      return try gaps.value(0) { try GapListing(reading: reader) }
        .table(kreis: question.choices[.kreis] ?? "", on: try day(question))
    case .spillover:
      return try Spillover.table(reader, neighbours: neighbours(), process: process)
    case .benefit, .sheet, .portfolio, .spending, .frontier, .regret, .priority, .criteria, .values,
      .acceptability, .pairwise, .centralWeights:
      preconditionFailure("\(question.listing) is made from counts of citizens")
    }
  }

  private func day(_ question: PlanQuestion) throws -> Day? {
    guard let text = question.choices[.on] else { return nil }
    guard let day = Day(text) else {
      throw Fault(
        .usage, at: "on \(text)", "that is no day", remedy: "Write it as 2026-03-31")
    }
    return day
  }
}
