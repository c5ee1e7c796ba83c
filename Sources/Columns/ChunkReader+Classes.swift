/// Numbers class by class, where the kind of a row decides what a column means.
extension ChunkReader {
  /// Whether numbers are read class by class.
  package var isByClass: Bool { classed != nil }

  /// The rows that hold a number, in ascending order; `nil` where the chunk has no index of them.
  package func rows(of number: UInt64) throws(ChunkDamage) -> [UInt32]? {
    guard let index = chunk.index, number < UInt64(index.counts.count),
      index.isListed(Int(number))
    else { return nil }
    return try chunk.rows(ofClass: Int(number)) { () throws(ChunkDamage) in
      try index.rows(of: Int(number), among: rowCount)!
    }
  }

  /// The rows between two that hold a number, ascending, and how many there are before them;
  /// perhaps some more rows at either end.
  package func rows(
    of number: UInt64, in stretch: Range<Int>
  ) throws(ChunkDamage) -> (rows: [UInt32], before: Int) {
    if let indexed = try rows(of: number) { return (indexed, 0) }
    let lanes: BitLanes
    if chunk.knownBytes == nil, classed == nil, let kept = try chunk.block().lanes {
      lanes = kept
    } else {
      lanes = BitLanes(try classOfRows()[...], width: 8, count: rowCount)!
    }
    let before = lanes.count(of: number, in: 0..<stretch.lowerBound)
    let rows = [UInt32](unsafeUninitializedCapacity: stretch.count) { rows, count in
      let rows = rows.baseAddress!
      var found = 0
      lanes.forEach(of: number, in: stretch) { row in
        rows[found] = UInt32(truncatingIfNeeded: row)
        found &+= 1
      }
      count = found
    }
    return (rows, before)
  }

  /// `[row]`: its number, which is below 256.
  package func classOfRows() throws(ChunkDamage) -> [UInt8] {
    guard classed == nil, span < RowClasses.limit else {
      throw ChunkDamage("the column decides no classes of rows")
    }
    if let bytes = try bytes() { return bytes }
    return try chunk.bytes { () throws(ChunkDamage) in
      // Another reader, because this one may be in the middle.
      let block = BlockReader(try chunk.block())
      var numbers = [UInt32](repeating: 0, count: rowCount)
      if rowCount > 0 { try block.read(rowCount, into: &numbers) }
      try Self.check(rowCount, &numbers, UInt32(span))
      return numbers.map { UInt8(truncatingIfNeeded: $0) }
    }
  }

  /// `[run]`: which classes occur in the rows of each run of this chunk, class 0 as the lowest bit;
  /// `nil` where nobody will ask again, as finding them takes as long as a look at the rows, where
  /// there are no runs, or more classes than eight.
  /// - Parameter classes: the chunk that decides the classes of the same rows.
  package func classesInRuns(_ classes: ChunkReader) throws(ChunkDamage) -> [UInt8]? {
    guard chunk.isKept, classes.span < 8, classes.rowCount == rowCount,
      let runs = try runs(in: 0..<rowCount)
    else { return nil }
    return try chunk.classesInRuns { () throws(ChunkDamage) in
      let classOf = try classes.classOfRows()
      return [UInt8](count: runs.ends.count) { found in
        var row = runs.start
        classOf.withUnsafeBufferPointer { classOf in
          for (run, end) in runs.ends.enumerated() {
            var bits: UInt8 = 0
            while row < Int(end) {
              bits |= 1 &<< classOf[row]
              row &+= 1
            }
            found[run] = bits
          }
        }
      }
    }
  }

  /// `[class]`: how many rows; counted once for all columns by class.
  private func classHistogram() throws(ChunkDamage) -> [Int] {
    try chunk.histogram { () throws(ChunkDamage) in
      ClassedNumbers.histogram(try classOfRows()[...])
    }
  }

  /// The rows of a class, in ascending order.
  func places(ofClass kind: Int) throws(ChunkDamage) -> [UInt32] {
    try rows(of: UInt64(kind), in: 0..<rowCount).rows
  }

  /// The next numbers of one class of rows, in the order of the rows.
  /// - Precondition: ``isByClass``.
  package func read(
    _ count: Int, ofClass kind: Int, into target: UnsafeMutablePointer<UInt32>
  ) throws(ChunkDamage) {
    let part = try part(kind, count)
    try part.read(count, into: target)
    try Self.check(count, target, UInt32(clamping: span))
  }

  /// The same for a chunk of any width.
  package func read(
    _ count: Int, ofClass kind: Int, into target: UnsafeMutablePointer<UInt64>
  ) throws(ChunkDamage) {
    let part = try part(kind, count)
    try part.read(count, into: target)
    try Self.check(count, target, span)
  }

  package func skip(_ count: Int, ofClass kind: Int) throws(ChunkDamage) {
    try part(kind, count).skip(count)
  }

  private func part(_ kind: Int, _ count: Int) throws(ChunkDamage) -> BlockReader {
    guard kind < classed!.classCount else { throw ChunkDamage("a class that no row is in") }
    let part = try classed!.part(kind)
    guard count <= part.rowCount - part.row else {
      throw ChunkDamage("a class with fewer rows than the column that decides the classes")
    }
    return part
  }

  /// The classes of the next rows; moves on.
  func nextClasses(_ count: Int) throws(ChunkDamage) -> ArraySlice<UInt8> {
    if fittingClasses == nil {
      guard let classes, classed!.fits(try classes.classHistogram()) else {
        throw ChunkDamage("the column that decides the classes of the rows does not fit")
      }
      fittingClasses = try classes.classOfRows()
    }
    defer { classedRow += count }
    return fittingClasses![classedRow..<classedRow + count]
  }
}
