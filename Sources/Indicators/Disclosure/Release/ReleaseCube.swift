import Columns
import Domain

/// Every cell of the public cube: true count, cell key and published value. Coarser cells add up
/// counts and keys of the finest, so the same records give the same value wherever they stand.
///
/// Land and Kreise have months and years, Gemeinden years only; each all Leistungen together
/// (Leistung 0) and one by one.
struct ReleaseCube: Sendable {
  let register: ReleaseRegister
  /// Those with a record; all others are 0 everywhere.
  let leistungen: [String]
  let isSensitive: [Bool]
  /// Of Land and Kreise: months, then years; of Gemeinden: years.
  let months: [Month]
  let years: [Int]
  /// Land and Kreise.
  var upper: ReleaseGrid
  /// Gemeinden.
  var lower: ReleaseGrid
  private let placeOfLeistung: [String: Int]
  private var placeOfPeriod: [PublicPeriod: Int] = [:]

  /// - Parameters:
  ///   - months: closed months, without a gap.
  ///   - key: of a year.
  init(
    _ counts: ProtectedCounts, _ register: ReleaseRegister, months: ClosedRange<Month>,
    key: (Int) throws -> ReleaseKey
  ) rethrows {
    self.register = register
    let cells = counts.cells.filter { months.contains($0.month) && $0.count > 0 }
    leistungen = Set(cells.compactMap(\.leistung)).sorted()
    isSensitive = leistungen.map(register.isSensitive)
    let firstMonth = months.lowerBound
    self.months = (0...(months.upperBound - firstMonth)).map { firstMonth + $0 }
    years = PublicPeriod.years(in: months)
    placeOfLeistung = Dictionary(uniqueKeysWithValues: zip(leistungen, 1...))
    upper = ReleaseGrid(
      areas: 1 + register.kreisCount, leistungen: leistungen.count + 1,
      periods: self.months.count + years.count)
    lower = ReleaseGrid(
      areas: register.gemeinden.count, leistungen: leistungen.count + 1, periods: years.count)
    for (place, period) in periods.enumerated() { placeOfPeriod[period] = place }
    for (cell, sum) in zip(cells, try Self.cellKeys(cells, register, key)) { add(cell, key: sum) }
    upper.perturb()
    lower.perturb()
  }

  /// The cell keys of finest cells: as many codes as there are records, so all cores take part.
  private static func cellKeys(
    _ cells: [ProtectedCounts.Cell], _ register: ReleaseRegister, _ key: (Int) throws -> ReleaseKey
  ) rethrows -> [UInt64] {
    var keys: [Int: ReleaseKey] = [:]
    for year in Set(cells.map(\.month.year)) { keys[year] = try key(year) }
    let size = 1_024
    let chunks = Parallel.map((cells.count + size - 1) / size, threads: Parallel.cores) {
      [keys] chunk -> [UInt64] in
      cells[chunk * size..<min((chunk + 1) * size, cells.count)].map { cell in
        keys[cell.month.year]!.cellKey(
          coordinates: coordinates(of: cell, register), count: cell.count)
      }
    }
    return chunks.flatMap { $0 }
  }

  /// Adds a finest cell to every cell that holds it.
  private mutating func add(_ cell: ProtectedCounts.Cell, key: UInt64) {
    let measure = PublicMeasure.allCases.firstIndex(of: cell.measure)!
    let leistung = cell.leistung.map { placeOfLeistung[$0]! }
    let sensitive = leistung.map { isSensitive[$0 - 1] } ?? false
    let year = placeOfPeriod[.year(cell.month.year)]
    let kreis = register.kreis(of: cell.area)
    let areas = kreis == ReleaseRegister.land ? [kreis] : [ReleaseRegister.land, kreis]
    let rows: [Int] = leistung.map { [0, $0] } ?? [0]
    let month = placeOfPeriod[.month(cell.month)]!
    let places: [Int] = year.map { [month, $0] } ?? [month]
    for row in rows {
      for area in areas {
        for period in places {
          let index = upper.index(measure, area, row, period)
          upper.add(cell.count, key: key, isSensitive: sensitive, to: index)
        }
      }
      if let year, register.gemeinden.contains(cell.area) {
        let gemeinde = cell.area - register.gemeinden.lowerBound
        let index = lower.index(measure, gemeinde, row, year - months.count)
        lower.add(cell.count, key: key, isSensitive: sensitive, to: index)
      }
    }
  }

  /// `measure|area|leistung|month`: AGS with 8 digits (5 for a Kreis, 2 for the Land), the LeiKa key
  /// or `-`.
  static func coordinates(of cell: ProtectedCounts.Cell, _ register: ReleaseRegister) -> String {
    [
      cell.measure.rawValue, register.areas[cell.area], cell.leistung ?? "-",
      cell.month.description,
    ].joined(separator: "|")
  }

  /// What a place in one of the grids is called.
  func name(_ measure: Int, _ area: Int, _ leistung: Int, _ period: Int, isUpper: Bool) -> CellName
  {
    let isMonth = isUpper && period < months.count
    let year = isUpper ? period - months.count : period
    return CellName(
      measure: PublicMeasure.allCases[measure],
      area: register.areas[isUpper ? area : area + register.gemeinden.lowerBound],
      leistung: leistung == 0 ? nil : leistungen[leistung - 1],
      period: isMonth ? .month(months[period]) : .year(years[year]))
  }

  /// Where a name stands; `nil` where the cube has no such cell.
  func place(of name: CellName) -> (isUpper: Bool, index: Int)? {
    guard let area = register.place(of: name.area),
      let period = placeOfPeriod[name.period],
      let leistung = name.leistung.map({ placeOfLeistung[$0] }) ?? 0
    else { return nil }
    let measure = PublicMeasure.allCases.firstIndex(of: name.measure)!
    guard register.gemeinden.contains(area) else {
      return (true, upper.index(measure, area, leistung, period))
    }
    guard case .year = name.period else { return nil }
    return (
      false,
      lower.index(
        measure, area - register.gemeinden.lowerBound, leistung, period - months.count)
    )
  }

  /// A cell by its name; `nil` where the cube has none.
  func cell(_ name: CellName) -> ReleaseGrid.Cell? {
    place(of: name).map { $0.isUpper ? upper[$0.index] : lower[$0.index] }
  }

  /// All cells in one line: those of ``upper``, then those of ``lower``.
  var cellCount: Int { upper.counts.count + lower.counts.count }

  subscript(line index: Int) -> ReleaseGrid.Cell {
    index < upper.counts.count ? upper[index] : lower[index - upper.counts.count]
  }

  /// Place in ``periods`` of the cell at a place in the line.
  func period(line index: Int) -> Int {
    index < upper.counts.count
      ? index % upper.periods : months.count + (index - upper.counts.count) % lower.periods
  }

  /// Place in the line of a name; `nil` where the cube has no such cell.
  func line(of name: CellName) -> Int? {
    place(of: name).map { $0.isUpper ? $0.index : upper.counts.count + $0.index }
  }

  /// Place in the line of a cell of a Land, Kreis or Gemeinde (by its place in the register).
  func line(_ measure: Int, _ area: Int, _ leistung: Int, year: Int) -> Int {
    let gemeinden = register.gemeinden
    return gemeinden.contains(area)
      ? upper.counts.count + lower.index(measure, area - gemeinden.lowerBound, leistung, year)
      : upper.index(measure, area, leistung, months.count + year)
  }

  /// The published values in that line; 0 where nothing is published.
  func values(of published: PublishedCells) -> [Int32] {
    var values = [Int32](repeating: 0, count: cellCount)
    for (name, entry) in published.all where entry.value != 0 {
      guard let line = line(of: name) else { continue }
      values[line] = entry.value
    }
    return values
  }

  var periods: [PublicPeriod] { months.map(PublicPeriod.month) + years.map(PublicPeriod.year) }

  /// Calls `body` with every cell that has records, grid by grid.
  func forEachCell(_ body: (CellName, ReleaseGrid.Cell) -> Void) {
    for (grid, isUpper) in [(upper, true), (lower, false)] {
      for index in grid.counts.indices where grid.counts[index] > 0 {
        let place = grid.place(index)
        body(
          name(place.measure, place.area, place.leistung, place.period, isUpper: isUpper),
          grid[index])
      }
    }
  }
}

/// A public cell by its names.
public struct CellName: Sendable, Hashable {
  public let measure: PublicMeasure
  /// AGS with 2, 5 or 8 digits.
  public let area: String
  /// `nil`: all together.
  public let leistung: String?
  public let period: PublicPeriod

  public init(measure: PublicMeasure, area: String, leistung: String?, period: PublicPeriod) {
    self.measure = measure
    self.area = area
    self.leistung = leistung
    self.period = period
  }
}
