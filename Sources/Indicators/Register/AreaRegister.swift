import Columns
import Domain

/// The areas of the project: which Gemeinden count when, to which Kreis and Verband they belong,
/// and which key names which Behörde.
public struct AreaRegister: Sendable {
  /// A Gemeinde that counts (gemeindefreie Gebiete do not), in one state of its history: with
  /// another size, status or Verband begins another state. A Stadtkreis is one of them.
  public struct Gemeinde: Sendable, Hashable {
    public let ars: ARS
    public let name: String
    public let kind: AreaKind
    /// The Verwaltungsgemeinschaft it belongs to, or `nil`.
    public let verband: ARS?
    public let population: Int64?
    /// The days on which this was its state.
    public let validity: Validity

    /// A Stadtkreis is Kreis and Gemeinde in one: one Behörde with both roles.
    public var isStadtkreis: Bool { kind == .stadtkreis }

    package init(
      ars: ARS, name: String, kind: AreaKind, verband: ARS?, population: Int64?,
      validity: Validity = .always
    ) {
      self.ars = ars
      self.name = name
      self.kind = kind
      self.verband = verband
      self.population = population
      self.validity = validity
    }

    public func exists(on day: Day) -> Bool { validity.contains(day) }
  }

  /// The areas of the newest day of the register, sorted by level, then ARS;
  /// Verwaltungsgemeinschaften and gemeindefreie Gebiete last. A Stadtkreis is listed as Kreis and
  /// as Gemeinde.
  public let areas: [Area]
  /// All states of all Gemeinden, sorted by AGS with 8 digits, then time: at most one state of a
  /// Gemeinde exists on a day.
  public let gemeinden: [Gemeinde]
  /// First and last day on which the register changes; `nil` for an empty one. What was on the
  /// first day stands for the time before, what was on the last for the time after.
  public let days: ClosedRange<Day>?
  /// AGS → ARS of the last state.
  private let arsOfAGS8: [String: ARS]
  private let areaOfARS: [ARS: Area]
  private let history: [ARS: [AreaHistory.Row]]

  public init(_ batch: ColumnBatch?) {
    let history = AreaHistory(batch)
    days = history.days
    areas = Self.areas(history.rows.filter { $0.validity.contains(history.days!.upperBound) })
    gemeinden = Self.gemeinden(history.rows)
    arsOfAGS8 = Dictionary(
      gemeinden.map { ($0.ars.ags8, $0.ars) }, uniquingKeysWith: { _, last in last })
    areaOfARS = Dictionary(areas.map { ($0.ars, $0) }, uniquingKeysWith: { first, _ in first })
    self.history = Dictionary(grouping: history.rows, by: \.ars)
  }

  public var isEmpty: Bool { days == nil }

  /// The area of an ARS (a Stadtkreis as Kreis), or `nil` where it is not registered.
  public func area(_ ars: ARS) -> Area? { areaOfARS[ars] }

  /// Whether an ARS names or named an area.
  func isRegistered(_ ars: ARS) -> Bool { history[ars] != nil }

  /// The area of an ARS as it was on a day; where it does not exist then, as it was at last.
  /// - Returns: `nil` where no row has the ARS.
  public func area(_ ars: ARS, on day: Day) -> Area? {
    guard let rows = history[ars] else { return nil }
    let row = rows.first { $0.validity.contains(day) } ?? rows.last!
    return row.area(level: row.levels[0])
  }

  /// The one key of a Behörde: the ARS with 12 digits for a key as delivered (AGS with 5 or 8
  /// digits or ARS). A Gemeinde that changed its Verband keeps the key that it has now. A key that
  /// the register does not know stays as it is, and joins when the register arrives.
  public func canonicalAuthority(_ key: String) -> String {
    switch key.utf8.count {
    case 5: return key + "0000000"
    case 8:
      if key.hasSuffix("000") { return key.prefix(5) + "0000000" }
      return arsOfAGS8[key]?.digits ?? key
    case 12:
      guard let ars = ARS(key), !key.hasSuffix("000") else { return key }
      return arsOfAGS8[ars.ags8]?.digits ?? key
    default: return key
    }
  }

  /// The last state of each Gemeinde; of one that was merged away, that before the merger.
  var lastStates: [Gemeinde] {
    gemeinden.indices.filter {
      $0 + 1 == gemeinden.count || gemeinden[$0 + 1].ars.ags8 != gemeinden[$0].ars.ags8
    }.map { gemeinden[$0] }
  }

  /// Days on which a Gemeinde begins, ends or changes, ascending.
  var changeDays: [Day] { Set(gemeinden.lazy.flatMap(\.validity.changeDays)).sorted() }

  private static func areas(_ rows: [AreaHistory.Row]) -> [Area] {
    let rank = { (area: Area) in area.level.map { AreaLevel.allCases.firstIndex(of: $0)! } ?? 9 }
    return rows.flatMap { row in row.levels.map { row.area(level: $0) } }.sorted {
      (rank($0), $0.ars.digits, $0.kind.rawValue) < (rank($1), $1.ars.digits, $1.kind.rawValue)
    }
  }

  /// Splits the rows of Gemeinden where a Verband begins or ends.
  private static func gemeinden(_ rows: [AreaHistory.Row]) -> [Gemeinde] {
    let gemeinden = rows.filter { $0.levels.contains(.gemeinde) }
    let members = Dictionary(grouping: gemeinden, by: \.ars.verband)
    let verbaende = Dictionary(
      grouping: rows.filter { $0.kind == .verwaltungsgemeinschaft }, by: \.ars)
    return gemeinden.flatMap { row -> [Gemeinde] in
      let verband = row.ars.verband
      let (periods, others) = (verbaende[verband] ?? [], members[verband]!)
      func state(_ isMember: Bool, _ from: Day?, _ to: Day?) -> Gemeinde {
        Gemeinde(
          ars: row.ars, name: row.name, kind: row.kind, verband: isMember ? verband : nil,
          population: row.population, validity: Validity(from: from, to: to))
      }
      guard !periods.isEmpty else { return [state(false, row.validity.from, row.validity.to)] }
      // A Verband of one Gemeinde is the Gemeinde itself.
      func isMember(_ day: Day) -> Bool {
        periods.contains { $0.validity.contains(day) }
          && others.count { $0.validity.contains(day) } > 1
      }
      var states: [Gemeinde] = []
      var from = row.validity.from
      var was = isMember(from ?? Day(number: .min))
      for day in Set((periods + others).flatMap(\.validity.changeDays)).sorted()
      where row.validity.contains(day) && isMember(day) != was {
        states.append(state(was, from, day + -1))
        (from, was) = (day, !was)
      }
      return states + [state(was, from, row.validity.to)]
    }.sorted {
      ($0.ars.ags8, $0.validity.from?.number ?? .min)
        < ($1.ars.ags8, $1.validity.from?.number ?? .min)
    }
  }
}

extension AreaHistory.Row {
  /// Levels at which an area counts. A Stadtkreis is Kreis and Gemeinde; Verwaltungsgemeinschaften
  /// and gemeindefreie Gebiete are no level of their own.
  var levels: [AreaLevel?] {
    switch kind {
    case .land: [.land]
    case .regierungsbezirk: [.regierungsbezirk]
    case .landkreis: [.kreis]
    case .stadtkreis: [.kreis, .gemeinde]
    case .grosseKreisstadt, .stadt, .gemeinde: [.gemeinde]
    case .verwaltungsgemeinschaft, .gemeindefreiesGebiet: [nil]
    }
  }
}
