import Domain

/// The visits of the platform, month by month: coherent funnels at the Behörden where a process is
/// active. What reaches over the end of a month (visits at midnight, decisions weeks later) waits
/// for the file of its own month.
struct SimulatedUsage {
  typealias Activations = [SimulatedActivations.Activation]

  private let reference: SimulationReference
  private let authorities: SimulatedAuthorities
  private let processes: SimulatedProcesses
  private let settings: SimulationSettings
  private var waiting: [SimulatedEvent] = []
  private var random: Random
  /// Leistung × Behörde → applications of the month online and mobile.
  private(set) var submissions: [Int: (online: Int, mobile: Int)] = [:]

  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    _ processes: SimulatedProcesses, settings: SimulationSettings
  ) {
    self.reference = reference
    self.authorities = authorities
    self.processes = processes
    self.settings = settings
    random = Random(seed: settings.seed, "usage")
  }

  static func key(leistung: Int, authority: Int) -> Int { leistung << 24 | authority }

  /// The events of a month, by time.
  mutating func events(of month: Month, _ activations: Activations) -> [SimulatedEvent] {
    let calendar = Calendar(month)
    var events: [SimulatedEvent] = []
    submissions = [:]
    for activation in activations where !activation.isTestOnly && !activation.isDormant {
      guard activation.from + 14 <= month.lastDay, activation.to.map({ $0 > month.lastDay }) ?? true
      else { continue }
      let expected = Self.expected(
        activation, month, reference, authorities, processes, settings)
      let process = processes.all[activation.process]
      for _ in 0..<random.poisson(expected) {
        visit(.submitted, process, activation, calendar, &events)
      }
      for _ in 0..<random.poisson(expected * (1 / process.completion - 1)) {
        visit(.abandoned, process, activation, calendar, &events)
      }
      for _ in 0..<random.poisson(expected * 0.9) {
        visit(.pageView, process, activation, calendar, &events)
      }
    }
    let end = BerlinTime.start(of: (month + 1).firstDay)
    let all = waiting + events
    waiting = all.filter { $0.ts >= end }
    return all.filter { $0.ts < end }.sorted { a, b in
      a.ts == b.ts ? (a.session, a.step) < (b.session, b.step) : a.ts < b.ts
    }
  }

  /// Applications to be expected in a month.
  private static func expected(
    _ activation: SimulatedActivations.Activation, _ month: Month,
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    _ processes: SimulatedProcesses, _ settings: SimulationSettings
  ) -> Double {
    let process = processes.all[activation.process]
    let demand =
      reference.leistungen[process.leistung].demand / 12_000
      * Double(authorities.all[activation.authority].population)
    let age = Double(max(0, month.lastDay - activation.from)) / 30
    let known = age / (age + 9)
    let trend = 0.75 + 0.25 * Double(month - settings.cutOff.month + 24) / 24
    // A kit of one's own is found by fewer people than a process that the whole Land knows.
    let share = process.kind == .standard || process.kind == .efa ? 0.30 : 0.16
    return demand * share * process.appeal * known * trend
      * Calendar.seasons[month.monthOfYear - 1] * settings.scale.demand
  }

  private mutating func visit(
    _ outcome: EventKind, _ process: SimulatedProcesses.Process,
    _ activation: SimulatedActivations.Activation, _ calendar: Calendar,
    _ events: inout [SimulatedEvent]
  ) {
    let start = calendar.instant(&random)
    let channel: Channel = random.chance(0.34) ? .mobile : .online
    let session = random.next() | 1
    var now = start
    func event(_ kind: EventKind) -> SimulatedEvent {
      SimulatedEvent(
        ts: now, kind: kind, process: Int32(activation.process),
        authority: Int32(activation.authority), session: session, channel: channel)
    }
    func pass(_ seconds: Double) -> Int64 {
      let duration = Int64(seconds * 1000 * random.skewed())
      now += duration
      return duration
    }
    events.append(event(.pageView))
    if random.chance(0.4) {
      _ = pass(25)
      events.append(event(.pageView))
    }
    guard outcome != .pageView else { return }
    _ = pass(30)
    events.append(event(.processStarted))
    let reached = outcome == .submitted ? process.steps : random.index(process.steps)
    for step in 0..<reached {
      let duration = pass(75)
      var done = event(.stepCompleted)
      done.duration = duration
      done.step = Int16(step + 1)
      events.append(done)
    }
    guard outcome == .submitted else {
      // Many just close the window.
      if random.chance(0.6) {
        _ = pass(60)
        var gone = event(.abandoned)
        gone.duration = now - start
        gone.step = Int16(reached + 1)
        events.append(gone)
      }
      return
    }
    _ = pass(40)
    var sent = event(.submitted)
    sent.duration = now - start
    events.append(sent)
    let key = Self.key(leistung: process.leistung, authority: activation.authority)
    submissions[key, default: (0, 0)].online += channel == .online ? 1 : 0
    submissions[key]!.mobile += channel == .mobile ? 1 : 0
    if random.chance(0.06) {
      _ = pass(20)
      var feedback = event(.feedback)
      feedback.rating = UInt8(1 + random.weighted([0.09, 0.07, 0.14, 0.3, 0.4]))
      events.append(feedback)
    }
    handle(sent, process, activation, &events)
  }

  /// What becomes of an application: handed over at once or to a post box, decided days later.
  private mutating func handle(
    _ sent: SimulatedEvent, _ process: SimulatedProcesses.Process,
    _ activation: SimulatedActivations.Activation, _ events: inout [SimulatedEvent]
  ) {
    let isConnected = process.hasMiddleware && activation.flags >> 2 & 1 == 1
    if random.chance(0.9) {
      var handed = sent
      handed.kind = .handedOver
      handed.session = 0
      handed.ts += Int64(60_000 * (isConnected ? 1 : 40) * random.skewed())
      handed.duration = -1
      handed.target = isConnected ? 1 : 2
      events.append(handed)
    }
    if random.chance(0.82) {
      var done = sent
      done.kind = .completed
      done.session = 0
      let days = (isConnected ? 4 : 11) * random.skewed() * random.skewed()
      done.duration = Int64(days * Double(BerlinTime.millisecondsPerDay))
      done.ts += done.duration
      events.append(done)
    }
  }
}
