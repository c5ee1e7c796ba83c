import Domain

/// What else Kommunen report: the five fields of the Koordinatoren, and whether they embed
/// contents of service-bw in their own pages.
struct SimulatedKommunen {
  let areas: SimulatedAreas
  let settings: SimulationSettings

  var coordination: FeedText {
    var random = Random(seed: settings.seed, "coordination")
    var text = FeedText(.coordination)
    for kreis in areas.kreise where !kreis.isStadtkreis {
      let isFilled = random.chance(0.85)
      for field in ["ozg", "service_bw", "dms", "e_akte", "e_rechnung"] {
        let status = ["none", "planned", "in_progress", "done"][
          random.weighted([0.06, 0.2, 0.44, 0.3])]
        text.add([
          "snapshot_on": settings.cutOff.description, "authority_ars": kreis.ags5 + "0000000",
          "field": field, "status": status, "post_filled": isFilled ? "yes" : "no",
        ])
      }
    }
    return text
  }

  /// 684 Kommunen, among them 27 of the 35 Landkreise, on 22 February 2019 (press release of that
  /// day); each year some more. Afterwards none takes the contents off its pages again.
  var embedding: FeedText {
    var random = Random(seed: settings.seed, "embedding")
    var text = FeedText(.embedding)
    func order(_ keys: [String]) -> [String] {
      keys.map { (random.next(), $0) }.sorted { $0 < $1 }.map(\.1)
    }
    let landkreise = order(areas.kreise.filter { !$0.isStadtkreis }.map { $0.ags5 + "0000000" })
    let gemeinden = order(areas.gemeinden.map(\.ars))
    let base = landkreise.prefix(27) + gemeinden.prefix(684 - 27)
    let later = landkreise.dropFirst(27) + gemeinden.dropFirst(684 - 27)
    let days =
      [Day("2019-02-22")!]
      + (2019..<settings.cutOff.year).map {
        Day(year: $0, month: 12, day: 31)!
      }
    var more = 0
    for day in days {
      for ars in base { text.add(row(day, ars, true)) }
      for (index, ars) in later.enumerated() { text.add(row(day, ars, index < more)) }
      more += random.number(25...60)
    }
    return text
  }

  private func row(_ day: Day, _ ars: String, _ embeds: Bool) -> [String: String] {
    ["snapshot_on": day.description, "authority_ars": ars, "embeds": embeds ? "yes" : "no"]
  }
}
