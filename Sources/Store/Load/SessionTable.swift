/// Session values → the last stretch of each: open addressing, for one segment's rows. A slot has
/// half of a session's hash beside the stretch, which knows the session itself: so the table is
/// small, and few strangers are looked at.
struct SessionTable: ~Copyable {
  /// Rows whose slots are fetched together, so that each need not be waited for by itself.
  static let ahead = 16
  private static let stretchMask: UInt64 = 0xFFFF_FFFF

  /// The stretch plus one in the low half; 0: free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var bits: UInt64
  private var count = 0
  /// Of what was fetched: nobody asks for it, but it must not seem to be of no use.
  private var fetched: UInt64 = 0

  /// - Parameter rows: how many will come; visits have several each.
  init(rows: Int) {
    bits = UInt64(max(10, Int.bitWidth - (rows / 4).leadingZeroBitCount))
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: 0, count: 1 << bits)
  }

  deinit { slots.deallocate() }

  /// Brings the slots of the next rows near.
  @inline(__always)
  mutating func approach(_ rows: ArraySlice<UInt32>, _ session: UnsafeBufferPointer<Int64>) {
    for row in rows {
      fetched |= slots[place(of: Self.hash(UInt64(bitPattern: session[Int(row)])))]
    }
  }

  /// The slot of a session and its stretch; of a new one a free slot, valid until it is filled.
  @inline(__always)
  func slot(of session: UInt64, _ isOf: (UInt32) -> Bool) -> (slot: Int, stretch: UInt32?) {
    let hash = Self.hash(session)
    var place = place(of: hash)
    while case let slot = slots[place], slot != 0 {
      let stretch = UInt32(truncatingIfNeeded: slot) &- 1
      if slot & ~Self.stretchMask == hash << 32, isOf(stretch) { return (place, stretch) }
      place = (place &+ 1) & (1 &<< Int(bits) &- 1)
    }
    return (place, nil)
  }

  @inline(__always)
  mutating func fill(
    _ slot: Int, _ session: UInt64, _ stretch: UInt32, _ sessionOf: (UInt32) -> UInt64
  ) {
    slots[slot] = Self.hash(session) << 32 | UInt64(stretch &+ 1)
    count &+= 1
    if count &* 2 > 1 &<< Int(bits) { grow(sessionOf) }
  }

  @inline(__always)
  func replace(_ slot: Int, _ stretch: UInt32) {
    slots[slot] = slots[slot] & ~Self.stretchMask | UInt64(stretch &+ 1)
  }

  /// High bits say where, low ones go into the slot.
  @inline(__always)
  private static func hash(_ session: UInt64) -> UInt64 {
    let product = session &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> (64 &- bits))
  }

  @inline(never)
  private mutating func grow(_ sessionOf: (UInt32) -> UInt64) {
    let (old, oldCount) = (slots, 1 << Int(bits))
    bits += 1
    slots = .allocate(capacity: 1 << bits)
    slots.initialize(repeating: 0, count: 1 << bits)
    for index in 0..<oldCount where old[index] != 0 {
      let stretch = UInt32(truncatingIfNeeded: old[index]) &- 1
      slots[slot(of: sessionOf(stretch)) { _ in false }.slot] = old[index]
    }
    old.deallocate()
  }
}
