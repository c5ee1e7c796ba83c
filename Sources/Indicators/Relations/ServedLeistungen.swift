import Domain

/// a(u, l, t) at the end of one month under one rule: which Behörde has which Leistung online, and
/// by which kinds of processes.
struct ServedLeistungen {
  /// What processes of the kinds named do for a Behörde and a Leistung.
  struct Cell {
    fileprivate let bits: UInt16

    /// Active and counted by the rule, by a process of one of the kinds.
    func counts(_ kinds: UInt16) -> Bool { bits & kinds != 0 }
    /// Active and rated in the model of the rule, at any level.
    func isRated(_ kinds: UInt16) -> Bool { bits >> 5 & kinds != 0 }
    /// Where nothing counts: whether it is active, but rated in the other Reifegrad model.
    func isUnknown(_ kinds: UInt16) -> Bool { bits & kinds == 0 && bits >> 10 & kinds != 0 }
  }

  /// One bit for each kind of process, one for processes without registered kind.
  static let otherKind: UInt16 = 1 << 4
  static let anyKind: UInt16 = 0b11111

  static func bit(_ kind: ProcessKind?) -> UInt16 {
    kind.map { 1 << UInt16(ProcessKind.allCases.firstIndex(of: $0)!) } ?? otherKind
  }

  /// Bits 0–4: counted, 5–9: rated in the model of the rule, 10–14: rated in the other one.
  private var cells: [UInt16]
  private let leistungCount: Int

  init(_ state: ProjectState, _ month: Month, _ rule: CountingRule) {
    let registers = state.registers
    leistungCount = registers.leistungen.count
    cells = [UInt16](repeating: 0, count: registers.authorities.count * leistungCount)
    let intervals = state.coverage.intervals
    for position in state.active(in: month) {
      let interval = intervals[Int(position)]
      let process = registers.processes[Int(interval.process)]
      let bit = Self.bit(process.kind)
      let bits: UInt16 =
        switch rule.counts(interval.record) {
        case true?: bit | bit << 5
        case false?: bit << 5
        case nil: bit << 10
        }
      for leistung in process.leistungen {
        cells[Int(interval.authority) * leistungCount + leistung] |= bits
      }
    }
  }

  @inline(__always)
  func cell(_ authority: Int, _ leistung: Int) -> Cell {
    Cell(bits: cells[authority * leistungCount + leistung])
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
