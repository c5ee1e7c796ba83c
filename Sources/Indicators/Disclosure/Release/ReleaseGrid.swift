/// Cells of the public cube in one piece of memory: measure × area × Leistung × period.
struct ReleaseGrid: Sendable {
  let areas: Int
  /// The first stands for all together.
  let leistungen: Int
  let periods: Int
  private(set) var counts: [Int32]
  private(set) var keys: [UInt64]
  /// Records of Leistungen that are not sensitive.
  private(set) var openCounts: [Int32]
  private(set) var values: [Int32] = []

  struct Cell: Sendable {
    let count: Int
    let key: UInt64
    let isSensitive: Bool
    let value: Int
  }

  init(areas: Int, leistungen: Int, periods: Int) {
    self.areas = areas
    self.leistungen = leistungen
    self.periods = periods
    let size = PublicMeasure.allCases.count * areas * leistungen * periods
    counts = [Int32](repeating: 0, count: size)
    keys = [UInt64](repeating: 0, count: size)
    openCounts = counts
  }

  func index(_ measure: Int, _ area: Int, _ leistung: Int, _ period: Int) -> Int {
    ((measure * areas + area) * leistungen + leistung) * periods + period
  }

  func place(_ index: Int) -> (measure: Int, area: Int, leistung: Int, period: Int) {
    let rest = index / periods
    return (
      rest / leistungen / areas, rest / leistungen % areas, rest % leistungen, index % periods
    )
  }

  subscript(index: Int) -> Cell {
    Cell(
      count: Int(counts[index]), key: keys[index], isSensitive: isSensitive(index),
      value: Int(values[index]))
  }

  /// Whether all records of a cell are of sensitive Leistungen: then the wider noise applies,
  /// whatever the cell is called.
  func isSensitive(_ index: Int) -> Bool { counts[index] > 0 && openCounts[index] == 0 }

  func table(_ index: Int) -> PerturbationTable { isSensitive(index) ? .sensitive : .standard }

  mutating func add(_ count: Int, key: UInt64, isSensitive: Bool, to index: Int) {
    counts[index] += Int32(count)
    keys[index] &+= key
    if !isSensitive { openCounts[index] += Int32(count) }
  }

  /// Looks the published values up.
  mutating func perturb() {
    values = counts.indices.map { index in
      counts[index] == 0
        ? 0 : Int32(table(index).value(of: Int(counts[index]), cellKey: keys[index]))
    }
  }
}
