import Columns
import Domain

/// The simulated platform: settings and reference facts in, feed files with manifests out. The
/// pipeline does not know that they are simulated, except by the name of their source.
public struct PlatformSimulation {
  private let settings: SimulationSettings
  private let reference: SimulationReference

  public init(_ settings: SimulationSettings, reference: SimulationReference) {
    self.settings = settings
    self.reference = reference
  }

  /// Writes all deliveries into a landing folder that exists.
  ///
  /// - Parameter report: gets one line a month of events, for a progress display.
  /// - Returns: names of the files, manifests apart.
  /// - Throws: ``Fault`` where a file cannot be written.
  public func write(into inbox: String, report: (String) -> Void = { _ in }) throws -> [String] {
    let areas = SimulatedAreas(reference, settings: settings)
    let authorities = SimulatedAuthorities(areas)
    let processes = SimulatedProcesses(reference, authorities, settings: settings)
    let convoys = SimulatedConvoys(processes, areas, settings: settings)
    let activations = SimulatedActivations(
      (reference, areas, authorities, processes, convoys), settings: settings)
    var writer = DeliveryWriter(inbox: inbox, cutOff: settings.cutOff)

    try writer.write(areas.table)
    let version = [("catalogue_version", "2019"), ("catalogue_date", "2019-12-31")]
    try writer.write(table(.catalogue, from: "leistungen"), more: version)
    try writer.write(table(.competence, from: "competence"))
    try writer.write(table(.parameters, from: "parameters"))
    try writer.write(processes.table(reference, authorities))
    try writer.write(convoys.table(processes, areas))
    let money = SimulatedMoney(processes, settings: settings)
    var milestones = convoys.milestones(areas, settings: settings)
    for row in money.milestones { milestones.add(row) }
    let plans = SimulatedPlans(reference, processes, settings: settings)
    let lists = SimulatedLists(reference, authorities, settings: settings)
    let kommunen = SimulatedKommunen(areas: areas, settings: settings)
    for text in [
      milestones, money.budget, money.orders, money.costs, lists.lists, lists.targets,
      lists.elsewhere, SimulatedCandidates(reference, processes, settings: settings).table,
      plans.decisions, plans.effort, plans.promises, plans.roadmap, kommunen.coordination,
      kommunen.embedding, kommunen.contacts,
      SimulatedFederal(reference, authorities, processes, activations, settings: settings).table,
    ] {
      try writer.write(text)
    }

    for month in settings.earlierSnapshots {
      try writer.write(
        activations.snapshot(on: month.lastDay, processes, authorities, settings: settings),
        name: "activations-\(month).csv", period: month.description)
    }
    var usage = SimulatedUsage(reference, authorities, processes, settings: settings)
    let cases = SimulatedCases(reference, authorities, settings: settings)
    var backlog = SimulatedBacklog(reference, authorities, settings: settings)
    for month in settings.months {
      try writer.write(
        activations.snapshot(on: month.lastDay, processes, authorities, settings: settings),
        name: "activations-\(month).csv", period: month.description)
      let events = usage.events(of: month, activations.all)
      var lines = EventLines(
        processes: processes.all.map(\.id), authorities: authorities.all.map(\.ars),
        reserving: events.count)
      for event in events { lines.append(event) }
      try writer.write(
        Zstd.compress(lines.bytes), name: "events-\(month).ndjson.zst", feed: "events",
        rows: events.count, period: month.description)
      try writer.write(
        cases.table(of: month, usage.submissions), name: "cases-\(month).csv",
        period: month.description)
      try writer.write(
        backlog.table(of: month, usage.submissions), name: "backlog-\(month).csv",
        period: month.description)
      report("\(month): \(events.count) events")
    }
    return writer.files
  }

  /// A reference table that is delivered as it is.
  private func table(_ feed: FeedSchema, from name: String) -> FeedText {
    var text = FeedText(feed)
    let known = Set(feed.columns.map(\.name))
    for row in reference.rows[name]! { text.add(row.filter { known.contains($0.key) }) }
    return text
  }
}
