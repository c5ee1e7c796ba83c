/// What is known of a block without reading each of its rows.
extension BlockReader {
  /// All runs, for who reads row by row.
  func spellOut(_ numbered: Numbered) -> Runs {
    if let spelledOut { return spelledOut }
    let runs = numbered.runs(in: 0..<rowCount)
    spelledOut = runs
    return runs
  }

  func skip(_ count: Int, _ runs: Runs) {
    row += count
    if row < rowCount { while runs.ends[cursor] <= UInt32(row) { cursor += 1 } }
  }

  /// Steps that are kept as bits: jumps are counted, and only what follows the last is added up.
  func skip(
    _ count: Int, _ steps: BlockReader, _ lanes: BitLanes, _ jumps: [UInt64]
  ) throws(ChunkDamage) {
    let end = row + count
    let made = cursor + lanes.count(of: 0, in: row..<end)
    guard made <= jumps.count else { throw BlockKernel.tooFewJumps }
    var first = row
    if made > cursor {
      first = end
      while lanes[first - 1] != 0 { first -= 1 }
      last = jumps[made - 1]
    }
    for place in first..<end { last &+= lanes[place] &- 1 }
    try steps.skip(count)
    (row, cursor) = (end, made)
  }
}
