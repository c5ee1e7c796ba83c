import Domain
import Planning
import Testing

/// What a forecast says of itself, word by word.
@Suite struct ForecastSentenceTests {
  private func forecast(_ panel: AdoptionPanel) -> AdoptionForecast {
    AdoptionForecast(
      panel, process: "p", label: "p", AdoptionForecast.Settings(horizon: 24, draws: 60, seed: 1))
  }

  private func spread(_ seed: UInt64, months: Int) -> AdoptionForecast {
    var random = Random(seed: seed, "sentences")
    let curve = GrowthCurve(ceiling: 0.8, .bass(p: 0.004, q: 0.14))
    return forecast(RandomSpread.panel(curve, months: months, kreise: 44, size: 20, &random))
  }

  private func straight(months: Int) -> AdoptionForecast {
    let released = Day("2020-01-01")!
    return forecast(
      AdoptionPanel(
        released: released, months: (0..<months).map { released.month + $0 },
        groups: (0..<10).map { kreis in
          AdoptionPanel.Group(
            key: "\(kreis)", active: (0..<months).map { $0 * 2 },
            competent: [Int](repeating: 400, count: months))
        }))
  }

  @Test func `a forecast names its curve with both errors, the naive line why it stands alone`()
    throws
  {
    for one in (1...6).map({ spread($0, months: 36) }) + [straight(months: 40)] {
      guard let fit = one.fit, let error = one.contest.errors[fit.curve.model] else { continue }
      let words = ForecastWords.basis(one)
      let (own, naive) = (
        ForecastWords.points(error), ForecastWords.points(one.contest.naiveError!)
      )
      let count = "\(one.contest.originCount)"
      if one.isShown {
        #expect(
          words.de == "\(fit.curve.model.name.de), gewählt nach dem mittleren Fehler früherer "
            + "Prognosen bis zu 12 Monate voraus: \(own.de), naive Fortschreibung \(naive.de) "
            + "(\(count) Ausgangsmonate)")
      } else {
        #expect(
          words.en == "Naive line of the last 6 months: no curve does better "
            + "(\(fit.curve.model.name.en) \(own.en), naive \(naive.en), \(count) origins)")
      }
    }
    #expect((1...6).contains { spread($0, months: 36).isShown })
    #expect(!straight(months: 40).isShown)
  }

  @Test func `with few earlier months the naive line says that nothing could be tested`() throws {
    let short = try #require(
      (10...40).lazy.map { spread(3, months: $0) }.first {
        $0.contest.originCount > 0 && $0.fit != nil
      })
    #expect(!short.isShown)
    let count = short.contest.originCount
    #expect(
      ForecastWords.basis(short).de
        == "Naive Fortschreibung der letzten 6 Monate: nur \(count) Ausgangsmonate, zu wenige, um "
        + "eine Kurve zu prüfen")
  }

  @Test func `a ceiling that could lie anywhere is not told as a range to count on`() throws {
    var seen: Set<Bool> = []
    for one in [20, 24, 30, 40, 60].map({ spread(5, months: $0) }) {
      guard let fan = one.fan else { continue }
      let note = try #require(ForecastWords.note(one, .readingAid))
      let isWide = fan.ceiling(0.9) - fan.ceiling(0.1) > 0.3
      seen.insert(isWide)
      #expect(note.de.contains("Die Obergrenze ist noch nicht bestimmbar") == isWide)
      #expect(note.de.contains("Obergrenze im 80-%-Bereich") == !isWide)
      #expect(
        note.en.contains("80 % (reading aid") == false && note.en.contains("80% (reading aid"))
    }
    #expect(!seen.isEmpty)
  }

  @Test func `when a target is reached is one sentence`() {
    let (early, late) = (Month("2026-11")!, Month("2027-03")!)
    func sentence(_ arrival: TargetArrival) -> Text { arrival.sentence }
    #expect(sentence(.observed(early)).de == "erreicht seit 2026-11")
    #expect(
      sentence(.expected(p10: nil, p50: nil, p90: nil)).de == "im Zeitraum nicht erreicht")
    #expect(
      sentence(.expected(p10: early, p50: late, p90: nil)).de
        == "erreicht im Mittel: 2027-03 (80-%-Bereich: 2026-11 bis nicht im Zeitraum)")
    #expect(
      sentence(.expected(p10: early, p50: nil, p90: nil)).en
        == "reached in the middle of futures: not within the horizon (80% range: 2026-11 to not "
        + "within the horizon)")
  }
}
