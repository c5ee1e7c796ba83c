/// What the rows of a visit have done, from their events as bytes, eight rows at a time.
struct DoneInRows {
  private let isAsked: Bool
  private let started: UInt64
  private let submitted: UInt64
  private let flagsOf: [UInt8]

  /// - Parameter flags: `[number of event]`, empty where nobody asks.
  init(_ flags: [UInt8]) {
    isAsked = !flags.isEmpty
    flagsOf = flags
    func pattern(_ flag: UInt8) -> UInt64 {
      let number = flags.firstIndex { $0 & flag != 0 } ?? Int(UInt8.max)
      return SWAR.repeated(UInt8(number))
    }
    started = pattern(UsageCells.started)
    submitted = pattern(UsageCells.submitted)
  }

  @inline(__always)
  func flags(_ events: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> UInt8 {
    guard isAsked else { return UsageCells.visited }
    let left = end &- start
    // Most visits have no more rows than a word has bytes.
    if left > 8 || start &+ 8 > events.count { return longFlags(events, start, end) }
    let word = events.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    let mask: UInt64 = left == 8 ? .max : 1 &<< UInt64(8 &* left) &- 1
    let isStarted = SWAR.zeroBytes(word ^ started) & mask != 0
    let isSubmitted = SWAR.zeroBytes(word ^ submitted) & mask != 0
    return UsageCells.visited | (isStarted ? UsageCells.started : 0)
      | (isSubmitted ? UsageCells.submitted : 0)
  }

  /// Of more rows, or of the last of a segment.
  @inline(never)
  private func longFlags(_ events: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> UInt8 {
    var (row, flags, starts, submits) = (start, UsageCells.visited, 0 as UInt64, 0 as UInt64)
    while row &+ 8 <= end {
      let word = events.loadUnaligned(fromByteOffset: row, as: UInt64.self)
      starts |= SWAR.zeroBytes(word ^ started)
      submits |= SWAR.zeroBytes(word ^ submitted)
      row &+= 8
    }
    if starts != 0 { flags |= UsageCells.started }
    if submits != 0 { flags |= UsageCells.submitted }
    for row in row..<end { flags |= flagsOf[Int(events[row])] }
    return flags
  }
}
