import Columns
import Domain

/// The frame of what a case costs: handling as Behörden report it, and for digital cases their part
/// of what the platform's processes cost.
extension ProjectState {
  private static let window = 12

  /// One row a Leistung and month: the twelve months that end with it, where all of them have case
  /// counts.
  func transactionCosts() -> Frame? {
    guard let batch = facts.cases, let known = caseMonths,
      let months = batch.rawIntegers("month"), let cases = batch.rawIntegers("cases"),
      let leika = batch.textCodes("leika"), let authority = batch.textCodes("authority_ars"),
      let channel = batch.textCodes("channel")
    else { return nil }
    let count = known.upperBound - known.lowerBound + 1
    guard count >= Self.window else { return nil }
    let minutes = batch.reals("mean_handling_minutes")
    let isDigital = channel.dictionary.map { Channel(rawValue: $0)?.isDigital == true }
    let leistungOf = leika.dictionary.map { registers.leistungCode[$0]! }
    let isKommunal = authority.dictionary.map {
      dimensions.ofAuthority["kreis"]![registers.authority($0)] != Frame.noKey
    }
    let wages = (0..<count).map {
      Wages(facts.plans.parameters, on: (known.lowerBound + $0).lastDay)
    }
    var reported = [[HandledCases]](
      repeating: [HandledCases](repeating: HandledCases(), count: count),
      count: registers.leistungen.count)
    for row in 0..<batch.rowCount {
      let month = Int(months[row]) - Int(known.lowerBound.number)
      // Cases whose handling is not reported would cost nothing.
      guard let minutes = minutes[row],
        let wage = wages[month].ofKommunen(isKommunal[Int(authority.codes[row])])
      else { continue }
      let cents = Int64((Double(cases[row]) * minutes / 60 * wage * 100).rounded())
      reported[leistungOf[Int(leika.codes[row])]][month].add(
        cases[row], cents, isDigital: isDigital[Int(channel.codes[row])])
    }
    let platform = platformUse(known)
    var rows = FrameRows(.transactionCosts, dimensions, subject: .leistung)
    for (leistung, ofMonth) in reported.enumerated()
    where ofMonth.contains(where: { $0.digital + $0.other > 0 }) {
      for last in (Self.window - 1)..<count {
        let window = (last - Self.window + 1)...last
        var sum = ofMonth[window].reduce(into: HandledCases()) { $0.add($1) }
        let used = platform[leistung]?[window].reduce(into: PlatformUse()) { $0.add($1) }
        if let used, used.submissions > 0 {
          // Behörden that report handle a part of what the platform was paid for.
          let part = Double(min(sum.digital, used.submissions)) / Double(used.submissions)
          sum.digitalCents += Int64((Double(used.cents) * part).rounded())
        }
        rows.add(
          subject: leistung, keys: [dimensions.monthCode(known.lowerBound + last)],
          [sum.digitalCents, sum.digital, sum.otherCents, sum.other])
      }
    }
    return rows.frame
  }

  /// Actual costs and applications of the processes of each Leistung by month. A process counts under
  /// its main Leistung, the first one.
  private func platformUse(_ months: ClosedRange<Month>) -> [Int: [PlatformUse]] {
    var found: [Int: [PlatformUse]] = [:]
    func add(_ process: String?, _ month: Int32, _ use: PlatformUse) {
      guard months.contains(Month(number: month)),
        let code = process.flatMap({ registers.processCode[$0] }),
        let leistung = registers.processes[code].leistungen.first
      else { return }
      let count = months.upperBound - months.lowerBound + 1
      found[leistung, default: [PlatformUse](repeating: PlatformUse(), count: count)][
        Int(month - months.lowerBound.number)
      ].add(use)
    }
    if let costs = facts.plans.costs {
      let (processes, states) = (costs.texts("process_id"), costs.texts("plan_or_actual"))
      let (month, amounts) = (costs.integers("month"), costs.integers("amount_eur"))
      for row in 0..<costs.rowCount where states[row] == "actual" {
        add(processes[row], Int32(month[row]!), PlatformUse(cents: amounts[row]!))
      }
    }
    let usage = facts.usage
    let submitted = usage.counts[EventKind.allCases.firstIndex(of: .submitted)!]
    for cell in 0..<usage.cellCount where submitted[cell] > 0 {
      add(
        usage.processes[Int(usage.process[cell])], usage.month[cell],
        PlatformUse(submissions: submitted[cell]))
    }
    return found
  }
}

/// Cases with what their handling cost, in cents.
private struct HandledCases {
  var digital: Int64 = 0
  var digitalCents: Int64 = 0
  var other: Int64 = 0
  var otherCents: Int64 = 0

  mutating func add(_ cases: Int64, _ cents: Int64, isDigital: Bool) {
    if isDigital {
      digital += cases
      digitalCents += cents
    } else {
      other += cases
      otherCents += cents
    }
  }

  mutating func add(_ more: HandledCases) {
    add(more.digital, more.digitalCents, isDigital: true)
    add(more.other, more.otherCents, isDigital: false)
  }
}

/// What the processes of a Leistung cost, in cents, and how many applications they took in.
private struct PlatformUse {
  var cents: Int64 = 0
  var submissions: Int64 = 0

  mutating func add(_ more: PlatformUse) {
    cents += more.cents
    submissions += more.submissions
  }
}

/// Mean wages of a day in EUR an hour; `nil`: the project's parameters have none.
private struct Wages {
  private var kommunen: Double?
  private var land: Double?

  init(_ parameters: ColumnBatch?, on day: Day) {
    guard let parameters else { return }
    let (ids, values) = (parameters.texts("id"), parameters.reals("value"))
    let (from, to) = (parameters.days("valid_from"), parameters.days("valid_to"))
    // Before the first figure that one stands in: it is the nearest known.
    func wage(_ id: String) -> Double? {
      let rows = (0..<parameters.rowCount).filter {
        ids[$0] == id && (to[$0].map { $0 >= day } ?? true)
      }.sorted { from[$0]! < from[$1]! }
      return (rows.last { from[$0]! <= day } ?? rows.first).flatMap { values[$0] }
    }
    kommunen = wage("wage_kommunen_mean")
    land = wage("wage_land_mean")
  }

  func ofKommunen(_ isKommunal: Bool) -> Double? { isKommunal ? kommunen : land }
}
