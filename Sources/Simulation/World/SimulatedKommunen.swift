import Domain

/// What else Kommunen report: the five fields of the Koordinatoren, whether they embed contents of
/// service-bw in their own pages, and where they can be reached.
struct SimulatedKommunen {
  let areas: SimulatedAreas
  let settings: SimulationSettings

  /// Half-yearly since 2022; no field goes back.
  var coordination: FeedText {
    var random = Random(seed: settings.seed, "coordination")
    var text = FeedText(.coordination)
    let words = ["none", "planned", "in_progress", "done"]
    let days = (2022...settings.cutOff.year).flatMap { year in
      [Day(year: year, month: 6, day: 30)!, Day(year: year, month: 12, day: 31)!]
    }.filter { $0 <= settings.cutOff }
    for kreis in areas.kreise where !kreis.isStadtkreis {
      let isFilled = random.chance(0.85)
      for field in ["ozg", "service_bw", "dms", "e_akte", "e_rechnung"] {
        var status = random.weighted([0.35, 0.4, 0.2, 0.05])
        for day in days {
          text.add([
            "snapshot_on": day.description, "authority_ars": kreis.ags5 + "0000000",
            "field": field, "status": words[status], "post_filled": isFilled ? "yes" : "no",
          ])
          if status < words.count - 1, random.chance(0.22) { status += 1 }
        }
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

  /// Function mailboxes under a domain that can never exist.
  var contacts: FeedText {
    var text = FeedText(.contacts)
    func add(_ ars: String, _ role: String, _ mailbox: String) {
      text.add([
        "authority_ars": ars, "role": role, "mailbox": "\(mailbox)@\(ars).kommune.example",
      ])
    }
    for gemeinde in areas.gemeinden { add(gemeinde.ars, "E-Government", "egovernment") }
    for kreis in areas.kreise where !kreis.isStadtkreis {
      add(kreis.ags5 + "0000000", "E-Government-Koordination", "koordination")
    }
    return text
  }

  private func row(_ day: Day, _ ars: String, _ embeds: Bool) -> [String: String] {
    ["snapshot_on": day.description, "authority_ars": ars, "embeds": embeds ? "yes" : "no"]
  }
}
