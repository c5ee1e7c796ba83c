import Columns
import Domain

/// The areas of the project: which Gemeinden count, to which Kreis and Verband they belong, and
/// which key names which Behörde. The newest row of an area stands.
public struct AreaRegister: Sendable {
  /// A Gemeinde that counts (gemeindefreie Gebiete do not). A Stadtkreis is one of them.
  public struct Gemeinde: Sendable, Hashable {
    public let ars: ARS
    public let name: String
    public let kind: AreaKind
    /// The Verwaltungsgemeinschaft it belongs to, or `nil`.
    public let verband: ARS?
    public let population: Int64?

    /// A Stadtkreis is Kreis and Gemeinde in one: one Behörde with both roles.
    public var isStadtkreis: Bool { kind == .stadtkreis }

    package init(ars: ARS, name: String, kind: AreaKind, verband: ARS?, population: Int64?) {
      self.ars = ars
      self.name = name
      self.kind = kind
      self.verband = verband
      self.population = population
    }
  }

  /// Sorted by level, then ARS; Verwaltungsgemeinschaften and gemeindefreie Gebiete last. A
  /// Stadtkreis is listed as Kreis and as Gemeinde.
  public let areas: [Area]
  /// Sorted by AGS with 8 digits.
  public let gemeinden: [Gemeinde]
  private let arsOfAGS8: [String: ARS]
  private let areaOfARS: [ARS: Area]

  public init(_ batch: ColumnBatch?) {
    let rows = batch.map(Self.newestRows) ?? []
    var areas: [Area] = []
    for row in rows {
      let levels: [AreaLevel?] =
        switch row.kind {
        case .land: [.land]
        case .regierungsbezirk: [.regierungsbezirk]
        case .landkreis: [.kreis]
        case .stadtkreis: [.kreis, .gemeinde]
        case .grosseKreisstadt, .stadt, .gemeinde: [.gemeinde]
        case .verwaltungsgemeinschaft, .gemeindefreiesGebiet: [nil]
        }
      areas += levels.map { row.area(level: $0) }
    }
    let rank = { (area: Area) in area.level.map { AreaLevel.allCases.firstIndex(of: $0)! } ?? 9 }
    self.areas = areas.sorted {
      (rank($0), $0.ars.digits, $0.kind.rawValue) < (rank($1), $1.ars.digits, $1.kind.rawValue)
    }
    let verbaende = Set(rows.filter { $0.kind == .verwaltungsgemeinschaft }.map(\.ars))
    let members = areas.filter { $0.level == .gemeinde }
      .reduce(into: [ARS: Int]()) { $0[$1.ars.verband, default: 0] += 1 }
    gemeinden = areas.filter { $0.level == .gemeinde }
      .map { area in
        // A Verband of one Gemeinde is the Gemeinde itself.
        let verband = area.ars.verband
        let isMember = verbaende.contains(verband) && members[verband]! > 1
        return Gemeinde(
          ars: area.ars, name: area.name, kind: area.kind, verband: isMember ? verband : nil,
          population: area.population)
      }
      .sorted { $0.ars.ags8 < $1.ars.ags8 }
    arsOfAGS8 = Dictionary(
      gemeinden.map { ($0.ars.ags8, $0.ars) }, uniquingKeysWith: { first, _ in first })
    areaOfARS = Dictionary(self.areas.map { ($0.ars, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public var isEmpty: Bool { areas.isEmpty }

  /// The area of an ARS (a Stadtkreis as Kreis), or `nil` where it is not registered.
  public func area(_ ars: ARS) -> Area? { areaOfARS[ars] }

  /// The one key of a Behörde: the ARS with 12 digits for a key as delivered (AGS with 5 or 8
  /// digits or ARS). A key that the register does not know stays as it is, and joins when the
  /// register arrives.
  public func canonicalAuthority(_ key: String) -> String {
    switch key.utf8.count {
    case 5: return key + "0000000"
    case 8:
      if key.hasSuffix("000") { return key.prefix(5) + "0000000" }
      return arsOfAGS8[key]?.digits ?? key
    case 12:
      guard let ars = ARS(key), areaOfARS[ars] == nil, !key.hasSuffix("000") else { return key }
      return arsOfAGS8[ars.ags8]?.digits ?? key
    default: return key
    }
  }

  private struct Row {
    let ars: ARS
    let name: String
    let kind: AreaKind
    let population: Int64?
    let areaKm2: Double?
    let validFrom: Day
    let validTo: Day?

    func area(level: AreaLevel?) -> Area {
      let parent: ARS? =
        switch level {
        case .land: nil
        case .regierungsbezirk: ars.land
        case .kreis: ars.regierungsbezirk
        case .gemeinde, nil: ars.kreis
        }
      return Area(
        ars: ars, level: level, name: name, kind: kind, parent: parent, population: population,
        areaKm2: areaKm2)
    }
  }

  /// The newest row of each (ARS, kind) that has not ended before the register's newest day.
  private static func newestRows(_ batch: ColumnBatch) -> [Row] {
    let ars = batch.texts("ars")
    let name = batch.texts("name")
    let kind = batch.texts("kind")
    let population = batch.integers("population")
    let areaKm2 = batch.reals("area_km2")
    let validFrom = batch.days("valid_from")
    let validTo = batch.days("valid_to")
    var newest: [String: Row] = [:]
    for index in 0..<batch.rowCount {
      guard let key = ars[index].flatMap({ ARS($0) }),
        let kind = kind[index].flatMap(AreaKind.init), let from = validFrom[index]
      else { continue }
      let row = Row(
        ars: key, name: name[index] ?? key.digits, kind: kind, population: population[index],
        areaKm2: areaKm2[index], validFrom: from, validTo: validTo[index])
      let id = key.digits + kind.rawValue
      if let known = newest[id], known.validFrom >= from { continue }
      newest[id] = row
    }
    let asOf = newest.values.map(\.validFrom).max()
    return newest.values.filter { row in row.validTo.map { $0 >= asOf! } ?? true }
      .sorted { ($0.ars.digits, $0.kind.rawValue) < ($1.ars.digits, $1.kind.rawValue) }
  }
}
