/// The loops under ``BlockReader``: bytes and parts of blocks → numbers, one a lane.
enum BlockKernel {
  /// Writes the rows that runs cover.
  /// - Parameter run: the run of the row before; moved on.
  static func fill<Lane: FixedWidthInteger & UnsignedInteger>(
    _ runs: Runs, from start: Int, _ count: Int, run: inout Int,
    into target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    let end = start + count
    var current = run
    var position = start
    var highest: UInt64 = 0
    runs.values.withUnsafeBufferPointer { values in
      runs.ends.withUnsafeBufferPointer { ends in
        while position < end {
          if Int(ends[current]) <= position { current += 1 }
          let stop = min(Int(ends[current]), end)
          let value = Lane(truncatingIfNeeded: values[current])
          highest = max(highest, values[current])
          let lanes = target + (position - start)
          if stop - position <= 8, position + 8 <= end {
            // Most runs are short: eight lanes are written whether they belong to the run or not.
            for lane in 0..<8 { lanes[lane] = value }
          } else {
            lanes.update(repeating: value, count: stop - position)
          }
          position = stop
        }
      }
    }
    run = current
    guard highest <= UInt64(Lane.max) else { throw tooWide }
  }

  /// Steps → numbers, in place.
  /// - Parameters:
  ///   - last: the number of the row before; moved on.
  ///   - made: jumps made before; moved on.
  static func walk<Lane: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, _ jumps: [UInt64], last: inout UInt64, made: inout Int,
    into target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    guard count == 0 || !jumps.isEmpty else { throw tooFewJumps }
    // All bits of the numbers together, also those that the lanes have no room for.
    var (value, bits, next) = (last, 0 as UInt64, made)
    jumps.withUnsafeBufferPointer { jumps in
      let lastJump = jumps.count - 1
      for index in 0..<count {
        // Jumps come too irregularly to be foreseen, so there is no branch: one less than 0 has the
        // highest bit, no step has.
        let step = UInt64(target[index]) &- 1
        let jumped = step &>> 63
        // Read in every row, used in those that jump; whether there were enough is told below.
        let goal = jumps[min(next, lastJump)]
        let mask = 0 &- jumped
        value = goal & mask | (value &+ step) & ~mask
        bits |= value
        next &+= Int(jumped)
        target[index] = Lane(truncatingIfNeeded: value)
      }
    }
    last = value
    made = next
    guard made <= jumps.count else { throw tooFewJumps }
    guard bits <= UInt64(Lane.max) else { throw tooWide }
  }

  static var tooFewJumps: ChunkDamage {
    ChunkDamage("fewer jumps than the steps call for")
  }

  static var tooFewNumbers: ChunkDamage {
    ChunkDamage("fewer numbers than their presence calls for")
  }

  /// Puts the next numbers of `others` where `target` holds 1.
  static func spread<Lane: FixedWidthInteger & UnsignedInteger>(
    _ others: BlockReader, _ count: Int, over target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    var present = 0
    var bits: Lane = 0
    for index in 0..<count {
      bits |= target[index]
      present &+= Int(truncatingIfNeeded: target[index])
    }
    guard bits <= 1 else { throw ChunkDamage("the presence of a number is no bit") }
    guard present <= others.rowCount - others.row else {
      throw tooFewNumbers
    }
    var failure: ChunkDamage?
    withUnsafeTemporaryAllocation(of: Lane.self, capacity: present + 1) { buffer in
      do throws(ChunkDamage) {
        try others.read(present, into: buffer.baseAddress!)
      } catch {
        failure = error
        return
      }
      buffer[present] = 0
      var bits: Lane = 0
      for index in 0..<present { bits |= buffer[index] }
      // One more is not to look like a number that is missing.
      guard bits < .max || !(0..<present).contains(where: { buffer[$0] == .max }) else {
        failure = tooWide
        return
      }
      var next = 0
      for index in 0..<count {
        let isPresent = target[index]
        target[index] = (buffer[next] &+ 1) &* isPresent
        next &+= Int(isPresent)
      }
    }
    if let failure { throw failure }
  }

  /// Puts high parts above the low parts that `target` holds.
  static func lift<Lane: FixedWidthInteger & UnsignedInteger>(
    _ tops: [UInt8], from start: Int, _ count: Int, by shift: Lane,
    into target: UnsafeMutablePointer<Lane>
  ) {
    tops.withUnsafeBufferPointer { tops in
      let source = tops.baseAddress! + start
      for index in 0..<count { target[index] |= Lane(source[index]) &<< shift }
    }
  }

  /// Byte planes → numbers.
  static func join<Lane: FixedWidthInteger & UnsignedInteger>(
    _ bytes: [UInt8], _ planes: Int, of rowCount: Int, from start: Int, _ count: Int,
    into target: UnsafeMutablePointer<Lane>
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      let lowest = bytes.baseAddress! + start
      for index in 0..<count { target[index] = Lane(lowest[index]) }
      for plane in 1..<max(1, planes) {
        let source = lowest + plane * rowCount
        let shift = Lane(8 * plane)
        for index in 0..<count { target[index] |= Lane(source[index]) &<< shift }
      }
    }
  }

  /// A number in a lane that may be too narrow for it.
  static func lane<Lane: FixedWidthInteger & UnsignedInteger>(
    _ value: UInt64
  ) throws(ChunkDamage) -> Lane {
    guard let lane = Lane(exactly: value) else { throw tooWide }
    return lane
  }

  static var tooWide: ChunkDamage { ChunkDamage("a number is out of range") }
}
