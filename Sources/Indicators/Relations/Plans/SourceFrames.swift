import Domain

/// The frame of two sources that count the same thing: digital cases by Behörden, applications by
/// the platform. A process counts under its main Leistung, the first one.
extension ProjectState {
  func sourcePairs() -> Frame? {
    guard let batch = facts.cases, let usageMonths, let months = batch.rawIntegers("month"),
      let cases = batch.rawIntegers("cases"), let leika = batch.textCodes("leika"),
      let authority = batch.textCodes("authority_ars"), let channel = batch.textCodes("channel")
    else { return nil }
    struct Pair: Hashable {
      let month: Int32
      let authority: Int32
      let leistung: Int32
    }
    let isDigital = channel.dictionary.map { Channel(rawValue: $0)?.isDigital == true }
    let authorityOf = authority.dictionary.map { Int32(registers.authority($0)) }
    let leistungOf = leika.dictionary.map { Int32(registers.leistungCode[$0]!) }
    var reported: [Pair: Int64] = [:]
    for row in 0..<batch.rowCount {
      let month = Month(number: Int32(months[row]))
      // Where the platform reports nothing at all there is nothing to compare.
      guard usageMonths.contains(month) else { continue }
      let pair = Pair(
        month: month.number, authority: authorityOf[Int(authority.codes[row])],
        leistung: leistungOf[Int(leika.codes[row])])
      let isCounted = isDigital[Int(channel.codes[row])]
      reported[pair, default: 0] += isCounted ? cases[row] : 0
    }
    let usage = facts.usage
    let platformAuthority = usage.authorities.map { Int32(registers.authority($0)) }
    let mainLeistung = usage.processes.map { id in
      registers.processes[registers.processCode[id]!].leistungen.first.map { Int32($0) }
    }
    let submitted = usage.counts[EventKind.allCases.firstIndex(of: .submitted)!]
    var counted: [Pair: Int64] = [:]
    for cell in 0..<usage.cellCount {
      guard let leistung = mainLeistung[Int(usage.process[cell])] else { continue }
      let pair = Pair(
        month: usage.month[cell], authority: platformAuthority[Int(usage.authority[cell])],
        leistung: leistung)
      counted[pair, default: 0] += submitted[cell]
    }
    var rows = FrameRows(.sourcePairs, dimensions, subject: .leistung)
    for (pair, cases) in reported {
      rows.add(
        place: Int(pair.authority), subject: Int(pair.leistung),
        keys: [dimensions.monthCode(Month(number: pair.month))], [counted[pair] ?? 0, cases])
    }
    return rows.frame
  }
}
