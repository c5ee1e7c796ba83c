import Columns
import Domain

/// The rows of the feed `areas` → from when to when each of them is true.
///
/// A row is true until its `valid_to`, until the next row of the same area begins, or until an
/// *edition* of the register no longer lists the area. An edition is a day on which the Land
/// itself and more than half of its Gemeinden begin a row: the official register comes as a whole
/// and does not say what has ended. What the first edition lists stands for the time before it as
/// well, because the day of an edition is not the day on which its areas were founded.
///
/// Gemeinden are the same while their AGS is: with another Verband comes another ARS, with another
/// status another kind.
struct AreaHistory {
  struct Row {
    let ars: ARS
    let name: String
    let kind: AreaKind
    let population: Int64?
    let areaKm2: Double?
    var validity: Validity

    /// What stays the same while name, status, Verband or size change.
    var identity: String { kind.isGemeinde ? ars.ags8 : ars.digits }

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

  /// Sorted by identity, then beginning.
  let rows: [Row]
  /// First and last day on which any row begins; `nil` without rows.
  let days: ClosedRange<Day>?

  init(_ batch: ColumnBatch?) {
    let read = batch.map(Self.read) ?? []
    days = read.map(\.from).min().map { $0...read.map(\.from).max()! }
    let editions = Editions(read)
    rows = Dictionary(grouping: read, by: \.row.identity).sorted { $0.key < $1.key }
      .flatMap { Self.chain($0.value, editions) }
  }

  fileprivate typealias ReadRow = (row: Row, from: Day)

  /// The rows as delivered, the deliveries that count most last.
  private static func read(_ batch: ColumnBatch) -> [ReadRow] {
    let (ars, name, kind) = (batch.texts("ars"), batch.texts("name"), batch.texts("kind"))
    let (population, areaKm2) = (batch.integers("population"), batch.reals("area_km2"))
    let (validFrom, validTo) = (batch.days("valid_from"), batch.days("valid_to"))
    return (0..<batch.rowCount).compactMap { index -> ReadRow? in
      guard let key = ars[index].flatMap({ ARS($0) }),
        let kind = kind[index].flatMap(AreaKind.init), let from = validFrom[index]
      else { return nil }
      let row = Row(
        ars: key, name: name[index] ?? key.digits, kind: kind, population: population[index],
        areaKm2: areaKm2[index], validity: Validity(from: from, to: validTo[index]))
      return (row, from)
    }
  }

  /// The rows of one area, each cut off where the next one begins. Of several that begin on one
  /// day the one delivered last counts.
  private static func chain(_ rows: [ReadRow], _ editions: Editions) -> [Row] {
    var ofDay: [Day: Row] = [:]
    for row in rows { ofDay[row.from] = row.row }
    let days = ofDay.keys.sorted()
    return days.indices.compactMap { index -> Row? in
      var row = ofDay[days[index]]!
      let next = index + 1 < days.count ? days[index + 1] : nil
      let dropped = row.validity.to == nil ? editions.first(after: days[index], listing: row) : nil
      let ends = [row.validity.to, next.map { $0 + -1 }, dropped.map { $0 + -1 }]
      row.validity = Validity(
        from: index == 0 && days[0] <= editions.beginning(row) ? nil : days[index],
        to: ends.compactMap { $0 }.min())
      return row.validity.isEmpty ? nil : row
    }
  }

  /// The days on which the register was delivered as a whole, by Land.
  private struct Editions {
    private var days: [String: [Day]] = [:]
    /// Editions that list Verwaltungsgemeinschaften too.
    private var withVerbaende: [String: [Day]] = [:]
    private var first: [String: Day] = [:]

    init(_ rows: [ReadRow]) {
      for (land, rows) in Dictionary(grouping: rows, by: { $0.row.ars.digits.prefix(2) }) {
        let land = String(land)
        let gemeinden = Set(rows.lazy.filter { $0.row.kind.isGemeinde }.map(\.row.identity)).count
        let editions = Dictionary(grouping: rows, by: \.from).filter { _, rows in
          rows.contains { $0.row.kind == .land }
            && rows.count { $0.row.kind.isGemeinde } * 2 > gemeinden
        }
        days[land] = editions.keys.sorted()
        withVerbaende[land] = editions.filter { _, rows in
          rows.contains { $0.row.kind == .verwaltungsgemeinschaft }
        }.keys.sorted()
        first[land] = days[land]!.first ?? rows.map(\.from).min()
      }
    }

    /// The first day of the register of a row's Land.
    func beginning(_ row: Row) -> Day { first[String(row.ars.digits.prefix(2))]! }

    /// The first later edition that would have to list an area. Land, Regierungsbezirke and Kreise
    /// end only where a row says so.
    func first(after day: Day, listing row: Row) -> Day? {
      let land = String(row.ars.digits.prefix(2))
      if row.kind.isGemeinde { return days[land]!.first { $0 > day } }
      if row.kind == .verwaltungsgemeinschaft { return withVerbaende[land]!.first { $0 > day } }
      return nil
    }
  }
}

extension AreaKind {
  /// Whether areas of the kind are on the lowest level: Gemeinden with any status, and the
  /// uninhabited gemeindefreie Gebiete.
  var isGemeinde: Bool {
    switch self {
    case .stadtkreis, .grosseKreisstadt, .stadt, .gemeinde, .gemeindefreiesGebiet: true
    case .land, .regierungsbezirk, .landkreis, .verwaltungsgemeinschaft: false
    }
  }
}
