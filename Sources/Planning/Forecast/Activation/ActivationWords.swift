import Domain
import Indicators

/// The table of waiting times in sentences.
enum ActivationWords {
  /// How many have activated after so many days, whether there is a median, and what the mean is.
  static func note(_ waits: ActivationWaits?, days: Int) -> Text? {
    guard let waits, waits.lastPossible.observationCount > 0 else { return nil }
    let curve = waits.lastPossible
    // Nobody was watched so long: the curve says nothing of that day.
    let span = min(Double(days), curve.lastTime ?? 0)
    let waiting = curve.steps.last { $0.time <= span }?.survival ?? 1
    let share = ForecastWords.percent(1 - waiting)
    let after =
      days == 730 && span == 730
      ? Text(de: "Nach zwei Jahren", en: "After two years")
      : Text(de: "Nach \(Int(span)) Tagen", en: "After \(Int(span)) days")
    var sentences = [
      Text(
        de: "\(after.de) ist bei \(share.de) der Behörden × Prozesse aktiviert",
        en: "\(after.en) \(share.en) of authorities × processes have activated")
    ]
    if curve.median.value == nil, waits.betweenSnapshots?.median.high == nil {
      sentences.append(
        Text(
          de: "Einen Median gibt es nicht: weniger als die Hälfte hat bisher aktiviert",
          en: "There is no median: fewer than half have activated so far"))
    }
    sentences.append(
      Text(
        de: "Das Mittel zählt auch, wer noch wartet, mit höchstens \(days) Tagen; es ist keine "
          + "Dauer, die eine Behörde im Durchschnitt braucht",
        en: "The mean counts those who still wait as well, with \(days) days at most; it is no "
          + "time that an authority takes on average"))
    return ForecastWords.joined(sentences)
  }
}
