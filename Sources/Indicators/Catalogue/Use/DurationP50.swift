import Domain

extension Indicator {
  static let durationP50 = timeToSubmission(
    id: "duration_p50", percent: 50,
    name: Text(de: "Dauer bis zum Einreichen (Median)", en: "time to submission (median)"),
    question: Text(
      de: "Innerhalb welcher Zeit nach Beginn des Besuchs ist die Hälfte der Anträge eingereicht?",
      en: "Within what time from the start of the visit are half of the applications submitted?"),
    ofTen: 1)
}
