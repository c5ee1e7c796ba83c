import Domain

/// The processes on the simulated platform, of all four kinds.
struct SimulatedProcesses {
  struct Process {
    let id: String
    let name: String
    let kind: ProcessKind
    /// Position of the Leistung.
    let leistung: Int
    let released: Day
    /// Position of the Kommune that owns an individual process.
    let owner: Int?
    let hasPayment: Bool
    let hasMiddleware: Bool
    let customer: String
    /// Position of the process that it replaces.
    let supersedes: Int?
    /// Yearly readiness of a Behörde to switch it on, and the share that ever does.
    let speed: Double
    let ceiling: Double
    /// Share of starts that end in an application, and how much people like it (1 = as usual).
    let completion: Double
    let appeal: Double
    let steps: Int
  }

  let all: [Process]

  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    settings: SimulationSettings
  ) {
    var random = Random(seed: settings.seed, "processes")
    var all: [Process] = []
    let first = Day("2018-02-01")!
    let span = (settings.cutOff + -90) - first
    func released(_ progress: Double, _ random: inout Random) -> Day {
      first + Int(Double(span) * min(0.98, max(0, progress + 0.1 * (random.unit() - 0.5))))
    }
    func add(
      _ kind: ProcessKind, _ leistung: Int, at progress: Double, owner: Int? = nil,
      supersedes: Int? = nil, _ random: inout Random
    ) {
      let word = ["standard": "std", "universal": "uni", "individual": "ind", "efa": "efa"]
      let number = all.count(where: { $0.kind == kind }) + 1
      let rule = reference.leistungen[leistung]
      let isBusiness = rule.leika.hasPrefix("99050") || rule.leika.hasPrefix("99025")
      let (speed, ceiling) =
        switch kind {
        case .standard: (0.10 + 0.25 * random.unit(), 0.62 + 0.35 * random.unit())
        case .efa: (0.05 + 0.16 * random.unit(), 0.35 + 0.4 * random.unit())
        case .universal: (0.04 + 0.10 * random.unit(), 0.10 + 0.3 * random.unit())
        case .individual: (1.0, 1.0)
        }
      all.append(
        Process(
          id: "\(word[kind.rawValue]!)-\(SimulatedAreas.padded(number, 3))", name: rule.name,
          kind: kind, leistung: leistung, released: released(progress, &random), owner: owner,
          hasPayment: random.chance(0.45), hasMiddleware: random.chance(0.5),
          customer: isBusiness ? "business" : "citizen", supersedes: supersedes, speed: speed,
          ceiling: ceiling, completion: 0.45 + 0.4 * random.unit(),
          appeal: 0.5 + 1.1 * random.unit(), steps: random.number(2...4)))
    }
    // What many need comes first; a shuffle would make the order of releases look arbitrary.
    let order = reference.leistungen.indices.sorted {
      let (a, b) = (reference.leistungen[$0], reference.leistungen[$1])
      return a.demand == b.demand ? a.leika < b.leika : a.demand > b.demand
    }
    for (rank, leistung) in order.enumerated() {
      let progress = Double(rank) / Double(order.count)
      let universal = random.chance(0.4)
      let position = all.count
      if universal { add(.universal, leistung, at: progress * 0.5, &random) }
      if rank % 5 < 3 {
        let supersedes = universal && random.chance(0.3) ? position : nil
        add(.standard, leistung, at: 0.1 + progress * 0.88, supersedes: supersedes, &random)
      }
      if rank % 3 == 1 { add(.efa, leistung, at: 0.45 + progress * 0.5, &random) }
      for _ in 0..<random.weighted([0.45, 0.4, 0.15]) {
        let owners = authorities.list(reference.leistungen[leistung].kind)
        guard !owners.isEmpty else { continue }
        add(
          .individual, leistung, at: random.unit(), owner: random.pick(owners), &random)
      }
    }
    self.all = all
  }

  /// The feed `processes`.
  func table(_ reference: SimulationReference, _ authorities: SimulatedAuthorities) -> FeedText {
    var text = FeedText(.processes)
    for process in all {
      let leistung = reference.leistungen[process.leistung]
      text.add([
        "process_id": process.id, "name": process.name, "kind": process.kind.rawValue,
        "leika": leistung.leika, "released_on": process.released.description,
        "provider": process.kind == .efa ? "anderes Land (EfA)" : "Komm.ONE",
        "owner_ars": process.owner.map { authorities.all[$0].ars } ?? "",
        "epayment_possible": process.hasPayment ? "yes" : "no",
        "middleware_possible": process.hasMiddleware ? "yes" : "no",
        "customer": process.customer,
        // Some Kommunen let the usage of their own processes be seen, others do not.
        "usage_public_from": process.kind == .individual && process.hasPayment
          ? process.released.description : "",
        "supersedes": process.supersedes.map { all[$0].id } ?? "",
      ])
    }
    return text
  }
}
