import Domain

/// The criteria by which people rate what money does not measure (WiBe 5.0, modules Q and E), with
/// the ratings: rows of the feed `parameters` like every other figure, each with its source.
///
/// `wibe_weight/CRITERION` are the weights, 100 together; `wibe_points/ID/CRITERION` the points of
/// a candidate or process, 0, 2, … 10; `wibe_urgent/ID` is 1 or 0. Since WiBe 5.0 urgency earns no
/// points: it is established before.
package struct QualitativeScale: Sendable {
  /// By criterion, ascending; empty where nobody has set weights.
  let weights: [(criterion: String, weight: Double)]
  private let parameters: Parameters

  private static let weightPrefix = "wibe_weight/"
  private static let pointsPrefix = "wibe_points/"
  private static let urgentPrefix = "wibe_urgent/"

  /// - Throws: ``Fault`` (bad data) for weights that do not sum to 100, or for points of a criterion
  ///   without weight.
  init(_ parameters: Parameters) throws(Fault) {
    self.parameters = parameters
    weights = parameters.all.filter { $0.id.hasPrefix(Self.weightPrefix) }.map {
      (String($0.id.dropFirst(Self.weightPrefix.count)), $0.value)
    }
    let sum = weights.reduce(0) { $0 + $1.weight }
    guard weights.isEmpty || abs(sum - 100) < 1e-6 else {
      throw Fault(
        .badData, at: "feed parameters, rows \(Self.weightPrefix)…",
        "the weights in force on \(parameters.day) sum to \(sum), not to 100",
        remedy: "Deliver the weights of all criteria, or end those that no longer hold (valid_to)")
    }
    for row in parameters.all where row.id.hasPrefix(Self.pointsPrefix) {
      let criterion = row.id.split(separator: "/").last.map(String.init)
      guard weights.contains(where: { $0.criterion == criterion }) else {
        throw Fault(
          .badData, at: row.place, "no criterion of that name has a weight on \(parameters.day)",
          remedy: "Deliver \(Self.weightPrefix)\(criterion ?? "…"), or take the points back")
      }
    }
  }

  /// The ratings of a candidate or process; `nil` where nobody has set weights.
  func score(of id: String) -> QualitativeScore? {
    guard !weights.isEmpty else { return nil }
    return QualitativeScore(
      ratings: weights.map { criterion, weight in
        let points = parameters["\(Self.pointsPrefix)\(id)/\(criterion)"]
        return .init(
          criterion: criterion, weight: weight, points: points?.value, source: points?.source)
      })
  }

  /// Whether it was established that something is urgent; `nil` where nobody has said.
  func isUrgent(_ id: String) -> Bool? { parameters[Self.urgentPrefix + id].map { $0.value == 1 } }

  /// What is wrong with a row, if it is one of these.
  static func problem(_ row: Parameter) -> String? {
    if row.id.hasPrefix(weightPrefix), !(0...100).contains(row.value) {
      return "a weight of \(row.value) is not from 0 to 100"
    }
    if row.id.hasPrefix(pointsPrefix), ![0, 2, 4, 6, 8, 10].contains(row.value) {
      return "\(row.value) points are none of 0, 2, 4, 6, 8, 10"
    }
    if row.id.hasPrefix(urgentPrefix), row.value != 0, row.value != 1 {
      return "\(row.value) is neither 1 (urgent) nor 0"
    }
    return nil
  }
}
