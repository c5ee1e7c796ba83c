import Columns
import Domain
import Testing

/// What is read of stretches of rows is what reading row by row gives.
@Suite struct StretchTests {
  @Test(arguments: Shape.allCases)
  func `runs of a stretch are those of its rows`(shape: Shape) throws {
    var dice = SplitMix64(seed: 3)
    for count in [1, 64, 700, 20_000] {
      let (type, cells) = shape.cells(count, &dice)
      let bytes = ChunkCodec.encode(Cells.column(type, cells))
      let numbers = try ChunkReader(bytes).readAll()
      for _ in 0..<8 {
        let rows = Self.stretch(in: 0..<count, &dice)
        guard let runs = try ChunkReader(bytes).runs(in: rows) else { continue }
        var start = runs.start
        var isSame = start <= rows.lowerBound
        for (number, end) in zip(runs.numbers, runs.ends.map(Int.init)) {
          isSame = isSame && start < end && numbers[start..<end].allSatisfy { $0 == number }
          start = end
        }
        #expect(isSame && start >= rows.upperBound, "\(count) rows, \(rows)")
      }
    }
  }

  @Test(arguments: 0..<80)
  func `classes of stretches are those of their rows' numbers`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let count = [1, 65, 900, 30_000][dice.below(4)]
    let grain = [1, 1_000, 60_000][dice.below(3)]
    let (pause, stay) = ([2 * grain, 100_000, 4_000_000][dice.below(3)], 1 + dice.below(9))
    var now = 0
    let instants = (0..<count).map { row -> Int64 in
      now =
        row == 0 || dice.below(stay) == 0 ? dice.below(30 * 86_400_000) : now + dice.below(pause)
      return Int64(now / grain * grain)
    }
    let bytes = ChunkCodec.encode(Cells.integers(instants))
    let chunk = try ChunkReader(bytes)
    let numbers = try ChunkReader(bytes).readAll()

    let stepLength = UInt64(dice.below(2) == 0 ? 3_600_000 : 1 + dice.below(90) * 86_400)
    let offset = UInt64(dice.below(Int(stepLength)))
    func step(_ number: UInt64) -> Int { Int((offset + number * chunk.unit) / stepLength) }
    var kind: UInt32 = 0
    let change = 1 + dice.below(30)
    let table = (0...step(chunk.span)).map { _ in
      kind += dice.below(change) == 0 ? 1 : 0
      return kind
    }
    let classes = NumberClasses(table, offset: offset, unit: chunk.unit, stepLength: stepLength)

    var stretches: [Range<Int>] = []
    var row = 0
    for _ in 0..<1 + dice.below(20) where row < count {
      stretches.append(Self.stretch(in: row..<min(count, row + 1 + count / 4), &dice))
      row = stretches.last!.upperBound + dice.below(5)
    }
    let found = try chunk.runs(of: classes, in: stretches)
    // Small steps are written as such, unless rows are few, or visits have one each.
    #expect(
      found != nil || count < 30_000 || stay < 4 || pause > 2 * grain, "seed \(seed)")
    guard let found else { return }
    var run = 0
    var isSame = true
    for row in stretches.joined() {
      while found.ends[run] <= UInt32(row) { run += 1 }
      isSame = isSame && found.numbers[run] == UInt64(table[step(numbers[row])])
    }
    #expect(isSame, "seed \(seed)")
    // The chunk itself is read as if nothing had been asked.
    #expect(try chunk.readAll() == numbers, "seed \(seed)")
  }

  @Test(arguments: 0..<120)
  func `rows with a number are found in a stretch`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let bytes: [UInt8]
    if seed % 3 == 0 {
      bytes = Kinds([512, 30_001][dice.below(2)], &dice).bytes
    } else {
      let (count, top) = (
        [1, 63, 64, 65, 40_000][dice.below(5)], [2, 4, 9, 16, 32][dice.below(5)]
      )
      bytes = ChunkCodec.encode(Cells.integers((0..<count).map { _ in Int64(dice.below(top)) }))
    }
    let numbers = try ChunkReader(bytes).readAll()
    let chunk = try ChunkReader(bytes)
    for number in 0...(chunk.span + 1) {
      let all = numbers.indices.filter { numbers[$0] == number }.map { UInt32($0) }
      let stretch = Self.stretch(in: 0..<numbers.count, &dice)
      let found = try chunk.rows(of: number, in: stretch)
      let wanted = all.filter { stretch.contains(Int($0)) }
      #expect(found.rows == Array(all[found.before...].prefix(found.rows.count)), "seed \(seed)")
      #expect(found.rows.filter { stretch.contains(Int($0)) } == wanted, "seed \(seed)")
    }
  }

  /// A random part that is not empty.
  private static func stretch(in rows: Range<Int>, _ dice: inout SplitMix64) -> Range<Int> {
    let start = rows.lowerBound + dice.below(rows.count)
    return start..<(start + 1 + dice.below(rows.upperBound - start))
  }
}
