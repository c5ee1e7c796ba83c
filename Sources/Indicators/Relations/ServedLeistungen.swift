import Domain

/// a(u, l, t) at the end of one month under one rule: which Behörde has which Leistung online, and
/// by which kinds of processes; and what is online elsewhere.
struct ServedLeistungen: Sendable {
  /// What processes of the kinds named do for a Behörde and a Leistung.
  struct Cell {
    let bits: UInt16

    /// Active and counted by the rule, by a process of one of the kinds.
    func counts(_ kinds: UInt16) -> Bool { bits & kinds != 0 }
    /// Active and rated in the model of the rule, at any level.
    func isRated(_ kinds: UInt16) -> Bool { bits >> 5 & kinds != 0 }
    /// Where nothing counts: whether it is active, but rated in the other Reifegrad model.
    func isUnknown(_ kinds: UInt16) -> Bool { bits & kinds == 0 && bits >> 10 & kinds != 0 }
    /// Online outside service-bw, whatever the rule.
    var isElsewhere: Bool { bits & ServedLeistungen.elsewhere != 0 }
  }

  /// One bit for each kind of process, one for processes without registered kind.
  static let otherKind: UInt16 = 1 << 4
  static let anyKind: UInt16 = 0b11111
  private static let elsewhere: UInt16 = 1 << 15

  static func bit(_ kind: ProcessKind?) -> UInt16 {
    kind.map { 1 << UInt16(ProcessKind.allCases.firstIndex(of: $0)!) } ?? otherKind
  }

  /// Bits 0–4: counted, 5–9: rated in the model of the rule, 10–14: rated in the other one,
  /// 15: online elsewhere.
  private let cells: [UInt16]
  private let leistungCount: Int

  init(_ state: ProjectState, _ month: Month, _ rule: CountingRule) {
    let registers = state.registers
    leistungCount = registers.leistungen.count
    let count = leistungCount
    var cells = [UInt16](repeating: 0, count: registers.authorities.count * count)
    let bitOf = registers.processes.map { Self.bit($0.kind) }
    let leistungenOf = registers.processes.map(\.leistungen)
    let intervals = state.coverage.intervals
    for position in state.active(in: month) {
      let interval = intervals[Int(position)]
      let bit = bitOf[Int(interval.process)]
      let bits: UInt16 =
        switch rule.counts(interval.record) {
        case true?: bit | bit << 5
        case false?: bit << 5
        case nil: bit << 10
        }
      for leistung in leistungenOf[Int(interval.process)] {
        cells[Int(interval.authority) * count + leistung] |= bits
      }
    }
    for pair in state.elsewhere(on: state.day(of: month)) {
      cells[Int(pair >> 32) * count + Int(UInt32(truncatingIfNeeded: pair))] |= Self.elsewhere
    }
    self.cells = cells
  }

  @inline(__always)
  func cell(_ authority: Int, _ leistung: Int) -> Cell {
    Cell(bits: cells[authority * leistungCount + leistung])
  }

  /// The codes of ``PairState`` of some pairs.
  /// - Parameters:
  ///   - kinds: bits of the kinds of process that are looked at.
  ///   - authorities: ``CompetenceMap/notApplicable`` where nobody is competent.
  func fill(
    _ states: UnsafeMutableBufferPointer<UInt8>, kinds: UInt16, authorities: [Int32],
    leistungen: [UInt32]
  ) {
    PairState.table(kinds).withUnsafeBufferPointer { stateOf in
      cells.withUnsafeBufferPointer { cells in
        authorities.withUnsafeBufferPointer { authorities in
          leistungen.withUnsafeBufferPointer { leistungen in
            for row in authorities.indices {
              let authority = authorities[row]
              states[row] =
                authority == CompetenceMap.notApplicable
                ? PairState.notApplicable.rawValue
                : stateOf[Int(cells[Int(authority) * leistungCount + Int(leistungen[row])])]
            }
          }
        }
      }
    }
  }
}

extension ProjectState {
  /// Whether a month can be judged by a rule: a Reifegrad model in which nothing is rated that
  /// month says nothing about it.
  func isRated(_ month: Month, _ rule: CountingRule) -> Bool {
    guard case .maturity(let model, _) = rule else { return true }
    let intervals = coverage.intervals
    return active(in: month).contains { intervals[Int($0)].record.model == model }
  }
}
