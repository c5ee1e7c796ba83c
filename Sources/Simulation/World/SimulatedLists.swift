import Domain

/// What the Lenkungskreis has decided about Leistungen, and what Kommunen offer online elsewhere.
struct SimulatedLists {
  private let reference: SimulationReference
  private let authorities: SimulatedAuthorities
  private let settings: SimulationSettings

  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    settings: SimulationSettings
  ) {
    self.reference = reference
    self.authorities = authorities
    self.settings = settings
  }

  /// The most important services (§ 1 Abs. 2) by Leistung, and Fokusleistungen by OZG-Leistung:
  /// what most people need.
  var lists: FeedText {
    var text = FeedText(.lists)
    let frequent = reference.leistungen.sorted { ($1.demand, $0.leika) < ($0.demand, $1.leika) }
    for leistung in frequent.prefix(30) {
      text.add([
        "list_id": "wichtigste-2024", "name": "Wichtigste Verwaltungsleistungen (simuliert)",
        "decided_on": "2024-03-14", "source": "Simulierter Beschluss zu § 1 Abs. 2",
        "leika": leistung.leika,
      ])
    }
    var bundles: [String] = []
    for leistung in frequent {
      let row = reference.rows["leistungen"]!.first { $0["leika"] == leistung.leika }
      guard let bundle = row?["ozg_id"], !bundle.isEmpty, !bundles.contains(bundle) else {
        continue
      }
      bundles.append(bundle)
    }
    for bundle in bundles.prefix(15) {
      text.add([
        "list_id": "fokus-2023", "name": "Fokusleistungen (simuliert)",
        "decided_on": "2023-01-26", "source": "Simulierte Auswahl", "ozg_id": bundle,
      ])
    }
    return text
  }

  var targets: FeedText {
    var text = FeedText(.targets)
    let decided = [
      ("verbreitung-2026", "coverage_share", "0.5", "2026-12-31", "2024-03-14"),
      ("verbreitung-2028", "coverage_share", "0.8", "2028-12-31", "2025-03-13"),
      ("aktivierung-2026", "activation_rate", "0.6", "2026-12-31", "2024-03-14"),
      ("online-quote-2027", "digital_take_up", "0.5", "2027-12-31", "2025-03-13"),
      ("abschluss-2026", "completion_rate", "0.7", "2026-12-31", "2025-09-18"),
    ]
    for (id, indicator, value, due, day) in decided {
      text.add([
        "target_id": id, "indicator": indicator, "area_ars": "080000000000", "value": value,
        "due_on": due, "decided_on": day, "source": "Simulierter Beschluss des Lenkungskreises",
      ])
    }
    return text
  }

  /// A few Behörden offer a Leistung online without service-bw.
  var elsewhere: FeedText {
    var random = Random(seed: settings.seed, "elsewhere")
    var text = FeedText(.elsewhere)
    let first = Day("2019-01-01")!
    for leistung in reference.leistungen where random.chance(0.4) {
      for authority in authorities.list(leistung.kind) where random.chance(0.04) {
        let ars = authorities.all[authority].ars
        text.add([
          "leika": leistung.leika, "authority_ars": ars,
          "offered_by": "Fachverfahren mit eigenem Portal",
          "url": "https://portal.example/\(ars)/\(leistung.leika)",
          "since": (first + random.index(settings.cutOff - first)).description,
          "source": "Simulierte Meldung der Kommune",
        ])
      }
    }
    return text
  }
}
