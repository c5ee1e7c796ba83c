import Domain

/// a(u, l, t) at the end of one month under one rule: which Behörde has which Leistung online, and
/// by which kinds of processes.
struct ServedLeistungen {
  /// Bits of a cell: one for each kind of process, one for processes without registered kind, one
  /// for "active, but rated in the other Reifegrad model".
  static let otherKind: UInt8 = 1 << 4
  static let unknown: UInt8 = 1 << 7
  static let anyKind: UInt8 = 0b11111
  static let standard = bit(.standard)

  static func bit(_ kind: ProcessKind?) -> UInt8 {
    kind.map { 1 << UInt8(ProcessKind.allCases.firstIndex(of: $0)!) } ?? otherKind
  }

  private var cells: [UInt8]
  private let leistungCount: Int

  init(_ state: ProjectState, _ month: Month, _ rule: CountingRule) {
    let registers = state.registers
    leistungCount = registers.leistungen.count
    cells = [UInt8](repeating: 0, count: registers.authorities.count * leistungCount)
    let intervals = state.coverage.intervals
    for position in state.active(in: month) {
      let interval = intervals[Int(position)]
      let process = registers.processes[Int(interval.process)]
      let bit: UInt8 =
        switch rule.counts(interval.record) {
        case true?: Self.bit(process.kind)
        case false?: 0
        case nil: Self.unknown
        }
      for leistung in process.leistungen {
        cells[Int(interval.authority) * leistungCount + leistung] |= bit
      }
    }
  }

  /// The bits of a Behörde and a Leistung.
  @inline(__always)
  func cell(_ authority: Int, _ leistung: Int) -> UInt8 {
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
