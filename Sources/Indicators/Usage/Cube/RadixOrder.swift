/// Positions in ascending order of 64-bit keys, stable: eight bits at a time, passing over bytes
/// that are the same in all keys.
enum RadixOrder {
  static func sorted(_ keys: [UInt64]) -> [UInt32] {
    sorted(keys, from: Array(0..<UInt32(keys.count)))
  }

  /// Whether each key is larger than the one before.
  static func isAscending<Key: Comparable>(_ keys: [Key]) -> Bool {
    keys.withUnsafeBufferPointer { keys in
      for place in keys.indices.dropFirst() where keys[place - 1] >= keys[place] { return false }
      return true
    }
  }

  /// - Parameter order: the order of positions with equal keys.
  static func sorted(_ keys: [UInt64], from order: [UInt32]) -> [UInt32] {
    let all = keys.reduce(UInt64.max, &)
    let any = keys.reduce(0, |)
    var order = order
    var target = order
    var starts = [Int](repeating: 0, count: 256)
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) where (all ^ any) >> shift & 255 != 0 {
      keys.withUnsafeBufferPointer { keys in
        target.withUnsafeMutableBufferPointer { target in
          starts.withUnsafeMutableBufferPointer { starts in
            starts.update(repeating: 0)
            for key in keys { starts[Int(key >> shift & 255)] &+= 1 }
            var sum = 0
            for bucket in 0..<256 { (starts[bucket], sum) = (sum, sum &+ starts[bucket]) }
            for position in order {
              let bucket = Int(keys[Int(position)] >> shift & 255)
              target[starts[bucket]] = position
              starts[bucket] &+= 1
            }
          }
        }
      }
      swap(&order, &target)
    }
    return order
  }
}
