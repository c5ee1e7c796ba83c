/// Small symmetric positive definite systems, by Cholesky's method.
enum SymmetricMatrix {
  /// The x with `matrix · x = right`; `nil` where the matrix is singular to working precision.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    factor(matrix).map { substitute($0, right) }
  }

  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    guard let lower = factor(matrix) else { return nil }
    return matrix.indices.map { column in
      substitute(lower, matrix.indices.map { $0 == column ? 1 : 0 })
    }
  }

  /// Lower triangle L with L·Lᵀ = matrix.
  private static func factor(_ matrix: [[Double]]) -> [[Double]]? {
    let n = matrix.count
    var lower = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        guard i == j else {
          lower[i][j] = sum / lower[j][j]
          continue
        }
        // Also refuses what is not a number.
        guard sum > 1e-11 * abs(matrix[i][i]), sum > 0 else { return nil }
        lower[i][i] = sum.squareRoot()
      }
    }
    return lower
  }

  private static func substitute(_ lower: [[Double]], _ right: [Double]) -> [Double] {
    var x = right
    for i in x.indices {
      for k in 0..<i { x[i] -= lower[i][k] * x[k] }
      x[i] /= lower[i][i]
    }
    for i in x.indices.reversed() {
      for k in (i + 1)..<x.count { x[i] -= lower[k][i] * x[k] }
      x[i] /= lower[i][i]
    }
    return x
  }
}
