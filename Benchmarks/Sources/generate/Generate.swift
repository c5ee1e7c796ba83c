import Glibc

/// `generate ROWS SEED FOLDER`: events.ndjson and events.csv with the same rows in time order.
/// The same bytes for the same rows and seed. Prints what the questions have to know as JSON.
@main
enum Generate {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 3, let rows = Int(arguments[1]), rows > 0,
      let seed = UInt64(arguments[2])
    else { stop("usage: generate ROWS SEED FOLDER") }
    let world = World()
    var text = RowText(
      world: world, ndjson: OutputFile(arguments[3] + "/events.ndjson"),
      csv: OutputFile(arguments[3] + "/events.csv"))
    var days = Days(world: world, seed: seed, rows: rows)
    for day in 0..<BerlinDays.count { days.write(day, to: &text) }
    text.finish()
    print(
      """
      {"rows": \(rows), "seed": \(seed), "process": "\(world.processes[0].key)", \
      "authority": "\(world.authorities[0])", "processes": \(world.processes.count), \
      "authorities": \(world.authorities.count)}
      """)
  }
}

/// Events by day: a visit may reach into the next day, a case ends weeks later.
struct Days {
  private var visits: Visits
  private var waiting: [[Event]]
  private var count = 0
  /// Rows that exist when a day's visits are done.
  private let goals: [Int]

  init(world: World, seed: UInt64, rows: Int) {
    visits = Visits(world: world, seed: seed)
    waiting = Array(repeating: [], count: BerlinDays.count)
    let week = [1.15, 1.12, 1.06, 1.08, 0.86, 0.4, 0.44]
    var sum = 0.0
    let sums = (0..<BerlinDays.count).map { day in
      let growth = 1 + 1.3 * Double(day) / Double(BerlinDays.count)
      sum += growth * week[BerlinDays.weekday(day)]
      return sum
    }
    goals = sums.map { $0 == sum ? rows : Int(Double(rows) * $0 / sum) }
  }

  /// Begins the day's visits and writes the day's events, those of earlier visits too.
  mutating func write(_ day: Int, to text: inout RowText) {
    var fresh: [Event] = []
    while count < goals[day] {
      fresh.removeAll(keepingCapacity: true)
      visits.next(day: day, into: &fresh)
      for event in fresh {
        let place = BerlinDays.index(event.instant)
        // What lies beyond the two years, or beyond the number of rows asked for, is left out.
        guard place < BerlinDays.count, count < goals[BerlinDays.count - 1] else { continue }
        waiting[place].append(event)
        count += 1
      }
    }
    let start = BerlinDays.start(day)
    let events = waiting[day]
    waiting[day] = []
    // Time in the upper bits, arrival in the lower: one sort of plain numbers, and stable.
    let order = events.indices.map { UInt64(events[$0].instant - start) << 32 | UInt64($0) }
      .sorted()
    for key in order { text.write(events[Int(key & 0xFFFF_FFFF)]) }
  }
}

func stop(_ message: String) -> Never {
  let line = Array("generate: \(message)\n".utf8)
  _ = write(2, line, line.count)
  exit(1)
}
