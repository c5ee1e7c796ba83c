import Domain

/// What is known of a pair (Behörde or Gemeinde × Leistung) at the end of a month, as the code of a
/// base column: measures are looked up by it.
struct PairState: OptionSet {
  let rawValue: UInt8

  static let active = PairState(rawValue: 1)
  static let notApplicable = PairState(rawValue: 2)
  /// Active, but rated in the other Reifegrad model: takes no part.
  static let unknown = PairState(rawValue: 4)
  /// Active and rated in the model of the rule, at any level.
  static let online = PairState(rawValue: 8)
  static let standard = PairState(rawValue: 16)
  static let universal = PairState(rawValue: 32)
  static let individual = PairState(rawValue: 64)
  /// Not active here, but online outside service-bw.
  static let elsewhere = PairState(rawValue: 128)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// - Parameter kinds: bits of the kinds of process that are looked at.
  private init(_ cell: ServedLeistungen.Cell, kinds: UInt16) {
    self = []
    if cell.isRated(kinds) { insert(.online) }
    if cell.isUnknown(kinds) {
      insert(.unknown)
    } else if cell.counts(kinds) {
      insert(.active)
      for (state, kind) in [
        (PairState.standard, ProcessKind.standard), (.universal, .universal),
        (.individual, .individual),
      ] where cell.counts(kinds & ServedLeistungen.bit(kind)) { insert(state) }
    } else if cell.isElsewhere {
      insert(.elsewhere)
    }
  }

  /// `[bits of a cell]`: its state, where processes of some kinds are looked at.
  static func table(_ kinds: UInt16) -> [UInt8] {
    tables.value(kinds) {
      (0...UInt16.max).map { PairState(ServedLeistungen.Cell(bits: $0), kinds: kinds).rawValue }
    }
  }

  private static let tables = Memo<UInt16, [UInt8]>()

  /// A measure that is 1 where a state has `flag`, else 0; without value where the pair does not
  /// exist or is unknown.
  static func measure(_ flag: PairState, base: Int) -> Frame.Measure {
    lookup(base) { state in
      state.isDisjoint(with: [.notApplicable, .unknown])
        ? (state.contains(flag) ? 1 : 0) : Frame.null
    }
  }

  /// 1 for pairs that count, 0 for those that do not exist here.
  static func pairs(base: Int) -> Frame.Measure {
    lookup(base) { state in
      state.contains(.unknown) ? Frame.null : state.contains(.notApplicable) ? 0 : 1
    }
  }

  /// 1 for pairs that do not exist here.
  static func notApplicable(base: Int) -> Frame.Measure {
    lookup(base) { $0.contains(.notApplicable) ? 1 : 0 }
  }

  private static func lookup(_ base: Int, _ value: (PairState) -> Int64) -> Frame.Measure {
    .lookup(base: base, values: (0...UInt8.max).map { value(PairState(rawValue: $0)) })
  }
}
