import Domain

/// What the federal dashboard says about Leistungen and Gemeinden. It knows some Leistungen only,
/// learns of changes late, and lists a few keys that the catalogue does not have.
struct SimulatedFederal {
  let table: FeedText

  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    _ processes: SimulatedProcesses, _ activations: SimulatedActivations,
    settings: SimulationSettings
  ) {
    var random = Random(seed: settings.seed, "federal")
    let asOf = settings.cutOff
    let delayed = asOf + -90
    var online: Set<Int> = []
    for activation in activations.all
    where activation.from <= delayed && activation.to == nil && !activation.isTestOnly {
      online.insert(
        SimulatedUsage.key(
          leistung: processes.all[activation.process].leistung, authority: activation.authority))
    }
    var text = FeedText(.federal)
    func add(_ leika: String, _ ars: String, _ isOnline: Bool) {
      text.add([
        "leika": leika, "ars": ars, "online_status": isOnline ? "yes" : "no",
        "as_of": asOf.description,
        "source_url": "https://dashboard.example/\(leika)/\(ars)",
      ])
    }
    for (index, leistung) in reference.leistungen.enumerated()
    where leistung.kind == .gemeinde && random.chance(0.6) {
      for authority in authorities.list(.gemeinde) where random.chance(0.9) {
        let isOnline = online.contains(
          SimulatedUsage.key(leistung: index, authority: authority))
        let isWrong = random.chance(isOnline ? 0.06 : 0.02)
        add(leistung.leika, authorities.all[authority].ars, isOnline != isWrong)
      }
    }
    for number in 1...3 {
      for authority in authorities.list(.gemeinde).prefix(20) {
        add("9999900\(number)000000", authorities.all[authority].ars, random.chance(0.3))
      }
    }
    table = text
  }
}
