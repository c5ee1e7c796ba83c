import Domain

extension Indicator {
  static let durationP90 = timeToSubmission(
    id: "duration_p90", percent: 90,
    name: Text(de: "Dauer bis zum Einreichen (90 %)", en: "time to submission (90%)"),
    question: Text(
      de: "Innerhalb welcher Zeit nach Beginn des Besuchs sind neun von zehn Anträgen eingereicht?",
      en:
        "Within what time from the start of the visit are nine out of ten of the applications submitted?"
    ),
    ofTen: 2)
}
