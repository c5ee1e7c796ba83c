import Domain

extension AdoptionForecast {
  /// Key of ``basis`` where no curve could be held against the naive line.
  static let untested = "untested"

  /// On what the future months rest: the model of the curve; without one what stands in its way, or
  /// that the naive line does better (`naive`), or that nobody can tell yet (`untested`).
  var basis: (key: String, name: Text) {
    if let obstacle { return (obstacle.rawValue, obstacle.reason) }
    if let fit, isShown { return (fit.curve.model.rawValue, fit.curve.model.name) }
    guard fit != nil, contest.originCount >= ForecastContest.fewestOrigins else {
      return (
        Self.untested,
        Text(
          de: "naive Fortschreibung; zu kurz beobachtet, um eine Kurve zu prüfen",
          en: "naive line; observed too shortly to test a curve")
      )
    }
    return (
      "naive",
      Text(
        de: "naive Fortschreibung; keine Kurve ist besser", en: "naive line; no curve does better")
    )
  }
}
