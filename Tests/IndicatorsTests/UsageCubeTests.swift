import Columns
import Cryptography
import Domain
import Foundation
import Indicators
import Store
import TestSupport
import Testing

/// The cube is kept up to date load by load; rebuilding it and asking the events are its judges.
@Suite struct UsageCubeTests {
  @Test(arguments: UInt64(1)...20)
  func `a cube kept up to date equals one rebuilt from all events, whatever the order of loads`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let files = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      randomRows(using: &generator)
    }
    var contents: Set<[String]> = []
    for order in [files, files.reversed(), files.shuffled(using: &generator)] {
      let store = try store(of: order)
      contents.insert(try store.read { try UsageCube().canonicalRows($0) })
      try store.rebuild([UsageCube()])
      contents.insert(try store.read { try UsageCube().canonicalRows($0) })
    }
    #expect(contents.count == 1, "seed \(seed)")
    #expect(contents.first?.isEmpty == files.joined().isEmpty, "seed \(seed)")
  }

  /// What an earlier version left: cells that lack a column.
  private struct EarlierCube: Mart {
    let series = ["mart/cube/month-authority"]
    let feeds: Set<String> = ["events"]
    func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) throws {
      try transaction.add(
        ColumnBatch(names: ["events"], columns: [.integers([7], validity: nil)]), to: series[0])
    }
    func canonicalRows(_ reader: StoreReader) -> [String] { [] }
  }

  @Test func `a cube that an earlier version wrote is out of date, and the next load renews it`()
    throws
  {
    let deliveries = RandomDeliveries(seed: 3)
    let fresh = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    let upgraded = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
    for (number, delivery) in deliveries.all.enumerated() {
      try deliveries.load(delivery, into: fresh, marts: [UsageCube()])
      try deliveries.load(
        delivery, into: upgraded, marts: number == 0 ? [EarlierCube()] : [UsageCube()])
      let isUpToDate = try upgraded.read { try UsageCube().isUpToDate($0) }
      #expect(isUpToDate == (number > 0))
    }
    #expect(deliveries.all.count > 1)
    let rows = try fresh.read { try UsageCube().canonicalRows($0) }
    #expect(try upgraded.read { try UsageCube().canonicalRows($0) } == rows)
  }

  @Test(arguments: UInt64(1)...10)
  func `the cube counts what the events say, by month, process, authority and channel`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let store = try store(of: (0..<3).map { _ in randomRows(using: &generator) })
    let cells = try store.read { try UsageCells(reading: $0) }
    let truth = try store.read { reader in
      try UsageEngine.table(
        UsageQuery(
          measures: [.events, .pageViews, .submissions, .completed, .sessions, .ratingCount],
          dimensions: [.month, .process, .authority, .channel]), reader: reader)
    }
    var visitsOfCell = cells.sessions
    for visit in cells.spanning { visitsOfCell[visit.cell] += 1 }
    let lines = Set(
      (0..<cells.cellCount).map { cell in
        func count(_ kind: EventKind) -> Int64 {
          cells.counts[EventKind.allCases.firstIndex(of: kind)!][cell]
        }
        let numbers = [
          cells.counts.reduce(0) { $0 + $1[cell] }, count(.pageView), count(.submitted),
          count(.completed), visitsOfCell[cell], cells.ratingCount[cell],
        ]
        return
          ([
            Month(number: cells.month[cell]).description,
            cells.processes[Int(cells.process[cell])],
            cells.authorities[Int(cells.authority[cell])],
            Channel.allCases[Int(cells.channel[cell])].rawValue,
          ] + numbers.map { "\(Double($0))" }).joined(separator: " ")
      })
    let expected = Set(
      truth.rows.map { row in
        row.map { cell in
          switch cell {
          case .key(let key, _): key
          case .figure(let figure): "\(figure.number!)"
          case .text(let text): text
          }
        }.joined(separator: " ")
      })
    #expect(lines == expected, "seed \(seed)")
  }

  @Test func `a visit that a later file carries into another cell is counted once in each`() throws
  {
    let first = Row(ts: 0, event: .pageView, process: "p1", session: 7)
    let second = Row(ts: 60_000, event: .submitted, process: "p2", session: 7)
    let cells = try store(of: [[first], [second]]).read { try UsageCells(reading: $0) }
    // In no cell's own count, since the sum over cells would count it twice.
    #expect(cells.sessions.allSatisfy { $0 == 0 })
    #expect(Set(cells.spanning.map(\.session)).count == 1)
    #expect(cells.spanning.map(\.flags).sorted() == [1, 5])
  }

  @Test(arguments: UInt64(1)...10)
  func `the cube counts applications outside office hours and hand-overs into a post box`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    // A fortnight with the change to summer time in it.
    let start = BerlinTime.start(of: Day("2025-03-24")!)
    let rows = (0..<400).map { _ -> Row in
      let event = [EventKind.submitted, .handedOver, .pageView].randomElement(using: &generator)!
      return Row(
        ts: start + Int64.random(in: 0..<14 * BerlinTime.millisecondsPerDay, using: &generator),
        event: event, process: "p1",
        target: event == .handedOver
          ? ["postbox", "fachverfahren", nil].randomElement(using: &generator)! : nil)
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Europe/Berlin")!
    let late = rows.count { row in
      let parts = calendar.dateComponents(
        [.weekday, .hour], from: Date(timeIntervalSince1970: Double(row.ts) / 1_000))
      let isOffice = (2...6).contains(parts.weekday!) && (8..<16).contains(parts.hour!)
      return row.event == .submitted && !isOffice
    }
    let halves = [Array(rows.prefix(150)), Array(rows.dropFirst(150))]
    let cells = try store(of: halves).read { try UsageCells(reading: $0) }
    #expect(cells.submittedOffHours.reduce(0, +) == Int64(late), "seed \(seed)")
    #expect(
      cells.handedOverPostbox.reduce(0, +) == Int64(rows.count { $0.target == "postbox" }),
      "seed \(seed)")
  }

  @Test(arguments: UInt64(1)...20)
  func `a visit counts at its furthest step and in the month in which it began`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed ^ 0xF0)
    let files = (0..<3).map { _ in randomRows(using: &generator) }
    let cells = try store(of: files).read { try FunnelCells(reading: $0) }
    struct Visit: Hashable {
      let session: Int64
      let process: String
      let authority: String
    }
    // One visit after the other, each by its rows.
    let rows = files.joined().filter {
      $0.session != nil && [.processStarted, .stepCompleted, .submitted].contains($0.event)
    }
    let visits = Dictionary(grouping: rows) {
      Visit(session: $0.session!, process: $0.process, authority: $0.authority)
    }
    var expected: [String: [Int64]] = [:]
    for (visit, rows) in visits {
      let began = BerlinTime.day(ofInstant: rows.map(\.ts).min()!).month
      let step = rows.filter { $0.event == .stepCompleted }.map { $0.step ?? 0 }.max() ?? 0
      let cell = "\(visit.process) \(visit.authority.prefix(5)) \(began) \(min(step, 255))"
      let isSubmitted = rows.contains { $0.event == .submitted }
      let before = expected[cell, default: [0, 0]]
      expected[cell] = [before[0] + 1, before[1] + (isSubmitted ? 1 : 0)]
    }
    let found = Dictionary(
      uniqueKeysWithValues: (0..<cells.cellCount).map { cell in
        (
          [
            cells.processes[Int(cells.process[cell])], cells.kreise[Int(cells.kreis[cell])],
            Month(number: cells.month[cell]).description, "\(cells.step[cell])",
          ].joined(separator: " "), [cells.visits[cell], cells.visitsSubmitted[cell]]
        )
      })
    #expect(found == expected, "seed \(seed)")
  }

  // MARK: - Helpers
}
