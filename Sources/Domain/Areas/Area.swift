/// What an area is by law. The raw value is the German word printed on pages and in exports.
public enum AreaKind: String, Sendable, CaseIterable {
  case land = "Land"
  case regierungsbezirk = "Regierungsbezirk"
  case landkreis = "Landkreis"
  case stadtkreis = "Stadtkreis"
  case grosseKreisstadt = "Große Kreisstadt"
  case stadt = "Stadt"
  case gemeinde = "Gemeinde"
  case verwaltungsgemeinschaft = "Verwaltungsgemeinschaft"
  case gemeindefreiesGebiet = "Gemeindefreies Gebiet"
}

/// A row of the feed `areas`: one area as the register gives it.
public struct Area: Sendable, Hashable {
  public let ars: ARS
  /// Level at which the area is counted; `nil` for a Verwaltungsgemeinschaft and for a
  /// gemeindefreies Gebiet, which are no level of their own.
  public let level: AreaLevel?
  public let name: String
  public let kind: AreaKind
  /// The next area above (Gemeinde → Kreis → Regierungsbezirk → Land); `nil` for the Land.
  public let parent: ARS?
  /// Inhabitants; `nil` where the register does not report them.
  public let population: Int64?
  /// Square kilometres.
  public let areaKm2: Double?

  public init(
    ars: ARS, level: AreaLevel?, name: String, kind: AreaKind, parent: ARS?, population: Int64?,
    areaKm2: Double?
  ) {
    self.ars = ars
    self.level = level
    self.name = name
    self.kind = kind
    self.parent = parent
    self.population = population
    self.areaKm2 = areaKm2
  }

  /// The key people use at this level: `08`, `081`, `08115`, `08115003`.
  public var ags: String {
    switch level {
    case .land: String(ars.digits.prefix(2))
    case .regierungsbezirk: String(ars.digits.prefix(3))
    case .kreis: ars.kreis5
    case .gemeinde, nil: ars.ags8
    }
  }
}
