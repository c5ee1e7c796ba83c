import Domain

/// The register of the simulated Land: 44 real Kreise, Gemeinden with invented names in real
/// number, in Verwaltungsräume of real number.
struct SimulatedAreas {
  struct Gemeinde {
    let ars: String
    let name: String
    let kind: AreaKind
    let kreis: Int
    let population: Int
    let hectares: Int
    /// ARS of the Verwaltungsgemeinschaft, or its own where it has none.
    let verband: String
  }

  let kreise: [SimulationReference.Kreis]
  let gemeinden: [Gemeinde]
  /// Verwaltungsgemeinschaften: ARS, position of the Kreis, inhabitants.
  let verbaende: [(ars: String, name: String, kreis: Int, population: Int, hectares: Int)]

  init(_ reference: SimulationReference, settings: SimulationSettings) {
    kreise = reference.kreise
    var names = InventedNames(seed: settings.seed)
    var gemeinden: [Gemeinde] = []
    for (index, kreis) in reference.kreise.enumerated() {
      if kreis.isStadtkreis {
        let ars = kreis.ags5 + "0000000"
        gemeinden.append(
          Gemeinde(
            ars: ars, name: kreis.name, kind: .stadtkreis, kreis: index,
            population: kreis.population, hectares: kreis.hectares, verband: ars))
      } else if let register = settings.register {
        let own = register.filter {
          $0.level == .gemeinde && $0.ars.kreis5 == kreis.ags5 && $0.kind != .stadtkreis
        }
        let members = Dictionary(grouping: own, by: { $0.ars.verband.digits })
        for area in own.sorted(by: { $0.ars < $1.ars }) {
          let verband = area.ars.verband.digits
          gemeinden.append(
            Gemeinde(
              ars: area.ars.digits, name: names.next(), kind: area.kind, kreis: index,
              population: Int(area.population ?? 0),
              hectares: Int(((area.areaKm2 ?? 0) * 100).rounded()),
              verband: members[verband]!.count > 1 ? verband : area.ars.digits))
        }
      } else {
        gemeinden += Self.invented(kreis, index: index, seed: settings.seed, names: &names)
      }
    }
    self.gemeinden = gemeinden
    var verbaende: [(ars: String, name: String, kreis: Int, population: Int, hectares: Int)] = []
    var position: [String: Int] = [:]
    for gemeinde in gemeinden where gemeinde.verband != gemeinde.ars {
      let index = position[gemeinde.verband] ?? verbaende.count
      if index == verbaende.count {
        position[gemeinde.verband] = index
        verbaende.append((gemeinde.verband, "VG " + gemeinde.name, gemeinde.kreis, 0, 0))
      }
      verbaende[index].population += gemeinde.population
      verbaende[index].hectares += gemeinde.hectares
    }
    self.verbaende = verbaende
  }

  private static func invented(
    _ kreis: SimulationReference.Kreis, index: Int, seed: UInt64, names: inout InventedNames
  ) -> [Gemeinde] {
    var random = Random(seed: seed, "gemeinden", index)
    let count = kreis.gemeinden
    var weights = (0..<count).map { 1 / Double($0 + 2) * (0.6 + 0.8 * random.unit()) + 0.012 }
    weights.sort(by: >)
    let populations = split(kreis.population, by: weights)
    let areas = split(kreis.hectares, by: weights.map { 0.02 + $0 * (0.5 + random.unit()) })
    let rooms = min(kreis.verwaltungsraeume, count)
    return (0..<count).map { number in
      let room = number < rooms ? number : (number * 7) % rooms
      let isShared = room < count - rooms || number >= rooms
      let digits = (isShared ? "5" : "0") + padded(room + 1, 3)
      let verband = kreis.ags5 + digits + "000"
      let ars = kreis.ags5 + digits + padded(number + 1, 3)
      let kind: AreaKind =
        number < kreis.grosseKreisstaedte
        ? .grosseKreisstadt : populations[number] > 9_000 ? .stadt : .gemeinde
      return Gemeinde(
        ars: ars, name: names.next(), kind: kind, kreis: index, population: populations[number],
        hectares: areas[number], verband: isShared ? verband : ars)
    }
  }

  /// Whole parts in proportion to weights; they add up to the total.
  private static func split(_ total: Int, by weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    var parts = weights.map { Int(Double(total) * $0 / sum) }
    parts[0] += total - parts.reduce(0, +)
    return parts
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// The feed `areas`.
  var table: FeedText {
    var text = FeedText(.areas)
    func add(_ ars: String, _ name: String, _ kind: AreaKind, _ parent: String, _ n: Int, _ h: Int)
    {
      text.add([
        "ars": ars, "name": name, "kind": kind.rawValue, "parent_ars": parent,
        "population": String(n), "area_km2": "\(h / 100).\(Self.padded(h % 100, 2))",
        "valid_from": "2018-01-01",
      ])
    }
    func total(_ prefix: String) -> (Int, Int) {
      kreise.filter { $0.ags5.hasPrefix(prefix) }.reduce((0, 0)) {
        ($0.0 + $1.population, $0.1 + $1.hectares)
      }
    }
    let land = total("08")
    add("080000000000", "Baden-Württemberg", .land, "", land.0, land.1)
    for (key, name) in [
      ("081", "Stuttgart"), ("082", "Karlsruhe"), ("083", "Freiburg"), ("084", "Tübingen"),
    ] {
      let sum = total(key)
      add(key + "000000000", name, .regierungsbezirk, "080000000000", sum.0, sum.1)
    }
    for kreis in kreise {
      add(
        kreis.ags5 + "0000000", kreis.name, kreis.isStadtkreis ? .stadtkreis : .landkreis,
        String(kreis.ags5.prefix(3)) + "000000000", kreis.population, kreis.hectares)
    }
    for verband in verbaende {
      add(
        verband.ars, verband.name, .verwaltungsgemeinschaft, kreise[verband.kreis].ags5 + "0000000",
        verband.population, verband.hectares)
    }
    for gemeinde in gemeinden where gemeinde.kind != .stadtkreis {
      add(
        gemeinde.ars, gemeinde.name, gemeinde.kind, kreise[gemeinde.kreis].ags5 + "0000000",
        gemeinde.population, gemeinde.hectares)
    }
    return text
  }
}
