/// Visits and cases → their events: the funnel of an online procedure.
struct Visits {
  let world: World
  var random: RandomSource
  /// Weights of the local hours 0…23.
  private static let hours: [Double] = [
    6, 4, 3, 2, 2, 4, 12, 28, 52, 70, 76, 70, 58, 56, 62, 60, 54, 50, 46, 44, 42, 36, 22, 12,
  ]
  private let hourDraw: [Int: AliasTable]

  init(world: World, seed: UInt64) {
    self.world = world
    random = RandomSource(seed: seed)
    var draws: [Int: AliasTable] = [:]
    // The local hours that a day of 23, 24 or 25 hours goes through.
    for length in 23...25 {
      let passed = (0..<length).map { hour in hour < 3 ? hour : hour + 24 - length }
      draws[length] = AliasTable(
        passed.map { Self.hours[length == 23 && $0 == 2 ? 3 : min($0, 23)] })
    }
    hourDraw = draws
  }

  /// Appends the events of one visit or one case at the counter that begins on the day.
  mutating func next(day: Int, into events: inout [Event]) {
    let start = BerlinDays.start(day)
    let length = Int((BerlinDays.start(day + 1) - start) / BerlinDays.hour)
    let hour = Int64(hourDraw[length]!.draw(&random))
    let instant = start + hour * BerlinDays.hour + Int64(random.below(3_600_000))
    let process = world.process(month: BerlinDays.month(day), &random)
    let authority = world.authority(offering: process, &random)
    var row = Event(
      instant: instant, session: 0, duration: -1, process: UInt16(process),
      authority: UInt16(authority), kind: .submitted, channel: 0, step: 0, rating: 0, target: 0)
    if random.happens(0.35 * world.processes[process].otherwise) {
      row.channel = UInt8([2, 2, 2, 2, 3, 3, 4, 5, 6][random.below(9)])
      events.append(row)
      finish(row, into: &events)
    } else {
      row.session = random.next() | 1
      row.channel = random.happens(0.42) ? 1 : 0
      visit(row, day: day, into: &events)
    }
  }

  private mutating func visit(_ first: Event, day: Int, into events: inout [Event]) {
    var row = first
    func add(
      _ kind: Event.Kind, after pause: Double, _ visits: inout Visits, step: UInt8 = 0,
      rating: UInt8 = 0, sinceStart: Bool = false
    ) {
      let wait = max(200, Int64(pause))
      row.instant += wait
      row.kind = kind
      row.duration = sinceStart ? row.instant - first.instant : wait
      row.step = step
      row.rating = rating
      events.append(row)
    }
    row.kind = .pageView
    events.append(row)
    while random.happens(0.22) { add(.pageView, after: pause(9_000), &self) }
    if random.happens(0.06) {
      // Some look at one procedure and turn to another in the same visit.
      row.process = UInt16(world.process(month: BerlinDays.month(day), &random))
      add(.pageView, after: pause(12_000), &self)
    }
    guard random.happens(0.62) else { return }
    let process = world.processes[Int(row.process)]
    add(.processStarted, after: pause(6_000), &self)
    for step in 1...process.steps {
      guard random.happens(process.survival) else {
        if random.happens(0.7) { add(.abandoned, after: pause(25_000), &self, sinceStart: true) }
        if random.happens(0.04) {
          add(.feedback, after: pause(8_000), &self, rating: UInt8(1 + random.below(3)))
        }
        return
      }
      add(.stepCompleted, after: pause(process.stepMedian), &self, step: UInt8(step))
    }
    add(.submitted, after: pause(5_000), &self, sinceStart: true)
    let submission = row
    if random.happens(0.12) {
      let rating = UInt8([1, 2, 3, 3, 4, 4, 4, 5, 5, 5][random.below(10)])
      add(.feedback, after: pause(8_000), &self, rating: rating)
    }
    finish(submission, into: &events)
  }

  /// What becomes of a submitted case, without the visit.
  private mutating func finish(_ submission: Event, into events: inout [Event]) {
    let process = world.processes[Int(submission.process)]
    var row = submission
    row.session = 0
    row.step = 0
    if submission.session != 0, random.happens(0.85) {
      row.kind = .handedOver
      row.duration = Int64(random.lognormal(median: 40_000, spread: 2.4))
      row.instant = submission.instant + row.duration
      row.target = random.happens(process.straight) ? 1 : 2
      events.append(row)
      row.target = 0
    }
    if random.happens(0.75) {
      row.kind = .completed
      row.duration = Int64(
        random.lognormal(median: process.caseDays * 86_400_000, spread: 0.9))
      row.instant = submission.instant + row.duration
      events.append(row)
    }
  }

  private mutating func pause(_ median: Double) -> Double {
    random.lognormal(median: median, spread: 1.3)
  }
}
