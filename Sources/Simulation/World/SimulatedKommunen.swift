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

  var embedding: FeedText {
    var random = Random(seed: settings.seed, "embedding")
    var text = FeedText(.embedding)
    for gemeinde in areas.gemeinden {
      text.add([
        "snapshot_on": settings.cutOff.description, "authority_ars": gemeinde.ars,
        "embeds": random.chance(0.7) ? "yes" : "no",
      ])
    }
    return text
  }
}
