import Domain

/// The Behörden that are competent for a kind of task, with the people whom they serve.
struct SimulatedAuthorities {
  struct Authority {
    let ars: String
    /// Position of the Kreis; `nil` for the Land and Regierungspräsidien.
    let kreis: Int?
    let population: Int
  }

  /// All Behörden; other tables use positions in this list.
  private(set) var all: [Authority] = []
  private var lists: [AuthorityKind: [Int]] = [:]

  init(_ areas: SimulatedAreas) {
    var position: [String: Int] = [:]
    func add(_ authority: Authority, _ kind: AuthorityKind) {
      // A Stadtkreis is one Behörde in several roles; its population is the same in each.
      let key = authority.ars + " \(authority.population)"
      let index = position[key] ?? all.count
      if index == all.count {
        position[key] = index
        all.append(authority)
      }
      lists[kind, default: []].append(index)
    }
    for gemeinde in areas.gemeinden {
      add(
        Authority(ars: gemeinde.ars, kreis: gemeinde.kreis, population: gemeinde.population),
        .gemeinde)
      if gemeinde.verband == gemeinde.ars {
        add(
          Authority(ars: gemeinde.ars, kreis: gemeinde.kreis, population: gemeinde.population),
          .verwaltungsgemeinschaft)
      }
      if gemeinde.kind == .grosseKreisstadt {
        let town = Authority(
          ars: gemeinde.ars, kreis: gemeinde.kreis, population: gemeinde.population)
        add(town, .untereVerwaltungsbehoerde)
        add(town, .untereBaurechtsbehoerde)
      }
    }
    for verband in areas.verbaende {
      add(
        Authority(ars: verband.ars, kreis: verband.kreis, population: verband.population),
        .verwaltungsgemeinschaft)
    }
    for (index, kreis) in areas.kreise.enumerated() {
      let ars = kreis.ags5 + "0000000"
      add(Authority(ars: ars, kreis: index, population: kreis.population), .kreis)
      let towns = areas.gemeinden.lazy.filter { $0.kreis == index && $0.kind == .grosseKreisstadt }
      let rest = kreis.population - towns.reduce(0) { $0 + $1.population }
      let district = Authority(ars: ars, kreis: index, population: rest)
      add(district, .untereVerwaltungsbehoerde)
      add(district, .untereBaurechtsbehoerde)
    }
    for key in ["081", "082", "083", "084"] {
      let population = areas.kreise.filter { $0.ags5.hasPrefix(key) }.reduce(0) {
        $0 + $1.population
      }
      add(
        Authority(ars: key + "000000000", kreis: nil, population: population),
        .regierungspraesidium)
    }
    add(
      Authority(
        ars: "080000000000", kreis: nil, population: areas.kreise.reduce(0) { $0 + $1.population }),
      .land)
  }

  /// Positions of the Behörden that do tasks of this kind, each for its own people.
  func list(_ kind: AuthorityKind) -> [Int] { lists[kind] ?? [] }
}
