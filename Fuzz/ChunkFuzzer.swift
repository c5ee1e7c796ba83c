import Columns
import Foundation

/// Any bytes as a chunk, for libFuzzer (`Scripts/fuzz`): opened, decoded and read in pieces. A
/// trap, a read outside of memory, or a promise of ``ChunkReader`` that is broken ends the run.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
  // More rows than a segment has cost memory and time, and show nothing new.
  guard size > 8, bytes[6] < 4 || bytes[4..<8] == [0, 0, 4, 0], bytes[7] == 0 else { return -1 }
  let column = try? ChunkCodec.decode(bytes, sharedTexts: (0..<20).map { "text \($0)" })
  guard let chunk = try? ChunkReader(bytes) else {
    precondition(column == nil, "a column was decoded from a chunk that cannot be opened")
    return 0
  }
  if let column {
    precondition(column.rowCount == chunk.rowCount, "a column of another length than its chunk")
    precondition(column.nullCount == chunk.nullCount, "another number of nulls")
    if column.rowCount <= 4_096 { expectSame(column) }
  }
  for value in [Int64.min, -1, 0, 1, .max] {
    if let number = chunk.number(of: value) {
      precondition(number <= chunk.span, "the number of a value is above the span")
      precondition(chunk.value(of: number) == value, "the number of another value")
    }
  }
  let runs = try? chunk.runs()
  let whole: [UInt64]? = try? chunk.numbers(in: [chunk.rowCount]).compactMap { $0 }
  if let runs, let whole {
    var start = 0
    for (number, end) in zip(runs.numbers, runs.ends) {
      precondition(whole[start..<end].allSatisfy { $0 == number }, "other runs than numbers")
      start = end
    }
  }
  var dice = SplitMix64(seed: UInt64(size))
  let pieces = (0..<64).map { _ in 1 + dice.below([3, 70, 9_000][dice.below(3)]) }
  let wide: [UInt64?]? = try? ChunkReader(bytes).numbers(in: pieces, skipping: 3)
  expectSame(wide, whole)
  if chunk.isNarrow {
    let narrow: [UInt32?]? = try? ChunkReader(bytes).numbers(in: pieces, skipping: 4)
    expectSame(narrow.map { $0.map { $0.map(UInt64.init) } }, whole)
  }
  return 0
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
      let chunk = ChunkCodec.encode(builder.finish())
      let path = "\(folder)/\(shape)-\(count)"
      precondition(
        FileManager.default.createFile(atPath: path, contents: Data(chunk)),
        "the seed \(path) could not be written")
    }
  }
  return 0
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

/// Whatever was decoded is a column like any other: written and read it stays the same.
private func expectSame(_ column: ColumnVector) {
  guard let again = try? ChunkCodec.decode(ChunkCodec.encode(column)) else {
    preconditionFailure("what the encoder writes is damaged for the decoder")
  }
  let isSame = (0..<column.rowCount).allSatisfy { row in
    column[row].real.map { $0.bitPattern == again[row].real?.bitPattern }
      ?? (column[row] == again[row])
  }
  precondition(again.rowCount == column.rowCount && isSame, "another column comes back")
}
