/// The loops under ``BlockReader``: bytes and parts of blocks → numbers, one a lane.
enum BlockKernel {
  /// Writes the rows that runs cover.
  /// - Parameter run: the run of the row before; moved on.
  static func fill<Lane: FixedWidthInteger & UnsignedInteger>(
    _ values: [UInt64], _ ends: [Int], from start: Int, _ count: Int, run: inout Int,
    into target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    let end = start + count
    var current = run
    var position = start
    var highest: UInt64 = 0
    values.withUnsafeBufferPointer { values in
      ends.withUnsafeBufferPointer { ends in
        while position < end {
          if ends[current] <= position { current += 1 }
          let stop = min(ends[current], end)
          let value = Lane(truncatingIfNeeded: values[current])
          highest = max(highest, values[current])
          // Most runs are short: four lanes are written whether they belong to the run or not.
          if position + 4 <= end {
            let lanes = target + (position - start)
            (lanes[0], lanes[1], lanes[2], lanes[3]) = (value, value, value, value)
            position += 4
          }
          while position < stop {
            target[position - start] = value
            position += 1
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
    _ count: Int, _ jumps: [UInt64], _ jump: Lane, last: inout UInt64, made: inout Int,
    into target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    var value = Lane(truncatingIfNeeded: last)
    var next = made
    // One beyond the last jump is read, though never used, by the branchless loop.
    let isEnough = jumps.withUnsafeBufferPointer { jumps -> Bool in
      guard jumps.count > 0 else { return false }
      let lastJump = jumps.count - 1
      for index in 0..<count {
        let step = target[index]
        let isJump = step == jump
        let goal = Lane(truncatingIfNeeded: jumps[min(next, lastJump)])
        value = isJump ? goal : value &+ step
        next &+= isJump ? 1 : 0
        target[index] = value
      }
      return next <= jumps.count
    }
    guard isEnough else { throw ChunkDamage("fewer jumps than the steps call for") }
    last = UInt64(value)
    made = next
  }

  /// Puts the next numbers of `others` where `target` holds 1.
  static func spread<Lane: FixedWidthInteger & UnsignedInteger>(
    _ others: BlockReader, _ count: Int, over target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    var present = 0
    for index in 0..<count {
      guard target[index] <= 1 else { throw ChunkDamage("the presence of a number is no bit") }
      present &+= Int(target[index])
    }
    guard present <= others.rowCount - others.row else {
      throw ChunkDamage("fewer numbers than their presence calls for")
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
