/// What anybody can work out about the true counts who knows the published values, the table of the
/// noise and how cells add up: smallest and largest possible count of each cell.
///
/// The attacker is given more than he has: where in truth a total has nothing beside its parts (no
/// authority above its Gemeinden, no process without Leistung), he is told so.
struct CellBounds {
  private let cube: ReleaseCube
  private let counts: [Int32]
  private let smallest: [Int32]
  private(set) var low: [Int32]
  private(set) var high: [Int32]
  private var hasChanged = false

  /// - Parameter values: published ones, in the line of the cube's cells.
  init(_ cube: ReleaseCube, values: [Int32]) {
    self.cube = cube
    counts = cube.upper.counts + cube.lower.counts
    low = values
    high = values
    var smallest = values
    for index in values.indices {
      let table: PerturbationTable = cube[line: index].isSensitive ? .sensitive : .standard
      let range = table.counts(behind: Int(values[index]))
      low[index] = Int32(range.lowerBound)
      high[index] = Int32(range.upperBound)
      smallest[index] = Int32(table.smallest)
    }
    self.smallest = smallest
    // Each round carries what is known one level further; there are few levels.
    for _ in 0..<12 {
      hasChanged = false
      propagate()
      if !hasChanged { break }
    }
  }

  /// Cells with a count of 1 … js.
  var smallCells: Int { counts.indices.count { isSmall($0) } }

  /// Those whose count can be worked out exactly.
  var determinedSmallCells: Int {
    counts.indices.count { isSmall($0) && low[$0] == high[$0] && low[$0] == counts[$0] }
  }

  private func isSmall(_ index: Int) -> Bool {
    counts[index] > 0 && counts[index] <= smallest[index]
  }

  private mutating func propagate() {
    let grid = cube.upper
    let register = cube.register
    let members = register.kreise.map { register.gemeinden(of: $0) }
    for measure in PublicMeasure.allCases.indices {
      for leistung in 0..<grid.leistungen {
        for period in 0..<grid.periods {
          narrow(
            grid.index(measure, ReleaseRegister.land, leistung, period),
            register.kreise.map { grid.index(measure, $0, leistung, period) })
        }
        for year in cube.years.indices {
          for (kreis, gemeinden) in zip(register.kreise, members) {
            narrow(
              cube.line(measure, kreis, leistung, year: year),
              gemeinden.map { cube.line(measure, $0, leistung, year: year) })
          }
        }
      }
      for area in 0..<grid.areas {
        for period in 0..<grid.periods {
          narrow(
            grid.index(measure, area, 0, period),
            (1..<grid.leistungen).map { grid.index(measure, area, $0, period) })
        }
        for (year, number) in cube.years.enumerated() {
          let months = cube.months.indices.filter { cube.months[$0].year == number }
          for leistung in 0..<grid.leistungen {
            narrow(
              grid.index(measure, area, leistung, cube.months.count + year),
              months.map { grid.index(measure, area, leistung, $0) })
          }
        }
      }
      for area in register.gemeinden {
        for year in cube.years.indices {
          narrow(
            cube.line(measure, area, 0, year: year),
            (1..<grid.leistungen).map { cube.line(measure, area, $0, year: year) })
        }
      }
    }
  }

  /// A total and its parts limit each other.
  private mutating func narrow(_ total: Int, _ parts: [Int]) {
    var (lowSum, highSum, sum): (Int32, Int32, Int32) = (0, 0, 0)
    for part in parts {
      lowSum += low[part]
      highSum += high[part]
      sum += counts[part]
    }
    let isWhole = sum == counts[total]
    if lowSum > low[total] { (low[total], hasChanged) = (lowSum, true) }
    if isWhole, highSum < high[total] { (high[total], hasChanged) = (highSum, true) }
    let (totalLow, totalHigh) = (low[total], high[total])
    for part in parts {
      let most = totalHigh - (lowSum - low[part])
      if most < high[part], most >= low[part] {
        highSum -= high[part] - most
        (high[part], hasChanged) = (most, true)
      }
    }
    guard isWhole else { return }
    for part in parts {
      let least = totalLow - (highSum - high[part])
      if least > low[part], least <= high[part] { (low[part], hasChanged) = (least, true) }
    }
  }
}
