import Columns
import Domain

/// The frames of quarters, durations and the handling that Behörden report.
extension ProjectState {
  /// Applications of closed quarters beside those of the quarter and of the year before.
  func quarterCells() -> Frame? {
    guard let usageMonths, let cutOff = facts.cutOff else { return nil }
    let usage = facts.usage
    let submitted = usage.counts[EventKind.allCases.firstIndex(of: .submitted)!]
    let processOf = usage.processes.map { UInt32(registers.processCode[$0]!) }
    let authorityOf = usage.authorities.map { UInt32(registers.authority($0)) }
    /// Quarters since year 0.
    let quarter = { (month: Month) in Int(month.number) / 3 }
    // The first quarter may have begun before the data.
    let first =
      quarter(usageMonths.lowerBound) + (usageMonths.lowerBound.number % 3 == 0 ? 0 : 1)
    let last = quarter(usageMonths.upperBound)
    /// Quarters in which a pair may have applications.
    let begun = quarter(usageMonths.lowerBound)
    let width = last - begun + 1
    var pairs = GroupIndex()
    /// `[pair × quarter]`; ``Frame/null`` without cell.
    var sums: [Int64] = []
    for cell in 0..<usage.cellCount {
      let pair = Int(
        pairs.group(
          of: Self.pair(
            authorityOf[Int(usage.authority[cell])], processOf[Int(usage.process[cell])])))
      if pair * width == sums.count {
        sums.append(contentsOf: repeatElement(Frame.null, count: width))
      }
      let place = pair * width + quarter(Month(number: usage.month[cell])) - begun
      sums[place] = Frame.sum(sums[place], submitted[cell])
    }
    let order = RadixOrder.sorted(pairs.keys).map { Int($0) }
    var (authorities, processes, months) = ([UInt32](), [UInt32](), [UInt32]())
    var (now, before, yearBefore) = ([Int64](), [Int64](), [Int64]())
    for number in first...max(first, last) {
      let closing = Month(number: Int32(3 * number + 2))
      guard number <= last, closing.lastDay <= cutOff else { continue }
      for pair in order {
        let known = [number, number - 1, number - 4].map { quarter in
          quarter < begun ? Frame.null : sums[pair * width + quarter - begun]
        }
        guard known.contains(where: { $0 != Frame.null }) else { continue }
        func value(_ quarter: Int, _ sum: Int64) -> Int64 {
          quarter < first ? Frame.null : sum == Frame.null ? 0 : sum
        }
        authorities.append(UInt32(pairs.keys[pair] >> 32))
        processes.append(UInt32(truncatingIfNeeded: pairs.keys[pair]))
        months.append(UInt32(dimensions.monthCode(closing)))
        now.append(value(number, known[0]))
        before.append(value(number - 1, known[1]))
        yearBefore.append(value(number - 4, known[2]))
      }
    }
    var columns = dimensions.ofAuthority.mapValues { Frame.Dimension(base: 0, codeOf: $0) }
    for (name, codes) in dimensions.ofProcess {
      columns[name] = Frame.Dimension(base: 1, codeOf: codes)
    }
    columns["month"] = monthDimension(base: 2)
    return Frame(
      rowCount: now.count, bases: [.words(authorities), .words(processes), .words(months)],
      dimensions: columns,
      measures: [
        "submitted": .values(now), "quarter_before": .values(before),
        "year_before": .values(yearBefore),
      ])
  }

  /// Durations in the cube's buckets.
  func durationCounts() -> Frame? {
    let cells = facts.durations
    guard !cells.events.isEmpty, let months = dimensions.months else { return nil }
    let processes = cells.processes.map { registers.processCode[$0]! }
    var columns = dimensions.ofProcess.mapValues { codes in
      Frame.Dimension(base: 0, codeOf: processes.map { codes[$0] })
    }
    columns["month"] = monthDimension(base: 1)
    columns["event"] = Frame.Dimension(
      base: 2, codeOf: EventKind.allCases.indices.map { Int32($0) })
    return Frame(
      rowCount: cells.events.count,
      bases: [
        .words(cells.process), .words(cells.month.map { UInt32($0 - months.lowerBound.number) }),
        .bytes(cells.event),
      ],
      dimensions: columns,
      measures: [
        "milliseconds": .values(
          cells.bucket.map { DurationBuckets.representative(of: Int($0)) }),
        "events": .values(cells.events),
      ])
  }

  /// The backlog as it is reported.
  func backlogCounts() -> Frame? {
    guard let batch = facts.backlog, let months = batch.rawIntegers("month"),
      let leika = batch.textCodes("leika"), let authority = batch.textCodes("authority_ars")
    else { return nil }
    let first = Int64(dimensions.months!.lowerBound.number)
    let authorities = authority.dictionary.map { registers.authority($0) }
    let leistungen = leika.dictionary.map { registers.leistungCode[$0]! }
    var columns = dimensions.ofAuthority.mapValues { codes in
      Frame.Dimension(base: 0, codeOf: authorities.map { codes[$0] })
    }
    for (name, codes) in dimensions.ofLeistung {
      columns[name] = Frame.Dimension(base: 1, codeOf: leistungen.map { codes[$0] })
    }
    columns["month"] = monthDimension(base: 2)
    return Frame(
      rowCount: batch.rowCount,
      bases: [
        .words(authority.codes), .words(leika.codes), .words(months.map { UInt32($0 - first) }),
      ],
      dimensions: columns,
      measures: Dictionary(
        uniqueKeysWithValues: RelationSchema.backlogCounts.measures.map {
          ($0, .values(batch.rawIntegers($0)!))
        }))
  }
}
