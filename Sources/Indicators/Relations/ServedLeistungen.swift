import Domain

/// a(u, l, t) at the end of one month under one rule: which Behörde has which Leistung online, and
/// by which kinds of processes.
struct ServedLeistungen {
  /// Bits of a cell: one for each kind of process, one for processes without registered kind; the
  /// same bits moved up by eight say "active, but rated in the other Reifegrad model".
  static let otherKind: UInt16 = 1 << 4
  static let anyKind: UInt16 = 0b11111
  static let standard = bit(.standard)

  /// Where nothing of a kind counts: whether it is active, but rated in the other model.
  static func isUnknown(_ cell: UInt16, kinds: UInt16) -> Bool { cell >> 8 & kinds != 0 }

  static func bit(_ kind: ProcessKind?) -> UInt16 {
    kind.map { 1 << UInt16(ProcessKind.allCases.firstIndex(of: $0)!) } ?? otherKind
  }

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
      let bit: UInt16 =
        switch rule.counts(interval.record) {
        case true?: Self.bit(process.kind)
        case false?: 0
        case nil: Self.bit(process.kind) << 8
        }
      for leistung in process.leistungen {
        cells[Int(interval.authority) * leistungCount + leistung] |= bit
      }
    }
  }

  /// The bits of a Behörde and a Leistung.
  @inline(__always)
  func cell(_ authority: Int, _ leistung: Int) -> UInt16 {
    cells[authority * leistungCount + leistung]
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
