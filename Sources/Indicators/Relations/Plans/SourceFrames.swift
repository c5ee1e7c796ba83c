import Domain

/// The frame of two sources that count the same thing: digital cases by Behörden, applications by
/// the platform. A process counts under its main Leistung, the first one.
extension ProjectState {
  func sourcePairs() -> Frame? {
    guard let batch = facts.cases, let usageMonths, let months = batch.rawIntegers("month"),
      let cases = batch.rawIntegers("cases"), let leika = batch.textCodes("leika"),
      let authority = batch.textCodes("authority_ars"), let channel = batch.textCodes("channel")
    else { return nil }
    let first = usageMonths.lowerBound
    /// month position, Behörde, Leistung
    func pair(_ month: Int, _ authority: Int32, _ leistung: Int32) -> UInt64 {
      UInt64(month) << 48 | UInt64(authority) << 24 | UInt64(leistung)
    }
    let isDigital = channel.dictionary.map { Channel(rawValue: $0)?.isDigital == true }
    let authorityOf = authority.dictionary.map { Int32(registers.authority($0)) }
    let leistungOf = leika.dictionary.map { Int32(registers.leistungCode[$0]!) }
    var pairs = GroupIndex()
    var reported: [Int64] = []
    for row in 0..<batch.rowCount {
      let month = Month(number: Int32(months[row]))
      // Where the platform reports nothing at all there is nothing to compare.
      guard usageMonths.contains(month) else { continue }
      let group = Int(
        pairs.group(
          of: pair(
            month - first, authorityOf[Int(authority.codes[row])],
            leistungOf[Int(leika.codes[row])])))
      if group == reported.count { reported.append(0) }
      if isDigital[Int(channel.codes[row])] { reported[group] += cases[row] }
    }
    let usage = facts.usage
    let platformAuthority = usage.authorities.map { Int32(registers.authority($0)) }
    let mainLeistung = usage.processes.map { id in
      registers.processes[registers.processCode[id]!].leistungen.first.map { Int32($0) }
    }
    let submitted = usage.counts[EventKind.allCases.firstIndex(of: .submitted)!]
    var counted = [Int64](repeating: 0, count: pairs.count)
    for cell in 0..<usage.cellCount {
      guard let leistung = mainLeistung[Int(usage.process[cell])],
        let group = pairs.existing(
          pair(
            Int(usage.month[cell] - first.number),
            platformAuthority[Int(usage.authority[cell])], leistung))
      else { continue }
      counted[Int(group)] += submitted[cell]
    }
    var rows = FrameRows(.sourcePairs, dimensions, subject: .leistung)
    for (group, pair) in pairs.keys.enumerated() {
      rows.add(
        place: Int(pair >> 24 & 0xFF_FFFF), subject: Int(pair & 0xFF_FFFF),
        keys: [dimensions.monthCode(first + Int(pair >> 48))], [counted[group], reported[group]])
    }
    return rows.frame
  }
}
