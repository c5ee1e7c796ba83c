/// Whether published less true counts looks as the table says: mean 0 and its variance. Cells with
/// the same records have the same noise and count once.
struct NoiseStatistics: CustomStringConvertible {
  let cells: Int
  /// Standard errors between the mean noise and 0.
  let z: Double
  /// Variance found / variance of the table.
  let ratio: Double
  /// Standard error of ``ratio``: with few cells it cannot be closer.
  let ratioError: Double

  static let mostZ = 4.0
  static let mostDeparture = 0.05

  var isAsDeclared: Bool {
    cells == 0
      || abs(z) < Self.mostZ
        && abs(ratio - 1) <= max(Self.mostDeparture, Self.mostZ * ratioError)
  }

  init(_ cube: ReleaseCube, values: [Int32], cells indices: [Int]) {
    let standard = Moments(.standard)
    let sensitive = Moments(.sensitive)
    var seen: Set<UInt64> = []
    var (sum, squares, variance, fourth) = (0.0, 0.0, 0.0, 0.0)
    for index in indices {
      let cell = cube[line: index]
      guard cell.count > 0, seen.insert(cell.key).inserted else { continue }
      let moments = (cell.isSensitive ? sensitive : standard)[cell.count]
      let noise = Double(Int(values[index]) - cell.count)
      sum += noise
      squares += noise * noise
      variance += moments.second
      fourth += moments.fourth - moments.second * moments.second
    }
    cells = seen.count
    z = variance == 0 ? 0 : sum / variance.squareRoot()
    ratio = variance == 0 ? 1 : squares / variance
    ratioError = variance == 0 ? 0 : fourth.squareRoot() / variance
  }

  var description: String {
    "z \(Self.decimal(z, 2)), variance × \(Self.decimal(ratio, 4))"
      + " (± \(Self.decimal(ratioError, 4))) over \(cells) sets of records"
  }

  /// A number with a fixed number of decimals.
  static func decimal(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    let rounded = Int((abs(value) * scale).rounded())
    let fraction = String(rounded % Int(scale))
    let sign = value < 0 && rounded > 0 ? "-" : ""
    return "\(sign)\(rounded / Int(scale))."
      + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
  }
}

/// Second and fourth moment of the noise, row by row.
private struct Moments {
  private let rows: [(second: Double, fourth: Double)]

  init(_ table: PerturbationTable) { rows = table.rows.map { ($0.moment(2), $0.moment(4)) } }

  subscript(count: Int) -> (second: Double, fourth: Double) { rows[min(count, rows.count) - 1] }
}
