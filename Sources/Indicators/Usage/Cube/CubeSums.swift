import Domain

/// Sums of the groups of a question, from cells. Place 0 takes what no condition admits; every
/// group has a place of its own behind it.
struct CubeSums {
  /// Groups that are numbered by their keys at most; above, the keys that occur are looked up.
  private static let denseLimit: UInt64 = 1 << 22

  /// What is summed.
  enum Sum: Hashable {
    case rows
    case kind(EventKind)
    case digital, ratingSum, ratingCount, sessions, started, submitted
  }

  private var index: GroupIndex?
  private var sums: [Sum: [Int64]] = [:]
  private(set) var placeCount: Int

  /// - Parameter groups: how many are possible.
  init(groups: UInt64, sums kinds: Set<Sum>) {
    let isDense = groups <= Self.denseLimit
    index = isDense ? nil : GroupIndex()
    placeCount = isDense ? Int(groups) + 1 : 1
    for kind in kinds { sums[kind] = [Int64](repeating: 0, count: placeCount) }
  }

  /// `[row]`: the place of its group.
  /// - Parameter offset: added to the keys of rows that are admitted.
  mutating func places(_ keys: [UInt64], offset: UInt64 = 0) -> [UInt32] {
    let refused = CubeAxisRules.refused
    guard index != nil else {
      return keys.map { $0 >= refused ? 0 : UInt32(truncatingIfNeeded: $0 &+ offset &+ 1) }
    }
    let places = keys.map { $0 >= refused ? 0 : index!.group(of: $0 + offset) + 1 }
    grow()
    return places
  }

  private mutating func grow() {
    guard let count = index?.count, count >= placeCount else { return }
    placeCount = max(count + 1, placeCount * 2)
    for kind in sums.keys {
      let missing = placeCount - sums[kind]!.count
      sums[kind]!.append(contentsOf: repeatElement(0, count: missing))
    }
  }

  mutating func add(
    _ column: CubePart.Column, at places: [UInt32], to kind: Sum
  ) {
    // Taken out for the loop, so that it is neither copied nor looked up each time.
    guard var values = sums.updateValue([], forKey: kind) else { return }
    let (base, unit) = (column.base, column.unit)
    values.withUnsafeMutableBufferPointer { values in
      places.withUnsafeBufferPointer { places in
        column.numbers.withUnsafeBufferPointer { numbers in
          for row in 0..<places.count {
            values[Int(places[row])] &+= base &+ Int64(numbers[row]) &* unit
          }
        }
      }
    }
    sums[kind] = values
  }

  /// Notes that there are rows.
  mutating func mark(_ places: [UInt32]) {
    guard var rows = sums.updateValue([], forKey: .rows) else { return }
    rows.withUnsafeMutableBufferPointer { rows in for place in places { rows[Int(place)] = 1 } }
    sums[.rows] = rows
  }

  /// Counts the rows with a flag.
  mutating func count(_ places: [UInt32], _ flags: [UInt8], _ flag: UInt8, to kind: Sum) {
    guard var values = sums.updateValue([], forKey: kind) else { return }
    values.withUnsafeMutableBufferPointer { values in
      for (place, done) in zip(places, flags) { values[Int(place)] &+= done & flag != 0 ? 1 : 0 }
    }
    sums[kind] = values
  }

  /// - Precondition: the sum is one of those asked for.
  subscript(kind: Sum) -> [Int64] { sums[kind]! }

  /// Keys of groups that may have rows, ascending, with their places.
  var groups: [(key: UInt64, place: Int)] {
    guard let index else { return (1..<placeCount).map { (UInt64($0 - 1), $0) } }
    return RadixOrder.sorted(index.keys).map { (index.keys[Int($0)], Int($0) + 1) }
  }
}
