import Domain

/// Which Behörde switches which process on, and when: it spreads Kreis by Kreis. A Behörde decides
/// the more readily, the more Behörden of its own Kreis, of neighbouring Kreise and of the Land
/// have it; members of a convoy go ahead; some never do, some give it up again.
struct SimulatedActivations {
  struct Activation {
    let process: Int
    let authority: Int
    let from: Day
    /// First day on which it is off again; `nil`: still on.
    let to: Day?
    let endsSuperseded: Bool
    /// Nobody uses it.
    let isDormant: Bool
    let isTestOnly: Bool
    let flags: UInt8
    let level: Int
    /// Days after which the texts are revised again and again; `nil`: nobody notes it.
    let textDays: Int?

    /// When the texts were revised last, from the first day on.
    func textUpdated(on day: Day) -> Day? {
      textDays.map { from + (day - from) / $0 * $0 }
    }
  }

  let all: [Activation]
  private let waiting: SimulatedWaiting

  init(
    _ world: (
      reference: SimulationReference, areas: SimulatedAreas, authorities: SimulatedAuthorities,
      processes: SimulatedProcesses, convoys: SimulatedConvoys
    ), settings: SimulationSettings
  ) {
    var drive = Random(seed: settings.seed, "kreise")
    let eagerness = world.areas.kreise.map { _ in 0.5 + 1.1 * drive.unit() }
    var all: [Activation] = []
    var activeSince: [Int: Day] = [:]
    for (process, declared) in world.processes.all.enumerated() {
      var random = Random(seed: settings.seed, "activations", process)
      var texts = Random(seed: settings.seed, "texts", process)
      let kind = world.reference.leistungen[declared.leistung].kind
      let candidates = declared.owner.map { [$0] } ?? world.authorities.list(kind)
      var spread = Spread(
        candidates.map { world.authorities.all[$0].kreis }, neighbours: world.reference.neighbours)
      let never = candidates.map { _ in !random.chance(declared.ceiling) }
      let convoy = world.convoys.members(of: process)
      var month = declared.released.month
      while month <= settings.cutOff.month {
        let shares = spread.shares
        for (index, authority) in candidates.enumerated()
        where !spread.isActive[index] && !never[index] {
          let kreis = world.authorities.all[authority].kreis
          let isAhead =
            kreis.map { convoy?.kreise.contains($0) == true && convoy!.joined.month <= month }
            ?? false
          let pull =
            0.05 + 0.6 * shares.own(kreis) + 0.25 * shares.near(kreis) + 0.15 * shares.land
          let hazard =
            declared.owner != nil
            ? 0.9
            : declared.speed * pull * (kreis.map { eagerness[$0] } ?? 1) * (isAhead ? 4 : 1)
          guard random.chance(min(0.9, hazard)) else { continue }
          spread.activate(index)
          let from = max(declared.released, month.firstDay + random.index(28))
          guard from <= settings.cutOff else { continue }
          let lasts = random.chance(0.03) ? from + random.number(120...700) : nil
          activeSince[process * 100_000 + authority] = from
          all.append(
            Activation(
              process: process, authority: authority, from: from,
              to: lasts.flatMap { $0 <= settings.cutOff ? $0 : nil }, endsSuperseded: false,
              isDormant: random.chance(0.08), isTestOnly: random.chance(0.02),
              flags: UInt8(truncatingIfNeeded: random.next()), level: random.number(1...4),
              textDays: texts.chance(0.9) ? texts.number(150...1_100) : nil))
        }
        month = month + 1
      }
    }
    // Where a Standardprozess replaces a Universalprozess, the old one ends a little later.
    self.all = all.map { activation in
      guard activation.to == nil,
        let successor = world.processes.all.firstIndex(where: {
          $0.supersedes == activation.process
        }),
        let since = activeSince[successor * 100_000 + activation.authority],
        since + 60 <= settings.cutOff, since > activation.from
      else { return activation }
      return Activation(
        process: activation.process, authority: activation.authority, from: activation.from,
        to: since + 60, endsSuperseded: true, isDormant: activation.isDormant,
        isTestOnly: activation.isTestOnly, flags: activation.flags, level: activation.level,
        textDays: activation.textDays)
    }
    waiting = SimulatedWaiting(
      world.reference, world.authorities, world.processes, settings: settings
    ) { activeSince[$0 * 100_000 + $1] != nil }
  }

  /// How far a process has come, in numbers of Behörden.
  private struct Spread {
    struct Shares {
      let active: [Double]
      let neighbours: [[Int]]
      let land: Double

      func own(_ kreis: Int?) -> Double { kreis.map { active[$0] } ?? land }
      func near(_ kreis: Int?) -> Double {
        guard let kreis, !neighbours[kreis].isEmpty else { return land }
        return neighbours[kreis].reduce(0) { $0 + active[$1] } / Double(neighbours[kreis].count)
      }
    }

    private let kreisOf: [Int?]
    private let neighbours: [[Int]]
    private var members: [Int]
    private var counts: [Int]
    private var total = 0
    private(set) var isActive: [Bool]

    init(_ kreisOf: [Int?], neighbours: [[Int]]) {
      self.kreisOf = kreisOf
      self.neighbours = neighbours
      members = [Int](repeating: 0, count: neighbours.count)
      counts = members
      isActive = [Bool](repeating: false, count: kreisOf.count)
      for case let kreis? in kreisOf { members[kreis] += 1 }
    }

    mutating func activate(_ index: Int) {
      isActive[index] = true
      total += 1
      if let kreis = kreisOf[index] { counts[kreis] += 1 }
    }

    /// As of now: what others did last month is seen this month.
    var shares: Shares {
      Shares(
        active: members.indices.map {
          members[$0] == 0 ? 0 : Double(counts[$0]) / Double(members[$0])
        },
        neighbours: neighbours, land: Double(total) / Double(max(1, kreisOf.count)))
    }
  }

  /// The snapshot of a day: complete for each Behörde that it mentions. Some Kreise miss a
  /// delivery; their Behörden are not mentioned.
  func snapshot(
    on day: Day, _ processes: SimulatedProcesses, _ authorities: SimulatedAuthorities,
    settings: SimulationSettings
  ) -> FeedText {
    var random = Random(seed: settings.seed, "snapshots", Int(day.number))
    let isSilent = (0..<44).map { _ in random.chance(0.02) }
    let modelChange = Day("2025-07-31")!
    let isSecondModel = day > modelChange
    var text = FeedText(.activations)
    func flag(_ bits: UInt8, _ bit: Int) -> String { bits >> bit & 1 == 1 ? "yes" : "no" }
    for activation in all where activation.from <= day {
      let authority = authorities.all[activation.authority]
      if let kreis = authority.kreis, isSilent[kreis] { continue }
      let process = processes.all[activation.process]
      let isOver = activation.to.map { $0 <= day } ?? false
      // A process that was switched off is listed once more and is gone from the next snapshot on.
      if isOver, activation.to! + 31 <= day { continue }
      let isYoung = day - activation.from < 14
      let state =
        isOver
        ? (activation.endsSuperseded ? "superseded" : "deactivated")
        : isYoung ? "configured" : "active"
      text.add([
        "snapshot_on": day.description, "authority_ars": authority.ars, "process_id": process.id,
        "state": state, "environment": activation.isTestOnly ? "test" : "prod",
        "maturity_model": isSecondModel ? "2.0" : "1.1",
        "maturity_level": String(
          isSecondModel
            ? min(7, activation.level + 2 + Int(activation.flags & 1)) : activation.level),
        "configured": "yes", "embedded": flag(activation.flags, 1),
        "fachverfahren": process.hasMiddleware ? flag(activation.flags, 2) : "no",
        "epayment": process.hasPayment ? flag(activation.flags, 3) : "no",
        "once_only": activation.flags & 0x70 == 0x70 ? "yes" : "no",
        "accessible": activation.flags & 0x60 != 0 ? "yes" : "no",
        "url_ok": activation.flags & 0xE0 == 0 ? "no" : "yes",
        "text_updated_on": activation.textUpdated(on: day)?.description ?? "",
      ])
    }
    for waiting in waiting.all where waiting.available <= day {
      let authority = authorities.all[waiting.authority]
      if let kreis = authority.kreis, isSilent[kreis] { continue }
      let isConfigured = waiting.configured.map { $0 <= day } ?? false
      text.add([
        "snapshot_on": day.description, "authority_ars": authority.ars,
        "process_id": processes.all[waiting.process].id,
        "state": isConfigured ? "configured" : "available", "environment": "prod",
        "maturity_model": isSecondModel ? "2.0" : "1.1", "maturity_level": "0",
        "configured": isConfigured ? "yes" : "no",
      ])
    }
    return text
  }
}
