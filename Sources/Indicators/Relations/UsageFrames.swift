import Columns
import Domain

/// The frames of what happened: usage cube, spanning sessions, case counts.
extension ProjectState {
  func usageCells() -> Frame? {
    let usage = facts.usage
    guard usageMonths != nil else { return nil }
    var measures = Dictionary(
      uniqueKeysWithValues: EventKind.allCases.enumerated().map {
        ($1.rawValue, Frame.Measure.values(usage.counts[$0]))
      })
    measures["sessions"] = .values(usage.sessions)
    measures["sessions_started"] = .values(usage.sessionsStarted)
    measures["sessions_submitted"] = .values(usage.sessionsSubmitted)
    measures["rating_sum"] = .values(usage.ratingSum)
    measures["rating_count"] = .values(usage.ratingCount)
    measures["submitted_off_hours"] = .values(usage.submittedOffHours)
    measures["handed_over_postbox"] = .values(usage.handedOverPostbox)
    return Frame(
      rowCount: usage.cellCount,
      bases: [
        .words(usage.authority), .words(usage.process), .words(usageMonthCodes),
        .bytes(usage.channel),
      ],
      dimensions: usageDimensions, measures: measures)
  }

  func usageSpanning() -> Frame? {
    let usage = facts.usage
    guard usageMonths != nil else { return nil }
    let months = usageMonthCodes
    let sessions = sessionNumbers
    var dimensions = usageDimensions
    dimensions["session"] = Frame.Dimension(
      base: 4, codeOf: (0..<Int32(sessionCount)).map { $0 })
    let bit = { (flag: Int64) in
      Frame.Measure.lookup(base: 5, values: (0..<256).map { $0 & flag == 0 ? 0 : 1 })
    }
    return Frame(
      rowCount: usage.spanning.count,
      bases: [
        .words(usage.spanning.map { usage.authority[$0.cell] }),
        .words(usage.spanning.map { usage.process[$0.cell] }),
        .words(usage.spanning.map { months[$0.cell] }),
        .bytes(usage.spanning.map { usage.channel[$0.cell] }),
        .words(sessions), .bytes(usage.spanning.map(\.flags)),
      ],
      dimensions: dimensions,
      measures: ["visit": bit(1), "started": bit(2), "submitted": bit(4)])
  }

  func caseCounts() -> Frame? {
    guard let batch = facts.cases, let months = batch.rawIntegers("month"),
      let cases = batch.rawIntegers("cases"), let leika = batch.textCodes("leika"),
      let authority = batch.textCodes("authority_ars"), let channel = batch.textCodes("channel")
    else { return nil }
    let first = Int64(dimensions.months!.lowerBound.number)
    var columns = dimensions.ofAuthority.mapValues { codes in
      Frame.Dimension(
        base: 0, codeOf: authority.dictionary.map { codes[registers.authority($0)] })
    }
    for (name, codes) in dimensions.ofLeistung {
      columns[name] = Frame.Dimension(
        base: 1, codeOf: leika.dictionary.map { codes[registers.leistungCode[$0]!] })
    }
    columns["month"] = monthDimension(base: 2)
    let channels = dimensions.keySpaces["channel"]!
    columns["channel"] = Frame.Dimension(
      base: 3,
      codeOf: channel.dictionary.map { Int32(channels.code(of: $0) ?? Int(Frame.noKey)) })
    return Frame(
      rowCount: batch.rowCount,
      bases: [
        .words(authority.codes), .words(leika.codes), .words(months.map { UInt32($0 - first) }),
        .words(channel.codes),
      ],
      dimensions: columns,
      measures: [
        "cases": .values(cases),
        "digital": .values(
          zip(channel.codes, cases).map { code, cases in
            ["online", "mobile"].contains(channel.dictionary[Int(code)]) ? cases : 0
          }),
      ])
  }

  /// Number of different sessions that span cells.
  var sessionCount: Int { Set(facts.usage.spanning.lazy.map(\.session)).count }

  /// The sessions of ``UsageCells/spanning`` as dense numbers.
  private var sessionNumbers: [UInt32] {
    var numbers: [Int64: UInt32] = [:]
    return facts.usage.spanning.map { visit in
      if let number = numbers[visit.session] { return number }
      let number = UInt32(numbers.count)
      numbers[visit.session] = number
      return number
    }
  }

  private var usageMonthCodes: [UInt32] {
    let first = dimensions.months!.lowerBound.number
    return facts.usage.month.map { UInt32($0 - first) }
  }

  private var usageDimensions: [String: Frame.Dimension] {
    let authorities = facts.usage.authorities.map { registers.authority($0) }
    let processes = facts.usage.processes.map { registers.processCode[$0]! }
    var columns = dimensions.ofAuthority.mapValues { codes in
      Frame.Dimension(base: 0, codeOf: authorities.map { codes[$0] })
    }
    for (name, codes) in dimensions.ofProcess {
      columns[name] = Frame.Dimension(base: 1, codeOf: processes.map { codes[$0] })
    }
    columns["month"] = monthDimension(base: 2)
    columns["channel"] = Frame.Dimension(
      base: 3, codeOf: Channel.allCases.indices.map { Int32($0) })
    return columns
  }
}
