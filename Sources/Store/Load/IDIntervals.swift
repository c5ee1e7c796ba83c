/// A set of 64-bit numbers as closed intervals: ascending, disjoint, none adjacent to the next. A
/// dense stretch costs 16 bytes, however long.
struct IDIntervals: Equatable {
  private(set) var starts: [UInt64] = []
  /// The last number of each interval.
  private(set) var ends: [UInt64] = []

  init() {}

  /// - Precondition: the numbers do not fall.
  init(ascending ids: [UInt64]) {
    ids.withUnsafeBufferPointer { ids in
      guard var start = ids.first else { return }
      var end = start
      for id in ids {
        if id &- end <= 1 {
          end = id
        } else {
          precondition(id > end, "numbers that fall")
          append(start, end)
          (start, end) = (id, id)
        }
      }
      append(start, end)
    }
  }

  /// `nil` unless the intervals are ascending, disjoint and not adjacent.
  init?(starts: [UInt64], ends: [UInt64]) {
    guard starts.count == ends.count else { return nil }
    for index in starts.indices {
      guard starts[index] <= ends[index],
        index == 0 || starts[index] > ends[index - 1] && starts[index] - ends[index - 1] > 1
      else { return nil }
    }
    self.starts = starts
    self.ends = ends
  }

  /// Intervals, not numbers.
  var count: Int { starts.count }
  var isEmpty: Bool { starts.isEmpty }
  var range: ClosedRange<UInt64>? { isEmpty ? nil : starts[0]...ends[count - 1] }

  /// Adds an interval behind all others.
  private mutating func append(_ start: UInt64, _ end: UInt64) {
    starts.append(start)
    ends.append(end)
  }

  /// Adds an interval that begins nowhere before the last one; joins what touches.
  private mutating func extend(_ start: UInt64, _ end: UInt64) {
    if let last = ends.last, start <= last || start - last == 1 {
      ends[count - 1] = max(last, end)
    } else {
      append(start, end)
    }
  }

  func slice(_ range: Range<Int>) -> IDIntervals {
    var part = IDIntervals()
    part.starts = Array(starts[range])
    part.ends = Array(ends[range])
    return part
  }

  /// Adds later numbers; they may touch the last interval.
  mutating func append(_ later: IDIntervals) {
    for index in later.starts.indices { extend(later.starts[index], later.ends[index]) }
  }

  /// The intervals of which a filter does not say that they are not there: it knows single numbers.
  func passing(_ filter: SessionFilter, areHashes: Bool) -> IDIntervals {
    var part = IDIntervals()
    withUnsafeBounds { starts, ends in
      for index in starts.indices
      where starts[index] < ends[index] || filter.mayContain(id: starts[index], isHash: areHashes) {
        part.append(starts[index], ends[index])
      }
    }
    return part
  }

  /// The intervals that reach into a range, uncut.
  func touching(_ range: ClosedRange<UInt64>) -> IDIntervals {
    let first = SessionSearch.firstIndex(from: 0, to: count) { ends[$0] >= range.lowerBound }
    let end = SessionSearch.firstIndex(from: first, to: count) { starts[$0] > range.upperBound }
    return first == 0 && end == count ? self : slice(first..<end)
  }

  func touches(_ range: ClosedRange<UInt64>) -> Bool {
    let first = SessionSearch.firstIndex(from: 0, to: count) { ends[$0] >= range.lowerBound }
    return first < count && starts[first] <= range.upperBound
  }

  func union(_ other: IDIntervals) -> IDIntervals {
    var all = IDIntervals()
    all.starts.reserveCapacity(count + other.count)
    all.ends.reserveCapacity(count + other.count)
    withUnsafeBounds { starts, ends in
      other.withUnsafeBounds { otherStarts, otherEnds in
        var mine = 0
        var theirs = 0
        while mine < starts.count || theirs < otherStarts.count {
          if theirs == otherStarts.count
            || mine < starts.count && starts[mine] <= otherStarts[theirs]
          {
            all.extend(starts[mine], ends[mine])
            mine &+= 1
          } else {
            all.extend(otherStarts[theirs], otherEnds[theirs])
            theirs &+= 1
          }
        }
      }
    }
    return all
  }

  /// The numbers that are in both. Quick where this set has few intervals.
  func intersection(_ other: IDIntervals) -> IDIntervals {
    var both = IDIntervals()
    withUnsafeBounds { starts, ends in
      other.withUnsafeBounds { otherStarts, otherEnds in
        var place = 0
        for index in starts.indices {
          let (start, end) = (starts[index], ends[index])
          place = SessionSearch.firstIndex(from: place, to: otherEnds.count) {
            otherEnds[$0] >= start
          }
          while place < otherStarts.count, otherStarts[place] <= end {
            both.append(max(start, otherStarts[place]), min(end, otherEnds[place]))
            if otherEnds[place] >= end { break }
            place &+= 1
          }
        }
      }
    }
    return both
  }

  /// The numbers that are not in the other set.
  func subtracting(_ other: IDIntervals) -> IDIntervals {
    guard !other.isEmpty else { return self }
    var rest = IDIntervals()
    var place = 0
    for index in starts.indices {
      var start = starts[index]
      let end = ends[index]
      while place < other.count, other.ends[place] < start { place += 1 }
      var isConsumed = false
      while place < other.count, other.starts[place] <= end {
        if other.starts[place] > start { rest.append(start, other.starts[place] - 1) }
        if other.ends[place] >= end {
          isConsumed = true
          break
        }
        start = other.ends[place] + 1
        place += 1
      }
      if !isConsumed { rest.append(start, end) }
    }
    return rest
  }

  private func withUnsafeBounds(
    _ body: (UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt64>) -> Void
  ) {
    starts.withUnsafeBufferPointer { starts in
      ends.withUnsafeBufferPointer { ends in body(starts, ends) }
    }
  }
}

extension SessionFilter {
  func insert(id: UInt64, isHash: Bool) { insert(isHash ? id : Self.spread(id)) }

  @inline(__always)
  func mayContain(id: UInt64, isHash: Bool) -> Bool {
    mayContain(isHash ? id : Self.spread(id))
  }

  /// Spreads numbers evenly (the last steps of SplitMix64).
  @inline(__always)
  private static func spread(_ id: UInt64) -> UInt64 {
    var hash = id
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }
}
