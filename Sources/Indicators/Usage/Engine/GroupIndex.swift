/// Keys of groups that occur → dense numbers in the order of first occurrence: open addressing.
struct GroupIndex {
  private(set) var keys: [UInt64] = []
  /// Number of the key in the slot plus one; 0: free.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)
  private var shift: UInt64 = 64 - 10
  private var last: (key: UInt64, group: UInt32)?

  var count: Int { keys.count }

  mutating func group(of key: UInt64) -> UInt32 {
    // Neighbouring rows often belong to one group.
    if let last, last.key == key { return last.group }
    var slot = place(of: key)
    while slots[slot] != 0 {
      let group = slots[slot] - 1
      if keys[Int(group)] == key {
        last = (key, group)
        return group
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let group = UInt32(keys.count)
    keys.append(key)
    slots[slot] = group + 1
    last = (key, group)
    if keys.count * 2 > slots.count { grow() }
    return group
  }

  /// The number of a key that has occurred.
  func existing(_ key: UInt64) -> UInt32? {
    var slot = place(of: key)
    while slots[slot] != 0 {
      if keys[Int(slots[slot] - 1)] == key { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func place(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift) }

  private mutating func grow() {
    shift -= 1
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (group, key) in keys.enumerated() {
      var slot = place(of: key)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(group) + 1
    }
  }
}
