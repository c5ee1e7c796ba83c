import Domain

/// The frames of the pair relations: one a month, which shares all arrays but the states with the
/// other months of its period.
extension ProjectState {
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
    let groups = kindGroups(splits)
    let states = states(
      month, rule, groups, authorities: rows.competent, leistungen: rows.leistungen)
    let columns = pairColumns(month, .gemeinden, splits) {
      PairColumns(rows.gemeinden, rows.leistungen, rows.expectedCases, kinds: groups.map(\.code))
    }
    return pairFrame(
      month, states: states, columns, place: dimensions.ofGemeinde,
      measures: [
        "pairs": PairState.pairs(base: 3), "active": PairState.measure(.active, base: 3),
        "elsewhere": PairState.measure(.elsewhere, base: 3),
        "not_applicable": PairState.notApplicable(base: 3),
        "population": .lookup(base: 0, values: populations),
        "expected_cases": .values(columns.expectedCases),
      ])
  }

  func authorityPairs(_ month: Month, _ rule: CountingRule, splits: Bool) -> Frame? {
    guard isRated(month, rule) else { return nil }
    let rows = pairs(in: month)
    let groups = kindGroups(splits)
    let states = states(
      month, rule, groups, authorities: rows.authorities.map { Int32($0) },
      leistungen: rows.authorityLeistungen)
    let columns = pairColumns(month, .authorities, splits) {
      PairColumns(rows.authorities, rows.authorityLeistungen, kinds: groups.map(\.code))
    }
    return pairFrame(
      month, states: states, columns, place: dimensions.ofAuthority,
      measures: [
        "pairs": PairState.pairs(base: 3), "active": PairState.measure(.active, base: 3),
        "online": PairState.measure(.online, base: 3),
        "standard": PairState.measure(.standard, base: 3),
        "universal": PairState.measure(.universal, base: 3),
        "individual": PairState.measure(.individual, base: 3),
        // Land, Regierungspräsidien and Bund are no Kommunen.
        "kommunal": .lookup(
          base: 0, values: dimensions.ofAuthority["kreis"]!.map { $0 == Frame.noKey ? 0 : 1 }),
        "shared": .lookup(base: 1, values: rows.isShared),
      ])
  }

  /// The rows of the Leistungen of each list.
  func listedPairs(_ month: Month, _ rule: CountingRule) -> Frame? {
    guard isRated(month, rule) else { return nil }
    let map = competence(in: month)
    var gemeinden: [UInt32] = []
    var leistungen: [UInt32] = []
    var listed: [UInt32] = []
    var competent: [Int32] = []
    for (code, list) in lists.enumerated() {
      for leistung in list.leistungen(registers, on: day(of: month)) {
        guard let authorities = map.authorities[leistung] else { continue }
        gemeinden += map.gemeinden
        competent += map.gemeinden.map { authorities[Int($0)] }
        leistungen += repeatElement(UInt32(leistung), count: map.gemeinden.count)
        listed += repeatElement(UInt32(code), count: map.gemeinden.count)
      }
    }
    let groups = kindGroups(false)
    let frame = pairFrame(
      month,
      states: states(month, rule, groups, authorities: competent, leistungen: leistungen),
      PairColumns(gemeinden, leistungen), place: dimensions.ofGemeinde,
      measures: [
        "pairs": PairState.pairs(base: 3), "active": PairState.measure(.active, base: 3),
        "not_applicable": PairState.notApplicable(base: 3),
      ])
    return frame.adding(
      .words(listed), dimension: "list", codeOf: lists.indices.map { Int32($0) })
  }

  /// The pairs that were there twelve months before as well.
  func authorityPanel(_ month: Month, _ rule: CountingRule) -> Frame? {
    let before = month + -12
    guard let stateMonths, stateMonths.contains(before), isRated(month, rule),
      isRated(before, rule)
    else { return nil }
    let now = pairs(in: month)
    let then = pairs(in: before)
    let known = Set(zip(then.authorities, then.authorityLeistungen).map { Self.pair($0, $1) })
    let rows = now.authorities.indices.filter {
      known.contains(Self.pair(now.authorities[$0], now.authorityLeistungen[$0]))
    }
    let served = served(month, rule)
    let servedBefore = self.served(before, rule)
    var authorities: [UInt32] = []
    var leistungen: [UInt32] = []
    var active: [Int64] = []
    var activeBefore: [Int64] = []
    for row in rows {
      let (authority, leistung) = (now.authorities[row], now.authorityLeistungen[row])
      let cells = [served, servedBefore].map { $0.cell(Int(authority), Int(leistung)) }
      guard cells.allSatisfy({ !$0.isUnknown(ServedLeistungen.anyKind) }) else { continue }
      authorities.append(authority)
      leistungen.append(leistung)
      active.append(cells[0].counts(ServedLeistungen.anyKind) ? 1 : 0)
      activeBefore.append(cells[1].counts(ServedLeistungen.anyKind) ? 1 : 0)
    }
    return pairFrame(
      month, states: [UInt8](repeating: 0, count: active.count),
      PairColumns(authorities, leistungen), place: dimensions.ofAuthority,
      measures: [
        "pairs": .constant(1), "active": .values(active), "active_before": .values(activeBefore),
      ])
  }

  /// `[group][row]`, codes of ``PairState``.
  /// - Parameter authorities: ``CompetenceMap/notApplicable`` where nobody is competent.
  private func states(
    _ month: Month, _ rule: CountingRule, _ groups: [(bits: UInt16, code: UInt8)],
    authorities: [Int32], leistungen: [UInt32]
  ) -> [UInt8] {
    let served = served(month, rule)
    let count = authorities.count
    return [UInt8](unsafeUninitializedCapacity: count * groups.count) { states, written in
      for (place, group) in groups.enumerated() {
        served.fill(
          .init(rebasing: states[(place * count)..<((place + 1) * count)]), kinds: group.bits,
          authorities: authorities, leistungen: leistungen)
      }
      written = count * groups.count
    }
  }

  /// Pairs (Behörde, Leistung) that are online outside service-bw.
  func elsewhere(on day: Day) -> Set<UInt64> {
    guard let batch = facts.elsewhere else { return [] }
    let (leika, authority) = (batch.texts("leika"), batch.texts("authority_ars"))
    let since = batch.days("since")
    return Set(
      (0..<batch.rowCount).compactMap { row in
        guard since[row].map({ $0 <= day }) ?? true,
          let leistung = leika[row].flatMap({ registers.leistungCode[$0] }),
          let authority = authority[row].flatMap({ registers.knownAuthority($0) })
        else { return nil }
        return Self.pair(authority, leistung)
      })
  }

  private func pairFrame(
    _ month: Month, states: [UInt8], _ rows: PairColumns, place: [String: [Int32]],
    measures: [String: Frame.Measure]
  ) -> Frame {
    let frame = frame(
      month, place: (rows.places, place), subject: (rows.leistungen, dimensions.ofLeistung),
      states: states, measures: measures)
    guard let kinds = rows.kinds else { return frame }
    return frame.adding(
      .bytes(kinds), dimension: "process_kind",
      codeOf: (0..<Int32(ProcessKind.allCases.count)).map { $0 })
  }

  /// Two numbers as one key, sorted by the first.
  static func pair(_ first: some BinaryInteger, _ second: some BinaryInteger) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: first)) << 32 | UInt64(UInt32(truncatingIfNeeded: second))
  }
}
