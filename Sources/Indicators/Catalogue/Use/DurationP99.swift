import Domain

extension Indicator {
  static let durationP99 = timeToSubmission(
    id: "duration_p99", percent: 99,
    name: Text(de: "Dauer bis zum Einreichen (99 %)", en: "time to submission (99%)"),
    question: Text(
      de: "Innerhalb welcher Zeit nach Beginn des Besuchs sind 99 von 100 Anträgen eingereicht?",
      en:
        "Within what time from the start of the visit are 99 out of 100 of the applications submitted?"
    ),
    ofTen: 10)
}
