/// Keys of groups that occur → dense numbers in the order of first occurrence: open addressing.
struct GroupIndex {
  private(set) var keys: [UInt64] = []
  /// Number of the key in the slot plus one; 0: free.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)
  private var shift: UInt64 = 64 - 10
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
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

  /// The numbers of many keys.
  mutating func groups(of wanted: [UInt64]) -> [UInt32] {
    wanted.withUnsafeBufferPointer { groups(of: $0) }
  }

  mutating func groups(of wanted: UnsafeBufferPointer<UInt64>) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: wanted.count) { groups, initialized in
      while initialized < wanted.count {
        // As many as there is room for if all of them are new.
        let left = wanted.count - initialized
        let count = min(left, slots.count / 2 - keys.count)
        guard count >= min(left, slots.count / 16) else {
          grow()
          continue
        }
        find(
          UnsafeBufferPointer(rebasing: wanted[initialized..<initialized + count]),
          into: groups.baseAddress! + initialized)
        initialized += count
      }
    }
  }

  /// - Precondition: there is room for all of them.
  private mutating func find(
    _ wanted: UnsafeBufferPointer<UInt64>, into groups: UnsafeMutablePointer<UInt32>
  ) {
    var count = keys.count
    let (shift, mask) = (shift, slots.count - 1)
    keys.append(contentsOf: repeatElement(0, count: wanted.count))
    keys.withUnsafeMutableBufferPointer { keys in
      slots.withUnsafeMutableBufferPointer { slots in
        var last = ~wanted[0]
        var group: UInt32 = 0
        for (place, key) in wanted.enumerated() {
          if key != last {
            last = key
            var slot = Int(truncatingIfNeeded: (key &* Self.factor) &>> shift)
            while true {
              group = slots[slot] &- 1
              if group == .max {
                group = UInt32(truncatingIfNeeded: count)
                keys[count] = key
                slots[slot] = group &+ 1
                count &+= 1
                break
              }
              if keys[Int(group)] == key { break }
              slot = (slot &+ 1) & mask
            }
          }
          groups[place] = group
        }
      }
    }
    keys.removeLast(keys.count - count)
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

  private func place(of key: UInt64) -> Int { Int((key &* Self.factor) >> shift) }

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
