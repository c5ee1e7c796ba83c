import Foundation

/// Logistic regression on counts: `log(p/(1 − p)) = x·β`, fitted by maximum likelihood with
/// Newton's method (iteratively reweighted least squares, McCullagh and Nelder 1989).
public struct LogisticRegression: Sendable, Hashable {
  /// Trials with the same explanation.
  public struct Row: Sendable, Hashable {
    public let events: Double
    public let trials: Double
    /// With the constant 1, if there is to be one.
    public let x: [Double]
    /// Rows of the same cluster may depend on each other.
    public let cluster: Int

    public init(events: Double, trials: Double, x: [Double], cluster: Int) {
      precondition(events >= 0 && events <= trials, "more events than trials")
      self.events = events
      self.trials = trials
      self.x = x
      self.cluster = cluster
    }
  }

  public let coefficients: [Double]
  /// From the information matrix, as if all trials were independent.
  public let standardErrors: [Double]
  /// Rows of a cluster may depend on each other (sandwich, times G/(G − 1) for G clusters); `nil`
  /// with a single cluster.
  public let clusteredErrors: [Double]?
  public let logLikelihood: Double

  /// - Throws: ``NotEstimable`` where a column says nothing of its own, or where the likelihood has
  ///   no maximum because a column tells events and others apart without error.
  public init(_ rows: [Row]) throws(NotEstimable) {
    let rows = rows.filter { $0.trials > 0 }
    guard let width = rows.first?.x.count, width > 0 else {
      throw NotEstimable(de: "keine Beobachtungen", en: "no observations")
    }
    precondition(rows.allSatisfy { $0.x.count == width }, "rows of different widths")
    let happened = rows.reduce(0) { $0 + $1.events }
    guard happened > 0, happened < rows.reduce(0, { $0 + $1.trials }) else {
      throw NotEstimable(de: "nichts, oder alles, ist geschehen", en: "nothing, or all, happened")
    }
    var beta = [Double](repeating: 0, count: width)
    var likelihood = Self.logLikelihood(rows, beta)
    var isSettled = false
    for _ in 0..<60 where !isSettled {
      let (score, information) = Self.derivatives(rows, beta)
      guard let step = SymmetricMatrix.solve(information, score) else { throw Self.undetermined }
      // A full step may overshoot; the likelihood has one maximum, so that half of it will do.
      var length = 1.0
      var next = likelihood
      var moved = beta
      repeat {
        moved = zip(beta, step).map { $0 + length * $1 }
        next = Self.logLikelihood(rows, moved)
        length /= 2
      } while next < likelihood - 1e-9 * abs(likelihood) && length > 1e-9
      isSettled = zip(step, moved).allSatisfy { abs($0) <= 1e-10 * max(1, abs($1)) }
      (beta, likelihood) = (moved, next)
    }
    guard isSettled, let covariance = SymmetricMatrix.inverse(Self.derivatives(rows, beta).1) else {
      throw Self.undetermined
    }
    coefficients = beta
    standardErrors = (0..<width).map { covariance[$0][$0].squareRoot() }
    clusteredErrors = Self.clusteredErrors(rows, beta, covariance)
    logLikelihood = likelihood
  }

  private static let undetermined = NotEstimable(
    de: "die Daten trennen nicht, woran es liegt", en: "the data do not tell what it depends on")

  /// log(1 + e^x), without overflow.
  private static func softplus(_ x: Double) -> Double {
    x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  private static func logLikelihood(_ rows: [Row], _ beta: [Double]) -> Double {
    rows.reduce(0) { sum, row in
      let linear = dot(row.x, beta)
      return sum + row.events * linear - row.trials * softplus(linear)
    }
  }

  /// Score, and the information matrix.
  private static func derivatives(
    _ rows: [Row], _ beta: [Double]
  ) -> (score: [Double], information: [[Double]]) {
    var score = [Double](repeating: 0, count: beta.count)
    var information = [[Double]](repeating: score, count: beta.count)
    for row in rows {
      let p = 1 / (1 + exp(-dot(row.x, beta)))
      let (residual, weight) = (row.events - row.trials * p, row.trials * p * (1 - p))
      for i in beta.indices {
        score[i] += row.x[i] * residual
        for j in 0...i { information[i][j] += weight * row.x[i] * row.x[j] }
      }
    }
    for i in beta.indices {
      for j in 0..<i { information[j][i] = information[i][j] }
    }
    return (score, information)
  }

  private static func clusteredErrors(
    _ rows: [Row], _ beta: [Double], _ covariance: [[Double]]
  ) -> [Double]? {
    var scores: [Int: [Double]] = [:]
    for row in rows {
      let p = 1 / (1 + exp(-dot(row.x, beta)))
      let residual = row.events - row.trials * p
      var sum = scores[row.cluster] ?? [Double](repeating: 0, count: beta.count)
      for i in beta.indices { sum[i] += row.x[i] * residual }
      scores[row.cluster] = sum
    }
    guard scores.count > 1 else { return nil }
    let correction = Double(scores.count) / Double(scores.count - 1)
    // Clusters in a fixed order, so that sums have the same last digit each time.
    let clusters = scores.sorted { $0.key < $1.key }.map(\.value)
    return beta.indices.map { i in
      let square = clusters.reduce(0) { sum, score in
        let part = dot(covariance[i], score)
        return sum + part * part
      }
      return (correction * square).squareRoot()
    }
  }
}
