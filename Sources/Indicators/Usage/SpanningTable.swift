/// What sessions did in each of several cells: open addressing, for the sessions that touch more
/// than one.
struct SpanningTable {
  /// Position of the session in the upper half, cell in the lower.
  private var keys: [UInt64] = []
  /// 0: the slot is free.
  private var flags: [UInt8] = []
  private var count = 0

  mutating func note(position: Int, cell: Int, flags done: UInt8) {
    precondition(done != 0, "a session that did nothing in a cell")
    if (count + 1) * 2 > keys.count { grow() }
    let key = UInt64(position) << 32 | UInt64(cell)
    let slot = place(of: key)
    if flags[slot] == 0 { count += 1 }
    keys[slot] = key
    flags[slot] |= done
  }

  /// Calls `body` with position, cell and flags.
  func forEach(_ body: (Int, Int, UInt8) -> Void) {
    for slot in keys.indices where flags[slot] != 0 {
      body(Int(keys[slot] >> 32), Int(keys[slot] & 0xFFFF_FFFF), flags[slot])
    }
  }

  /// The slot of a key, or the free one where it belongs.
  private func place(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (keys.count - 1)
    while flags[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldFlags) = (keys, flags)
    keys = [UInt64](repeating: 0, count: max(64, oldKeys.count * 2))
    flags = [UInt8](repeating: 0, count: keys.count)
    for slot in oldKeys.indices where oldFlags[slot] != 0 {
      let place = place(of: oldKeys[slot])
      (keys[place], flags[place]) = (oldKeys[slot], oldFlags[slot])
    }
  }
}
