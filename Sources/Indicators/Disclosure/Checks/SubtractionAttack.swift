/// The attack by subtraction: what is left of a published total when all its other published parts
/// are taken away is the attacker's estimate of the part.
package struct SubtractionAttack: Sendable {
  /// Parts with a true count of 1 … js.
  package private(set) var targets = 0
  /// How often the estimate was the true count.
  package private(set) var hits = 0
  /// How often the true count was each of 1 … js.
  private var byCount: [Int: Int] = [:]

  package init() {}

  /// How often somebody hits who names the most frequent of 1 … js every time and needs no
  /// published figure for that.
  var guesses: Int { byCount.values.max() ?? 0 }

  var hitRate: Double { targets == 0 ? 0 : Double(hits) / Double(targets) }
  var guessRate: Double { targets == 0 ? 0 : Double(guesses) / Double(targets) }

  /// Not more often than guessing, as far as that many targets can tell (three standard errors).
  package var isNoBetterThanGuessing: Bool {
    let variance = Double(targets) * guessRate * (1 - guessRate)
    return Double(hits) <= Double(guesses) + 3 * variance.squareRoot()
  }

  /// - Parameters:
  ///   - total: published value.
  ///   - parts: true count, published value and js of each.
  package mutating func attack(total: Int, parts: [(count: Int, value: Int, smallest: Int)]) {
    let sum = parts.reduce(0) { $0 + $1.value }
    for part in parts where (1...part.smallest).contains(part.count) {
      targets += 1
      byCount[part.count, default: 0] += 1
      if total - (sum - part.value) == part.count { hits += 1 }
    }
  }

  /// Years of Kreise less their other Gemeinden.
  static func gemeinden(_ cube: ReleaseCube, values: [Int32]) -> SubtractionAttack {
    let members = cube.register.kreise.map { cube.register.gemeinden(of: $0) }
    return over(cube, values) { cube, body in
      for leistung in 0..<cube.upper.leistungen {
        for year in cube.years.indices {
          for (kreis, gemeinden) in zip(cube.register.kreise, members) where gemeinden.count > 1 {
            body { measure in
              (
                cube.line(measure, kreis, leistung, year: year),
                gemeinden.map { cube.line(measure, $0, leistung, year: year) }
              )
            }
          }
        }
      }
    }
  }

  /// The Land less its other Kreise.
  static func kreise(_ cube: ReleaseCube, values: [Int32]) -> SubtractionAttack {
    over(cube, values) { cube, body in
      for leistung in 0..<cube.upper.leistungen {
        for period in 0..<cube.upper.periods {
          body { measure in
            (
              cube.upper.index(measure, ReleaseRegister.land, leistung, period),
              cube.register.kreise.map { cube.upper.index(measure, $0, leistung, period) }
            )
          }
        }
      }
    }
  }

  /// A year less its other months.
  static func months(_ cube: ReleaseCube, values: [Int32]) -> SubtractionAttack {
    over(cube, values) { cube, body in
      for (year, number) in cube.years.enumerated() {
        let months = cube.months.indices.filter { cube.months[$0].year == number }
        for area in 0..<cube.upper.areas {
          for leistung in 0..<cube.upper.leistungen {
            body { measure in
              (
                cube.upper.index(measure, area, leistung, cube.months.count + year),
                months.map { cube.upper.index(measure, area, leistung, $0) }
              )
            }
          }
        }
      }
    }
  }

  /// All Leistungen together less the others.
  static func leistungen(_ cube: ReleaseCube, values: [Int32]) -> SubtractionAttack {
    over(cube, values) { cube, body in
      for area in 0..<cube.upper.areas {
        for period in 0..<cube.upper.periods {
          body { measure in
            (
              cube.upper.index(measure, area, 0, period),
              (1..<cube.upper.leistungen).map { cube.upper.index(measure, area, $0, period) }
            )
          }
        }
      }
    }
  }

  private typealias Family = (Int) -> (total: Int, parts: [Int])

  private static func over(
    _ cube: ReleaseCube, _ values: [Int32], _ families: (ReleaseCube, (Family) -> Void) -> Void
  ) -> SubtractionAttack {
    var attack = SubtractionAttack()
    families(cube) { family in
      for measure in PublicMeasure.allCases.indices {
        let (total, parts) = family(measure)
        guard cube[line: total].count > 0 else { continue }
        attack.attack(
          total: Int(values[total]),
          parts: parts.map { part in
            let cell = cube[line: part]
            let table: PerturbationTable = cell.isSensitive ? .sensitive : .standard
            return (cell.count, Int(values[part]), table.smallest)
          })
      }
    }
    return attack
  }
}
