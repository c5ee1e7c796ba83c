import Domain

/// What a forecast says, in sentences made from its numbers.
package enum ForecastWords {
  /// `2,1 %` and `2.1%`
  static func percent(_ share: Double) -> Text {
    let number = Text.tenths(share * 100)
    return Text(de: number.de + " %", en: number.en + "%")
  }

  /// `2,1 Prozentpunkte`, `8,0 Prozentpunkte`: two of them stand side by side.
  package static func points(_ difference: Double) -> Text {
    let tenths = Text.tenths(difference * 100)
    let number =
      tenths.en.contains(".") ? tenths : Text(de: tenths.de + ",0", en: tenths.en + ".0")
    return Text(de: number.de + " Prozentpunkte", en: number.en + " percentage points")
  }

  static func joined(_ sentences: [Text]) -> Text? {
    guard !sentences.isEmpty else { return nil }
    return Text(
      de: sentences.map { $0.de + "." }.joined(separator: " "),
      en: sentences.map { $0.en + "." }.joined(separator: " "))
  }

  /// Everything a reader of the table has to know.
  package static func note(_ forecast: AdoptionForecast, _ target: AdoptionTarget) -> Text? {
    var sentences = [basis(forecast)]
    if let fan = forecast.fan {
      let (low, high) = ceiling(fan.ceiling(0.1), fan.ceiling(0.9), today: forecast.share)
      if fan.ceiling(0.9) - fan.ceiling(0.1) > 0.3 {
        sentences.append(
          Text(
            de: "Die Obergrenze ist noch nicht bestimmbar (80-%-Bereich \(low.de) bis \(high.de))",
            en: "The ceiling cannot be told yet (80% range \(low.en) to \(high.en))"))
      } else {
        sentences.append(
          Text(
            de: "Obergrenze im 80-%-Bereich \(low.de) bis \(high.de)",
            en: "Ceiling within \(low.en) to \(high.en) (80% range)"))
      }
    }
    if let arrival = forecast.arrival(at: target.share) {
      let today =
        forecast.share.map {
          Text(de: "heute \(percent($0).de), ", en: "\(percent($0).en) today, ")
        } ?? .same("")
      sentences.append(
        Text(
          de: "\(target.name.de): \(today.de)\(arrival.sentence.de)",
          en: "\(target.name.en): \(today.en)\(arrival.sentence.en)"))
    }
    return joined(sentences)
  }

  /// No ceiling lies below what is reached: futures in which Behörden fall away again do not change
  /// what the curve may still bring.
  package static func ceiling(_ low: Double, _ high: Double, today: Double?) -> (
    low: Text, high: Text
  ) {
    let floor = today ?? 0
    guard low < floor else { return (percent(low), percent(high)) }
    let reached = percent(floor)
    return (
      Text(de: "\(reached.de) (heute erreicht)", en: "\(reached.en) (reached today)"),
      percent(max(high, floor))
    )
  }

  /// From which curve the forecast comes, or why there is none.
  package static func basis(_ forecast: AdoptionForecast) -> Text {
    if let obstacle = forecast.obstacle { return obstacle.reason }
    guard let fit = forecast.fit, let error = forecast.contest.errors[fit.curve.model],
      let naive = forecast.contest.naiveError
    else {
      return Text(
        de: "Keine Prognose: der Verlauf ist zu kurz, um eine Kurve an ihm zu prüfen",
        en: "No forecast: the history is too short to test a curve on it")
    }
    let (own, other) = (points(error), points(naive))
    let count = forecast.contest.originCount
    let name = fit.curve.model.name
    if forecast.isShown {
      return Text(
        de: "\(name.de), gewählt nach dem mittleren Fehler früherer Prognosen bis zu 12 Monate "
          + "voraus: \(own.de), naive Fortschreibung \(other.de) (\(count) Ausgangsmonate)",
        en: "\(name.en), chosen by the mean error of earlier forecasts up to 12 months ahead: "
          + "\(own.en), naive line \(other.en) (\(count) origins)")
    }
    if count < ForecastContest.fewestOrigins {
      return Text(
        de: "Naive Fortschreibung der letzten 6 Monate: nur \(count) Ausgangsmonate, zu wenige, um "
          + "eine Kurve zu prüfen",
        en: "Naive line of the last 6 months: only \(count) origins, too few to test a curve")
    }
    return Text(
      de: "Naive Fortschreibung der letzten 6 Monate: keine Kurve ist besser (\(name.de) "
        + "\(own.de), naiv \(other.de), \(count) Ausgangsmonate)",
      en: "Naive line of the last 6 months: no curve does better (\(name.en) \(own.en), naive "
        + "\(other.en), \(count) origins)")
  }
}
