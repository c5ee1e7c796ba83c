import Columns
import Domain
import Testing

/// Durations by kind of event, stored as differences to the times of the visits' rows.
@Suite struct ElapsedTests {
  /// Rows of visits, with durations that follow the rule of the feed or do not.
  private struct World {
    let kinds: Kinds
    private(set) var visits: [(instant: Int64, session: Int64?)] = []
    private(set) var durations: [Int64?] = []
    let bytes: [UInt8]
    private let instants: ColumnVector
    private let sessions: ColumnVector

    /// - Parameters:
    ///   - obedience: percent of the durations that are what the times say.
    ///   - grain: milliseconds that times are rounded to.
    init(_ count: Int, obedience: Int, grain: Int64, _ dice: inout SplitMix64) {
      kinds = Kinds(count, &dice)
      let nullShare = [0, 1, 30][dice.below(3)]
      let strangers: [Int64] = [-1, -90_000, 0, 1, 1 << 40, .max >> 3, .min >> 3]
      let width = 8 + dice.below(33)
      var (start, now, session) = (0 as Int64, 1_740_787_200_000 as Int64, Int64?.some(7))
      for row in 0..<count {
        let isNew = row == 0 || dice.below(6) == 0
        let before = now
        // Times of a visit may also stand still or go back.
        now += isNew ? Int64(dice.below(90_000_000)) : Int64(dice.below(90_000)) - 4_000
        if isNew {
          start = now
          // Now and then a session that was there before, or none.
          session = dice.below(9) == 0 ? nil : Int64(dice.below(400))
        }
        visits.append((now / grain * grain, session))
        let isSinceStart = kinds.codes[row] % 2 == 0
        var duration: Int64? =
          dice.below(100) < obedience
          ? now - (isSinceStart ? start : isNew ? now : before) : Int64(dice.below(1 << width))
        if dice.below(200) == 0, obedience < 100 {
          duration = strangers.randomElement(using: &dice)
        }
        if dice.below(100) < nullShare { duration = nil }
        durations.append(duration)
      }
      instants = Cells.integers(visits.map { $0.instant })
      sessions = Cells.integers(visits.map { $0.session })
      guard case .integers(let times, _) = instants,
        case .integers(let values, let validity) = sessions
      else { preconditionFailure("integers are integers") }
      bytes = ChunkCodec.encode(
        Cells.integers(durations), classes: kinds.classes,
        times: VisitTimes(times, sessions: values, validity: validity))
    }

    var cells: [Cell] { durations.map { $0.map(Cell.integer) ?? .null } }

    /// - Parameters: chunks other than those of the rows.
    func open(
      _ damaged: [UInt8]? = nil, times: [UInt8]? = nil, sessions other: [UInt8]? = nil
    ) throws -> ChunkReader {
      try ChunkReader(
        damaged ?? bytes, classes: kinds.chunk, visits: visitChunks(times, sessions: other))
    }

    func visitChunks(
      _ times: [UInt8]? = nil, sessions other: [UInt8]? = nil
    ) throws -> VisitChunks {
      VisitChunks(
        instants: try ChunkReader(times ?? ChunkCodec.encode(instants)),
        sessions: try ChunkReader(other ?? ChunkCodec.encode(sessions)))
    }
  }

  @Test(arguments: 0..<120)
  func `durations come back, whether the times of the visit say them or not`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let count = [512, 700, 5_000][dice.below(3)]
    let obedience = [0, 60, 97, 100][seed % 4]
    let grain: Int64 = [1, 1_000][dice.below(2)]
    let world = World(count, obedience: obedience, grain: grain, &dice)
    let deciding = try PlainChunk(world.kinds.bytes).numbers
    let plain = try PlainChunk(world.bytes, classes: deciding, visits: world.visits)
    #expect(ChunkReader.isByClass(world.bytes))
    #expect(ChunkReader.isElapsed(world.bytes) == plain.origins.contains { $0 > 0 })
    if obedience > 60 { #expect(plain.origins.contains { $0 > 0 }) }
    try Cells.expect(.integer, world.cells, plain.numbers, #_sourceLocation) { try world.open() }
    // Class by class, in an order of their own.
    let chunk = try world.open()
    for kind in (0...Int(deciding.max()!)).shuffled(using: &dice) {
      let expected = zip(deciding, plain.numbers).filter { $0.0 == UInt64(kind) }.map(\.1)
      let part = (number: kind, rows: expected.count)
      let numbers: [UInt64?] = try Pieces.read(chunk, ofClass: part, &dice)
      #expect(Pieces.agree(numbers, expected))
    }
  }

  @Test func `durations that the times say take hardly any room, others no more than before`() {
    var dice = SplitMix64(seed: 3)
    for (obedience, share) in [(100, 0.2), (0, 1.01)] {
      let world = World(20_000, obedience: obedience, grain: 1, &dice)
      let before = ChunkCodec.encode(
        Cells.integers(world.durations), classes: world.kinds.classes)
      #expect(Double(world.bytes.count) < share * Double(before.count), "\(obedience)")
    }
  }

  @Test func `times of other rows are damage each time they are asked for`() throws {
    var dice = SplitMix64(seed: 11)
    let world = World(600, obedience: 100, grain: 1, &dice)
    let visits = try World(700, obedience: 100, grain: 1, &dice).visitChunks()
    for _ in 0..<2 {
      #expect(throws: ChunkDamage.self) {
        try ChunkReader(world.bytes, classes: world.kinds.chunk, visits: visits).readAll()
      }
    }
  }

  @Test func `chunks beside it that are none of its segment are damage`() throws {
    var dice = SplitMix64(seed: 5)
    let world = World(600, obedience: 100, grain: 1, &dice)
    #expect(ChunkReader.isElapsed(world.bytes))
    let short = ChunkCodec.encode(Cells.integers((0..<599).map { Int64($0) }))
    let others: [[UInt8]] = [
      short,
      ChunkCodec.encode(Cells.column(.text, (0..<600).map { .text("\($0)") })),
      // By class itself, with nothing beside it.
      world.bytes,
    ]
    for (place, other) in others.enumerated() {
      #expect(throws: ChunkDamage.self, "\(place)") { try world.open(times: other).readAll() }
      #expect(throws: ChunkDamage.self, "\(place)") { try world.open(sessions: other).readAll() }
    }
    let gaps = ChunkCodec.encode(Cells.integers((0..<600).map { $0 == 9 ? nil : Int64($0) }))
    #expect(throws: ChunkDamage.self) { try world.open(times: gaps).readAll() }
    #expect(throws: ChunkDamage.self) { try world.open(times: short, sessions: short).readAll() }
    #expect(throws: ChunkDamage.self) {
      try ChunkReader(world.bytes, classes: world.kinds.chunk).readAll()
    }
    // Other classes than those of the rows.
    for count in [599, 601] {
      let other = try ChunkReader(
        world.bytes, classes: Kinds(count, &dice).chunk, visits: world.visitChunks())
      #expect(throws: ChunkDamage.self) { try other.readAll() }
      let numbers = (0..<3).map { kind -> [UInt64]? in
        var numbers: [UInt64] = [0]
        return (try? other.read(1, ofClass: kind, into: &numbers)) == nil ? nil : numbers
      }
      #expect(numbers.allSatisfy { ($0?[0] ?? 0) <= other.span })
    }
    // Other times of as many rows: other numbers, or a difference that leads out of the span.
    let other = ChunkCodec.encode(Cells.integers((0..<600).map { Int64($0) * 1_000_000 }))
    Damage.expectHarmless(rows: 600, &dice) { try world.open(times: other, sessions: other) }
  }

  @Test(arguments: 0..<300)
  func `flipped bits and foreign bytes do no harm`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let world = World(600, obedience: 95, grain: 1, &dice)
    var bytes = world.bytes
    for _ in 0...dice.below(3) { Damage.strike(&bytes, &dice) }
    Damage.expectHarmless(rows: 600, &dice) { try world.open(bytes) }
  }
}
