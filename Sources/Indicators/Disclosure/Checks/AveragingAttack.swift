/// The attack by averaging over splits: the total of a Kreis and year is published, and so are its
/// months and its Leistungen, which add up to as many further estimates of it.
struct AveragingAttack {
  /// Totals with at least ``smallest`` records that have two parts or more in a split.
  private(set) var totals = 0
  private var squares = 0.0
  private var variance = 0.0
  private var hits = 0
  private var plainHits = 0

  /// Counts from here on share one row of the table of noise.
  static let smallest = 8

  init(_ cube: ReleaseCube, values: [Int32]) {
    let grid = cube.upper
    for measure in PublicMeasure.allCases.indices {
      for area in 0..<grid.areas {
        for (year, number) in cube.years.enumerated() {
          let months = cube.months.indices.filter { cube.months[$0].year == number }
          let total = cube.line(measure, area, 0, year: year)
          let splits = [
            months.map { grid.index(measure, area, 0, $0) },
            (1..<grid.leistungen).map { cube.line(measure, area, $0, year: year) },
          ]
          attack(cube, total, splits, values)
        }
      }
    }
  }

  private mutating func attack(
    _ cube: ReleaseCube, _ total: Int, _ splits: [[Int]], _ values: [Int32]
  ) {
    let cell = cube[line: total]
    guard cell.count >= Self.smallest, !cell.isSensitive else { return }
    // The better an estimate, the more it weighs: the noise of a sum grows with its parts.
    var estimates = [(value: Double(values[total]), weight: 1.0)]
    for split in splits {
      let present = split.filter { cube[line: $0].count > 0 }
      let isWhole = present.reduce(0) { $0 + cube[line: $1].count } == cell.count
      guard present.count > 1, isWhole else { continue }
      let sum = present.reduce(0) { $0 + Int(values[$1]) }
      estimates.append((Double(sum), 1 / Double(present.count)))
    }
    guard estimates.count > 1 else { return }
    let weight = estimates.reduce(0) { $0 + $1.weight }
    let mixture = estimates.reduce(0) { $0 + $1.value * $1.weight } / weight
    totals += 1
    let error = mixture - Double(cell.count)
    squares += error * error
    variance += PerturbationTable.standard.variance
    if Int(mixture.rounded()) == cell.count { hits += 1 }
    if Int(values[total]) == cell.count { plainHits += 1 }
  }

  var attack: ReleaseAudit.Attack {
    let count = Double(max(1, totals))
    return ReleaseAudit.Attack(
      name: "averaging_over_splits",
      figures: [
        ("totals", Double(totals)),
        ("residual_variance", variance == 0 ? 1 : ReleaseAudit.rounded(squares / variance)),
        ("exact_rate", ReleaseAudit.rounded(Double(hits) / count)),
        ("exact_rate_of_published_value", ReleaseAudit.rounded(Double(plainHits) / count)),
      ])
  }
}
