import Columns
import Domain

/// Running sums of all groups. Sums over parts of the rows are merged by adding them up, so each
/// worker has its own.
final class UsageSums: @unchecked Sendable {
  // Unchecked: a worker holds it alone; the merge begins when the workers are done.

  /// Groups that are numbered by their key at most; above, the keys that occur are looked up.
  private static let denseLimit = 1 << 22

  let isDense: Bool
  private let plan: UsagePlan
  private var index: GroupIndex?
  /// Rows a group.
  private(set) var rows: [UInt32]
  /// `[group × kinds + kind]`
  private(set) var kinds: [UInt32] = []
  private(set) var digital: [UInt32] = []
  private(set) var ratingSum: [Int64] = []
  private(set) var ratingCount: [UInt32] = []
  var visits: VisitCounter
  /// What ``visits`` has counted, once somebody has asked.
  var visitCounts: VisitCounts?
  var durations: DurationSums
  static let kindCount = EventKind.allCases.count
  private static let submitted = UInt8(EventKind.allCases.firstIndex(of: .submitted)!)

  init(_ plan: UsagePlan) {
    self.plan = plan
    isDense = plan.groupCount <= Self.denseLimit
    let count = isDense ? plan.groupCount : 0
    index = isDense ? nil : GroupIndex()
    rows = [UInt32](repeating: 0, count: count)
    visits = VisitCounter(plan.recurring)
    durations = DurationSums(
      plan.durations, quantiles: plan.query.measures.compactMap(\.quantile),
      groups: isDense && plan.needs.durations ? plan.groupCount : nil)
    grow(to: count)
  }

  private func grow(to count: Int) {
    func extend<Value>(_ array: inout [Value], _ count: Int, _ zero: Value) {
      array.append(contentsOf: repeatElement(zero, count: count - array.count))
    }
    extend(&rows, count, 0)
    if plan.needs.sessions { visits.grow(to: count) }
    if plan.needs.kinds || plan.needs.digital { extend(&kinds, count * Self.kindCount, 0) }
    if plan.needs.digital { extend(&digital, count, 0) }
    if plan.needs.ratings {
      extend(&ratingSum, count, 0)
      extend(&ratingCount, count, 0)
    }
  }

  // MARK: - Adding a block

  /// Numbers the groups of the rows left and counts the rows.
  func count(_ block: RowBlock, _ groups: BlockGroups) {
    if groups.isInRuns {
      let runs = groups.runs
      if isDense {
        runs.number { UInt32(truncatingIfNeeded: $0) }
      } else {
        runs.number { index!.group(of: $0) }
        growToIndex()
      }
      rows.withUnsafeMutableBufferPointer { rows in
        runs.forEach { run, start, end in
          rows[Int(runs.groups[run])] &+= UInt32(truncatingIfNeeded: end &- start)
        }
      }
      return
    }
    if !isDense {
      for row in 0..<block.count { groups.rows[row] = index!.group(of: groups.keys[row]) }
      growToIndex()
    }
    let groups = groups.rows
    let half = block.count / 2
    rows.withUnsafeMutableBufferPointer { rows in
      // Neighbours often share a group: two places at a time, so that an addition need not wait for
      // the one before.
      for row in 0..<half {
        rows[Int(groups[row])] &+= 1
        rows[Int(groups[row &+ half])] &+= 1
      }
      if block.count & 1 == 1 { rows[Int(groups[block.count - 1])] &+= 1 }
    }
  }

  private func growToIndex() {
    if index!.count > rows.count { grow(to: max(index!.count, rows.count * 2)) }
  }

  // The functions below take the numbers of the rows left, each in its group.

  func addKinds(
    _ count: Int, _ groups: UnsafePointer<UInt32>, _ events: UnsafePointer<UInt32>,
    _ kindOf: [UInt8]
  ) {
    kinds.withUnsafeMutableBufferPointer { kinds in
      kindOf.withUnsafeBufferPointer { kindOf in
        for row in 0..<count {
          kinds[Int(groups[row]) &* Self.kindCount &+ Int(kindOf[Int(events[row])])] &+= 1
        }
      }
    }
  }

  /// The same where all rows are of one kind.
  func addKind(_ kind: UInt8, _ count: Int, _ groups: BlockGroups) {
    kinds.withUnsafeMutableBufferPointer { kinds in
      func place(_ group: UInt32) -> Int { Int(group) &* Self.kindCount &+ Int(kind) }
      if groups.isInRuns {
        let runs = groups.runs
        runs.forEach { run, start, end in
          kinds[place(runs.groups[run])] &+= UInt32(truncatingIfNeeded: end &- start)
        }
      } else {
        for row in 0..<count { kinds[place(groups.rows[row])] &+= 1 }
      }
    }
  }

  /// - Parameters:
  ///   - kind: that of all rows; `nil`: their events tell.
  func addDigital(
    _ count: Int, _ groups: UnsafePointer<UInt32>, _ kind: UInt8?,
    _ events: UnsafePointer<UInt32>?, _ kindOf: [UInt8], _ channels: UnsafePointer<UInt32>,
    _ isDigital: [UInt8]
  ) {
    if let kind, kind != Self.submitted { return }
    let isSubmitted = kindOf.map { $0 == Self.submitted ? 1 : 0 as UInt32 }
    digital.withUnsafeMutableBufferPointer { digital in
      isSubmitted.withUnsafeBufferPointer { isSubmitted in
        isDigital.withUnsafeBufferPointer { isDigital in
          guard let events else {
            for row in 0..<count {
              digital[Int(groups[row])] &+= UInt32(isDigital[Int(channels[row])])
            }
            return
          }
          for row in 0..<count {
            digital[Int(groups[row])] &+=
              isSubmitted[Int(events[row])] & UInt32(isDigital[Int(channels[row])])
          }
        }
      }
    }
  }

  func addRatings(
    _ count: Int, _ groups: UnsafePointer<UInt32>, _ numbers: UnsafePointer<UInt32>,
    _ ratings: [Int64]
  ) {
    ratingSum.withUnsafeMutableBufferPointer { sums in
      ratingCount.withUnsafeMutableBufferPointer { counts in
        ratings.withUnsafeBufferPointer { ratings in
          for row in 0..<count {
            let rating = ratings[Int(numbers[row])]
            sums[Int(groups[row])] &+= rating
            counts[Int(groups[row])] &+= rating == 0 ? 0 : 1
          }
        }
      }
    }
  }

  func addDurations<Number: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, _ groups: UnsafePointer<UInt32>, _ numbers: UnsafePointer<Number>,
    _ chunk: ChunkReader
  ) {
    durations.add(count, groups, numbers, chunk)
  }

  // MARK: - Merging and reading

  func merge(_ other: UsageSums) {
    let place: [UInt32]
    if let otherIndex = other.index {
      place = otherIndex.keys.map { index!.group(of: $0) }
      growToIndex()
    } else {
      place = (0..<UInt32(plan.groupCount)).map { $0 }
    }
    for (group, target) in place.enumerated() where other.rows[group] > 0 {
      let target = Int(target)
      rows[target] += other.rows[group]
      if !kinds.isEmpty {
        for kind in 0..<Self.kindCount {
          kinds[target * Self.kindCount + kind] += other.kinds[group * Self.kindCount + kind]
        }
      }
      if !digital.isEmpty { digital[target] += other.digital[group] }
      if !ratingSum.isEmpty {
        ratingSum[target] += other.ratingSum[group]
        ratingCount[target] += other.ratingCount[group]
      }
    }
    visits.merge(other.visits, placing: place)
    durations.merge(other.durations, placing: place)
  }

  /// A function from a key to the index of its group among the sums, `nil` where it has no rows.
  var places: (UInt64) -> Int? {
    let (rows, index) = (rows, index)
    guard let index else { return { key in rows[Int(key)] > 0 ? Int(key) : nil } }
    return { key in index.existing(key).flatMap { rows[Int($0)] > 0 ? Int($0) : nil } }
  }

  /// Keys of the groups that occur, in any order; `nil` where groups are numbered by their keys.
  var occurringKeys: [UInt64]? { index?.keys }
}
