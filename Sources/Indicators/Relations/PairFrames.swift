import Domain

/// The frames of `competent_pairs` and `authority_pairs`: one a month, which shares all arrays but
/// the states with the other months of its period.
extension ProjectState {
  /// States of a pair, as codes of a base column.
  private enum Pair {
    static let inactive: UInt8 = 0
    static let active: UInt8 = 1
    static let notApplicable: UInt8 = 2
    /// Active, but rated in the other Reifegrad model: takes no part.
    static let unknown: UInt8 = 3
    static let activeStandard: UInt8 = 4

    static let null = Frame.null
    static let pairs: [Int64] = [1, 1, 0, null, 1]
    static let active64: [Int64] = [0, 1, null, null, 1]
    static let isNotApplicable: [Int64] = [0, 0, 1, 0, 0]
    static let standard: [Int64] = [0, 0, null, null, 1]

    static func state(_ bits: UInt16, kinds: UInt16) -> UInt8 {
      if bits & kinds != 0 {
        return bits & kinds & ServedLeistungen.standard != 0 ? activeStandard : active
      }
      return ServedLeistungen.isUnknown(bits, kinds: kinds) ? unknown : inactive
    }
  }

  /// The bits of each row group: all kinds together, or one group a kind.
  private func kindGroups(_ splits: Bool) -> [(bits: UInt16, code: UInt8)] {
    guard splits else { return [(ServedLeistungen.anyKind, 0)] }
    let space = dimensions.keySpaces["process_kind"]!
    return ProcessKind.allCases.map {
      (ServedLeistungen.bit($0), UInt8(space.code(of: $0.rawValue)!))
    }
  }

  func competentPairs(_ month: Month, _ rule: CountingRule, splits: Bool) -> Frame? {
    guard isRated(month, rule) else { return nil }
    let rows = pairs(in: month)
    let served = ServedLeistungen(self, month, rule)
    let groups = kindGroups(splits)
    var states: [UInt8] = []
    states.reserveCapacity(rows.gemeinden.count * groups.count)
    for group in groups {
      for row in rows.gemeinden.indices {
        let authority = rows.competent[row]
        states.append(
          authority == CompetenceMap.notApplicable
            ? Pair.notApplicable
            : Pair.state(
              served.cell(Int(authority), Int(rows.leistungen[row])), kinds: group.bits))
      }
    }
    return pairFrame(
      month, states: states, groups: groups,
      place: (rows.gemeinden, dimensions.ofGemeinde), leistungen: rows.leistungen,
      measures: [
        "pairs": .lookup(base: 3, values: Pair.pairs),
        "active": .lookup(base: 3, values: Pair.active64),
        "not_applicable": .lookup(base: 3, values: Pair.isNotApplicable),
        "population": .lookup(base: 0, values: populations),
        "expected_cases": .values(repeated(rows.expectedCases, groups.count)),
      ])
  }

  func authorityPairs(_ month: Month, _ rule: CountingRule, splits: Bool) -> Frame? {
    guard isRated(month, rule) else { return nil }
    let rows = pairs(in: month)
    let served = ServedLeistungen(self, month, rule)
    let groups = kindGroups(splits)
    let states = groups.flatMap { group in
      rows.authorities.indices.map { row in
        Pair.state(
          served.cell(Int(rows.authorities[row]), Int(rows.authorityLeistungen[row])),
          kinds: group.bits)
      }
    }
    return pairFrame(
      month, states: states, groups: groups, place: (rows.authorities, dimensions.ofAuthority),
      leistungen: rows.authorityLeistungen,
      measures: [
        "pairs": .lookup(base: 3, values: Pair.pairs),
        "active": .lookup(base: 3, values: Pair.active64),
        "standard": .lookup(base: 3, values: Pair.standard),
        // Land, Regierungspräsidien and Bund are no Kommunen.
        "kommunal": .lookup(
          base: 0, values: dimensions.ofAuthority["kreis"]!.map { $0 == Frame.noKey ? 0 : 1 }),
      ])
  }

  private func pairFrame(
    _ month: Month, states: [UInt8], groups: [(bits: UInt16, code: UInt8)],
    place: (codes: [UInt32], dimensions: [String: [Int32]]), leistungen: [UInt32],
    measures: [String: Frame.Measure]
  ) -> Frame {
    var bases: [Frame.Codes] = [
      .words(repeated(place.codes, groups.count)), .words(repeated(leistungen, groups.count)),
      .constant(UInt32(dimensions.monthCode(month))), .bytes(states),
    ]
    var columns = place.dimensions.mapValues { Frame.Dimension(base: 0, codeOf: $0) }
    for (name, codes) in dimensions.ofLeistung {
      columns[name] = Frame.Dimension(base: 1, codeOf: codes)
    }
    columns["month"] = monthDimension(base: 2)
    if groups.count > 1 {
      bases.append(
        .bytes(groups.flatMap { repeatElement($0.code, count: leistungen.count) }))
      columns["process_kind"] = Frame.Dimension(
        base: 4, codeOf: (0..<Int32(ProcessKind.allCases.count)).map { $0 })
    }
    return Frame(rowCount: states.count, bases: bases, dimensions: columns, measures: measures)
  }

  func monthDimension(base: Int) -> Frame.Dimension {
    Frame.Dimension(
      base: base, codeOf: (0..<Int32(dimensions.keySpaces["month"]!.count)).map { $0 })
  }

  /// The array itself where it is wanted once, so that frames share it.
  private func repeated<Element>(_ array: [Element], _ count: Int) -> [Element] {
    count == 1 ? array : Array(repeatElement(array, count: count).joined())
  }
}
