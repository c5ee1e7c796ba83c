/// `[group]`: distinct sessions: all of them, those that started a process, those that submitted.
final class VisitCounts {
  /// `[group × 4 + bit of the flag]`: side by side, because they are counted together.
  private var counts: UnsafeMutablePointer<UInt32>
  private var groups: Int
  private static let width = 4

  init(groups: Int) {
    self.groups = groups
    counts = .allocate(capacity: max(1, groups) * Self.width)
    counts.initialize(repeating: 0, count: groups * Self.width)
  }

  deinit { counts.deallocate() }

  func grow(to groups: Int) {
    let grown = VisitCounts(groups: max(groups, self.groups))
    grown.counts.update(from: counts, count: self.groups * Self.width)
    swap(&counts, &grown.counts)
    self.groups = grown.groups
  }

  func all(_ group: Int) -> UInt32 { count(0, group) }
  func started(_ group: Int) -> UInt32 { count(1, group) }
  func submitted(_ group: Int) -> UInt32 { count(2, group) }

  private func count(_ bit: Int, _ group: Int) -> UInt32 {
    precondition(group < groups, "a group that has not been counted")
    return counts[group * Self.width + bit]
  }

  /// Counts a session in a group.
  /// - Parameter flags: what it has done there, as flags of ``UsageCells``.
  @inline(__always)
  func add(_ flags: UInt8, to group: Int) {
    assert(group < groups, "a group that is not counted")
    let place = UnsafeMutableRawPointer(counts + group &* Self.width)
    // The places of all flags at once; the last of them is nobody's.
    let bits = SIMD4<UInt32>(1, 2, 4, 1 << 31)
    let isSet = (SIMD4(repeating: UInt32(flags)) & bits) .== bits
    let sum =
      place.loadUnaligned(as: SIMD4<UInt32>.self) &+ SIMD4.zero.replacing(with: 1, where: isSet)
    place.storeBytes(of: sum, as: SIMD4<UInt32>.self)
  }

  /// What a session has done, as one of each that it counts for: several are added up at once, up
  /// to two million of them.
  static func packed(_ flags: UInt8) -> UInt64 {
    UInt64(flags & 1) | UInt64(flags >> 1 & 1) << 21 | UInt64(flags >> 2 & 1) << 42
  }

  /// Counts several sessions in a group.
  /// - Parameter sum: of what ``packed(_:)`` says of each.
  @inline(__always)
  func add(packed sum: UInt64, to group: Int) {
    assert(group < groups, "a group that is not counted")
    let place = counts + group &* Self.width
    place[0] &+= UInt32(truncatingIfNeeded: sum & 0x1F_FFFF)
    place[1] &+= UInt32(truncatingIfNeeded: sum &>> 21 & 0x1F_FFFF)
    place[2] &+= UInt32(truncatingIfNeeded: sum &>> 42)
  }

  /// Counts what a run of rows has not been counted for in the group yet.
  /// - Parameters:
  ///   - run: tells it from all other runs.
  ///   - last: the run that was counted last, in the same places.
  @inline(__always)
  func add(_ flags: UInt8, to group: Int, once run: UInt32, _ last: VisitCounts) {
    assert(group < groups && group < last.groups, "a group that is not counted")
    let (place, seen) = (counts + group &* Self.width, last.counts + group &* Self.width)
    for bit in 0..<3 where flags &>> UInt8(bit) & 1 == 1 && seen[bit] != run {
      seen[bit] = run
      place[bit] &+= 1
    }
  }

  /// - Parameter place: `[group of the other]`: the group here; `nil`: the same.
  func add(_ other: VisitCounts, placing place: [UInt32]?) {
    for group in 0..<min(place?.count ?? other.groups, other.groups) {
      let target = place.map { Int($0[group]) } ?? group
      precondition(target < groups, "a group that is not counted")
      for bit in 0..<3 {
        counts[target * Self.width + bit] += other.counts[group * Self.width + bit]
      }
    }
  }
}
