import Columns
import Foundation

/// Any bytes as a chunk, for libFuzzer (`Scripts/fuzz`): opened, decoded and read in pieces. A
/// trap, a read outside of memory, or a promise of ``ChunkReader`` that is broken ends the run.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Input(bytes: [UInt8](UnsafeBufferPointer(start: data, count: size)))
  guard let input else { return -1 }
  let texts = (0..<20).map { "text \($0)" }
  guard let chunk = try? input.open() else {
    let column = try? ChunkCodec.decode(input.chunk, sharedTexts: texts)
    precondition(column == nil, "a column was decoded from a chunk that cannot be opened")
    return 0
  }
  let column = try? ChunkCodec.decode(input.open(), sharedTexts: texts)
  if let column {
    precondition(column.rowCount == chunk.rowCount, "a column of another length than its chunk")
    precondition(column.nullCount == chunk.nullCount, "another number of nulls")
    if column.rowCount <= 4_096 { expectSame(column, input) }
  }
  for value in [Int64.min, -1, 0, 1, .max] {
    if let number = chunk.number(of: value) {
      precondition(number <= chunk.span, "the number of a value is above the span")
      precondition(chunk.value(of: number) == value, "the number of another value")
    }
  }
  let runs = try? chunk.runs(in: 0..<chunk.rowCount)
  let whole: [UInt64]? = try? chunk.numbers(in: [chunk.rowCount]).compactMap { $0 }
  if let runs, let whole { expectSame(runs, whole, in: 0..<chunk.rowCount) }
  if let (lowest, recurring) = (try? chunk.recurringNumbers()) ?? nil {
    precondition(recurring.allSatisfy { $0 <= chunk.span }, "a listed number above the span")
    if let runs { checkRecurring(runs.numbers, lowest, recurring) }
  }
  checkIndex(chunk, whole)
  checkParts(input, whole)
  var dice = SplitMix64(seed: UInt64(size))
  checkStretches(input, whole, &dice)
  let pieces = (0..<64).map { _ in 1 + dice.below([3, 70, 9_000][dice.below(3)]) }
  let wide: [UInt64?]? = try? input.open().numbers(in: pieces, skipping: 3)
  expectSame(wide, whole)
  if chunk.isNarrow {
    let narrow: [UInt32?]? = try? input.open().numbers(in: pieces, skipping: 4)
    expectSame(narrow.map { $0.map { $0.map(UInt64.init) } }, whole)
    let narrowWhole: [UInt32?]? = try? input.open().numbers(in: [chunk.rowCount])
    precondition(narrowWhole == nil || whole != nil, "narrow numbers are damaged as wide ones")
    expectSame(narrowWhole.map { $0.map { $0.map(UInt64.init) } }, whole)
  }
  return 0
}

/// Runs of a few rows, and of a few classes, against all numbers.
private func checkStretches(_ input: Input, _ whole: [UInt64]?, _ dice: inout SplitMix64) {
  guard let chunk = try? input.open(), let whole, !whole.isEmpty else { return }
  let start = dice.below(whole.count)
  let rows = start..<(start + 1 + dice.below(whole.count - start))
  if let runs = (try? chunk.runs(in: rows)) ?? nil { expectSame(runs, whole, in: rows) }
  guard chunk.span < 1 << 20 else { return }
  let classes = NumberClasses(Array(0...UInt32(chunk.span / 16)), stepLength: 16)
  if let runs = (try? chunk.runs(of: classes, in: [rows])) ?? nil {
    expectSame(runs, whole.map { $0 / 16 }, in: rows)
  }
}

private func expectSame(_ runs: NumberRuns, _ whole: [UInt64], in rows: Range<Int>) {
  var start = runs.start
  for (number, end) in zip(runs.numbers, runs.ends.map(Int.init)) {
    let asked = max(start, rows.lowerBound)..<max(start, rows.lowerBound, min(end, rows.upperBound))
    precondition(whole[asked].allSatisfy { $0 == number }, "other runs than numbers")
    start = end
  }
  precondition(runs.start <= rows.lowerBound && start >= rows.upperBound, "runs of fewer rows")
}

/// A chunk, and before it those that are read beside it: the one that decides the classes of its
/// rows, where it is by class; the times and the sessions, where it has differences. Each of the
/// three stands behind its length in two bytes, 0 where there is none.
private struct Input {
  private let beside: [[UInt8]?]
  let chunk: [UInt8]

  /// `nil` where it is not worth a try.
  init?(bytes: [UInt8]) {
    var rest = bytes[...]
    var beside: [[UInt8]?] = []
    for _ in 0..<3 {
      guard rest.count > 2 else { return nil }
      let length = Int(rest.removeFirst()) | Int(rest.removeFirst()) << 8
      guard length < rest.count else { return nil }
      beside.append(length > 0 ? Array(rest.prefix(length)) : nil)
      rest = rest.dropFirst(length)
    }
    (self.beside, chunk) = (beside, Array(rest))
    guard (beside + [chunk]).allSatisfy({ $0.map(Self.hasFewRows) ?? true }) else { return nil }
  }

  /// More rows than a segment has cost memory and time, and show nothing new.
  private static func hasFewRows(_ chunk: [UInt8]) -> Bool {
    chunk.count > 8 && (chunk[6] < 4 || chunk[4..<8] == [0, 0, 4, 0]) && chunk[7] == 0
  }

  /// - Parameter beside: the classes, the times, the sessions.
  static func bytes(_ chunk: [UInt8], beside: [UInt8]...) -> [UInt8] {
    (beside + [[], [], []]).prefix(3).flatMap {
      [UInt8($0.count & 255), UInt8($0.count >> 8)] + $0
    } + chunk
  }

  func open() throws -> ChunkReader {
    let (instants, sessions) = (try open(1), try open(2))
    return try ChunkReader(
      chunk, classes: openDeciding(),
      visits: instants.flatMap { instants in
        sessions.map { VisitChunks(instants: instants, sessions: $0) }
      })
  }

  func openDeciding() throws -> ChunkReader? { try open(0) }

  private func open(_ place: Int) throws -> ChunkReader? {
    try beside[place].map { try ChunkReader($0) }
  }
}

/// Before the first run: writes the seeds, chunks of every shape, where `LAGEBILD_FUZZ_SEEDS` says.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["LAGEBILD_FUZZ_SEEDS"] else { return 0 }
  for shape in Shape.allCases {
    for (index, count) in [0, 1, 5, 30, 70, 400, 3_000].enumerated() {
      var dice = SplitMix64(seed: UInt64(index))
      let (type, cells) = shape.cells(count, &dice)
      var builder = ColumnBuilder(type)
      for cell in cells { builder.append(cell) }
      let column = builder.finish()
      write(Input.bytes(ChunkCodec.encode(column)), "\(shape)-\(count)")
      guard count >= 400 else { continue }
      // By class, for which 400 rows are too few.
      let rows = max(count, 512)
      let kinds = Kinds(rows, &dice)
      let (_, more) = shape.cells(rows, &dice)
      var long = ColumnBuilder(type)
      for cell in more { long.append(cell) }
      let parts = ChunkCodec.encode(long.finish(), classes: kinds.classes)
      write(Input.bytes(parts, beside: kinds.bytes), "\(shape)-\(count)-by-class")
      write(Input.bytes(kinds.bytes), "\(shape)-\(count)-indexed")
      writeDifferences(rows, kinds, &dice, "\(shape)-\(count)-differences")
    }
  }
  return 0

  /// Times since other rows of visits of a few rows each.
  func writeDifferences(
    _ rows: Int, _ kinds: Kinds, _ dice: inout SplitMix64, _ name: String
  ) {
    let steps = (0..<rows).map { _ in Int64(dice.below(90_000)) }
    let instants = steps.reduce(into: [Int64]()) { $0.append(($0.last ?? 0) + $1) }
    let sessions = (0..<rows).map { Int64($0 / 4) }
    let durations = ColumnVector.integers(steps, validity: nil)
    let chunk = ChunkCodec.encode(
      durations, classes: kinds.classes,
      times: VisitTimes(instants, sessions: sessions, validity: nil))
    let beside = [instants, sessions].map {
      ChunkCodec.encode(ColumnVector.integers($0, validity: nil))
    }
    write(Input.bytes(chunk, beside: kinds.bytes, beside[0], beside[1]), name)
  }

  func write(_ seed: [UInt8], _ name: String) {
    precondition(
      FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: Data(seed)),
      "the seed \(name) could not be written")
  }
}

extension ChunkReader {
  /// The numbers of all rows, `nil` where skipped.
  /// - Parameters:
  ///   - pieces: lengths, again and again.
  ///   - skipping: every so-many-th piece is passed over.
  fileprivate func numbers<Lane: FixedWidthInteger & UnsignedInteger>(
    in pieces: [Int], skipping: Int = .max
  ) throws -> [Lane?] {
    var numbers: [Lane?] = []
    var piece = 0
    while numbers.count < rowCount {
      let count = min(pieces[piece % pieces.count], rowCount - numbers.count)
      piece += 1
      if piece % skipping == 0 {
        try skip(count)
        numbers += [Lane?](repeating: nil, count: count)
        continue
      }
      var lanes = [Lane](repeating: 0, count: count)
      try lanes.withUnsafeMutableBufferPointer { lanes in
        if let wide = lanes.baseAddress as? UnsafeMutablePointer<UInt64> {
          try read(count, into: wide)
        } else if let narrow = lanes.baseAddress as? UnsafeMutablePointer<UInt32> {
          try read(count, into: narrow)
        }
      }
      precondition(lanes.allSatisfy { UInt64($0) <= span }, "a number above the span")
      for number in lanes { numbers.append(number) }
    }
    return numbers
  }
}

/// What was read in pieces is what was read at once, where both could be.
private func expectSame(_ pieces: [UInt64?]?, _ whole: [UInt64]?) {
  guard let pieces, let whole else { return }
  precondition(pieces.count == whole.count, "the pieces have another number of rows")
  precondition(
    zip(pieces, whole).allSatisfy { $0 == nil || $0 == $1 }, "the pieces have other numbers")
}

/// A number that is not listed has one run and is not below the lowest new one.
private func checkRecurring(_ numbers: [UInt64], _ lowest: UInt64, _ recurring: [UInt64]) {
  let listed = Set(recurring)
  var seen: Set<UInt64> = []
  for number in numbers where number > 0 && !listed.contains(number) {
    precondition(number >= lowest, "an old number that is not listed")
    precondition(seen.insert(number).inserted, "a number that recurs and is not listed")
  }
}

/// The rows of an index ascend within the chunk, and are as many as it says of the class. Which rows
/// they are only the checksum guards.
private func checkIndex(_ chunk: ChunkReader, _ whole: [UInt64]?) {
  for number in 0..<33 as Range<UInt64> {
    guard let rows = (try? chunk.rows(of: number)) ?? nil else { continue }
    precondition(zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 }, "rows that do not ascend")
    precondition(rows.last.map { $0 < chunk.rowCount } ?? true, "a row outside of the chunk")
  }
  if let classes = try? chunk.classOfRows(), let whole {
    precondition(classes.map(UInt64.init) == whole, "other classes than numbers")
  }
}

/// What a chunk by class holds class by class is what it holds row by row.
private func checkParts(_ input: Input, _ whole: [UInt64]?) {
  guard let chunk = try? input.open(), chunk.isByClass,
    let classes = try? input.openDeciding()?.classOfRows()
  else { return }
  for kind in Set(classes).map(Int.init) {
    let rows = classes.indices.filter { classes[$0] == UInt8(kind) }
    var wide = [UInt64](repeating: 0, count: rows.count + 1)
    var narrow = [UInt32](repeating: 0, count: rows.count + 1)
    if (try? chunk.read(rows.count, ofClass: kind, into: &wide)) != nil {
      precondition(wide.allSatisfy { $0 <= chunk.span }, "a number above the span")
      if let whole {
        precondition(zip(rows, wide).allSatisfy { whole[$0] == $1 }, "a class has other numbers")
      }
    } else {
      precondition(whole == nil, "a class is damaged, and its rows are not")
    }
    guard let again = try? input.open(),
      (try? again.read(rows.count, ofClass: kind, into: &narrow)) != nil
    else { continue }
    precondition(zip(narrow, wide).allSatisfy { UInt64($0) == $1 }, "narrow numbers differ")
  }
}

/// Whatever was decoded is a column like any other: written and read it stays the same, also by
/// class.
private func expectSame(_ column: ColumnVector, _ input: Input) {
  expectSame(column, try? ChunkCodec.decode(ChunkCodec.encode(column)))
  // Classes from the input: whatever order of few codes its bytes are.
  let codes = (0..<column.rowCount).map { UInt32(input.chunk[$0 % input.chunk.count] & 15) }
  guard let classes = RowClasses(sharedCodes: codes) else { return }
  let deciding = ChunkCodec.encode(sharedCodes: codes, deciding: classes, indexing: [1, 5])
  let bytes = ChunkCodec.encode(column, classes: classes)
  let chunk = try? ChunkReader(bytes, classes: ChunkReader(deciding))
  expectSame(column, chunk.flatMap { try? ChunkCodec.decode($0, sharedTexts: []) })
}

private func expectSame(_ column: ColumnVector, _ again: ColumnVector?) {
  guard let again else { preconditionFailure("what the encoder writes is damaged for the decoder") }
  let isSame = (0..<column.rowCount).allSatisfy { row in
    column[row].real.map { $0.bitPattern == again[row].real?.bitPattern }
      ?? (column[row] == again[row])
  }
  precondition(again.rowCount == column.rowCount && isSame, "another column comes back")
}
