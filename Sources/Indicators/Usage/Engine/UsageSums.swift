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
  private var rows: [UInt32]
  /// `[group × kinds + kind]`
  private var kinds: [UInt32] = []
  private var digital: [UInt32] = []
  private var ratingSum: [Int64] = []
  private var ratingCount: [UInt32] = []
  private var visits: VisitTable
  private var visitCounts: VisitCounts?
  private var durations: DurationSums
  private static let kindCount = EventKind.allCases.count
  private static let submitted = UInt8(EventKind.allCases.firstIndex(of: .submitted)!)

  init(_ plan: UsagePlan) {
    self.plan = plan
    isDense = plan.groupCount <= Self.denseLimit
    let count = isDense ? plan.groupCount : 0
    index = isDense ? nil : GroupIndex()
    rows = [UInt32](repeating: 0, count: count)
    visits = VisitTable(numbers: plan.needs.sessions ? plan.sessions : nil)
    durations = DurationSums(
      plan.durations, groups: isDense && plan.needs.durations ? plan.groupCount : nil)
    grow(to: count)
  }

  private func grow(to count: Int) {
    func extend<Value>(_ array: inout [Value], _ count: Int, _ zero: Value) {
      array.append(contentsOf: repeatElement(zero, count: count - array.count))
    }
    extend(&rows, count, 0)
    if plan.needs.kinds || plan.needs.digital { extend(&kinds, count * Self.kindCount, 0) }
    if plan.needs.digital { extend(&digital, count, 0) }
    if plan.needs.ratings {
      extend(&ratingSum, count, 0)
      extend(&ratingCount, count, 0)
    }
  }

  // MARK: - Adding a block

  /// Numbers the groups of the rows left and counts the rows.
  func count(_ block: BlockBuffers) {
    if index != nil {
      for row in 0..<block.count { block.groups[row] = index!.group(of: block.keys[row]) }
      if index!.count > rows.count { grow(to: max(index!.count, rows.count * 2)) }
    }
    let groups = block.groups
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

  func addKinds(_ block: BlockBuffers, _ events: UnsafePointer<UInt32>, _ kindOf: [UInt8]) {
    let groups = block.groups
    kinds.withUnsafeMutableBufferPointer { kinds in
      kindOf.withUnsafeBufferPointer { kindOf in
        block.forEachRow { index, row in
          kinds[Int(groups[index]) &* Self.kindCount &+ Int(kindOf[Int(events[row])])] &+= 1
        }
      }
    }
  }

  func addDigital(
    _ block: BlockBuffers, _ events: UnsafePointer<UInt32>, _ kindOf: [UInt8],
    _ channels: UnsafePointer<UInt32>, _ isDigital: [UInt8]
  ) {
    let groups = block.groups
    let isSubmitted = kindOf.map { $0 == Self.submitted ? 1 : 0 as UInt32 }
    digital.withUnsafeMutableBufferPointer { digital in
      isSubmitted.withUnsafeBufferPointer { isSubmitted in
        isDigital.withUnsafeBufferPointer { isDigital in
          block.forEachRow { index, row in
            digital[Int(groups[index])] &+=
              isSubmitted[Int(events[row])] & UInt32(isDigital[Int(channels[row])])
          }
        }
      }
    }
  }

  func addRatings(_ block: BlockBuffers, _ numbers: UnsafePointer<UInt32>, _ ratings: [Int64]) {
    block.forEachRow { index, row in
      let rating = ratings[Int(numbers[row])]
      guard rating != 0 else { return }
      ratingSum[Int(block.groups[index])] += rating
      ratingCount[Int(block.groups[index])] += 1
    }
  }

  func addVisits(
    _ block: BlockBuffers, _ events: UnsafePointer<UInt32>, _ flagsOf: [UInt8],
    _ sessions: UnsafePointer<UInt32>, _ positions: SessionPositions
  ) {
    let groups = block.groups
    let null: UInt32 = positions.hasNulls ? 0 : .max
    let shift: Int64 = positions.hasNulls ? 1 : 0
    // Rows of a visit stand together: the table is asked once for each of them.
    var session: UInt32 = null
    var group: UInt32 = 0
    var flags: UInt8 = 0
    func note() {
      guard flags != 0 else { return }
      let position = positions.offset + (Int64(session) - shift) * positions.unit
      visits.note(position: Int(position), cell: Int(group), flags: flags)
    }
    flagsOf.withUnsafeBufferPointer { flagsOf in
      block.forEachRow { index, row in
        if sessions[row] != session || groups[index] != group {
          note()
          (session, group, flags) = (sessions[row], groups[index], 0)
        }
        if session != null { flags |= flagsOf[Int(events[row])] }
      }
    }
    note()
  }

  func addDurations(
    _ block: BlockBuffers, _ numbers: UnsafePointer<UInt64>, _ chunk: ChunkReader
  ) {
    let hasNulls = chunk.hasNulls
    let line = (base: chunk.value(of: hasNulls ? 1 : 0), unit: Int64(chunk.unit))
    block.forEachRow { index, row in
      let number = numbers[row]
      if hasNulls, number == 0 { return }
      let steps = Int64(bitPattern: hasNulls ? number &- 1 : number)
      durations.add(line.base &+ steps &* line.unit, to: block.groups[index])
    }
  }

  // MARK: - Merging and reading

  func merge(_ other: UsageSums) {
    let place: [UInt32]
    if let otherIndex = other.index {
      place = otherIndex.keys.map { index!.group(of: $0) }
      if index!.count > rows.count { grow(to: index!.count) }
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

  /// Key and index of the groups that have rows; without dimensions the one group, rows or not.
  func groups() -> [(key: UInt64, index: Int)] {
    if plan.dimensions.isEmpty { return [(0, 0)] }
    if let index { return index.keys.enumerated().map { ($1, $0) } }
    return rows.indices.lazy.filter { self.rows[$0] > 0 }.map { (UInt64($0), $0) }
  }

  /// The measure over a group's rows; `missing` for a denominator of zero or no values.
  func figure(_ measure: UsageMeasure, of group: Int) -> Figure {
    func ratio(_ numerator: some BinaryInteger, _ denominator: some BinaryInteger) -> Figure {
      denominator == 0 ? .missing : .value(Double(numerator) / Double(denominator))
    }
    func count(_ kind: EventKind) -> UInt32 {
      kinds[group * Self.kindCount + EventKind.allCases.firstIndex(of: kind)!]
    }
    switch measure {
    case .events: return .value(Double(rows[group]))
    case .pageViews: return .value(Double(count(.pageView)))
    case .started: return .value(Double(count(.processStarted)))
    case .submissions: return .value(Double(count(.submitted)))
    case .completed: return .value(Double(count(.completed)))
    case .sessions: return .value(Double(counted().all[group]))
    case .completionRate: return ratio(counted().submitted[group], counted().started[group])
    case .takeUp: return ratio(digital[group], count(.submitted))
    case .ratingMean: return ratio(ratingSum[group], ratingCount[group])
    case .ratingCount: return .value(Double(ratingCount[group]))
    case .durationP50, .durationP90, .durationP99:
      return durations.quantile(measure.quantile!, of: group).map { .value(Double($0)) } ?? .missing
    }
  }

  private func counted() -> VisitCounts {
    if let visitCounts { return visitCounts }
    let counts = visits.counts(groups: rows.count)
    visitCounts = counts
    return counts
  }
}
