/// Who and what the events are about: invented Gemeinden under the real Kreis keys, invented
/// processes. Nothing here is a real figure.
struct World {
  struct Process {
    let key: String
    /// Steps of the form.
    let steps: Int
    /// Share of those who finish a step and go on.
    let survival: Double
    /// Share of the submissions that come by counter, mail, phone …
    let otherwise: Double
    /// Milliseconds for a step, median.
    let stepMedian: Double
    /// Days until the case is done, median.
    let caseDays: Double
    /// Share of the hand-overs that go straight into the Fachverfahren.
    let straight: Double
    /// Percent of the authorities that offer it.
    let coverage: UInt64
  }

  let processes: [Process]
  let authorities: [String]
  private let authorityDraw: AliasTable
  /// By month: processes grow at different paces, and some are released later.
  private let processDraw: [AliasTable]

  init() {
    let places = Self.places()
    authorities = places.map(\.key)
    authorityDraw = AliasTable(places.map(\.people))
    processes = (0..<400).map(Self.process)
    processDraw = (0..<24).map { month in
      AliasTable(
        (0..<400).map { rank in
          let release = rank % 5 == 4 ? rank * 7 % 18 : 0
          let pace = 0.985 + Double(rank * 37 % 60) / 1000
          var weight = 1 / power(Double(rank + 1), sixteenths: 17)
          for _ in 0..<month { weight *= pace }
          return month >= release ? weight : 0
        })
    }
  }

  func process(month: Int, _ random: inout RandomSource) -> Int {
    processDraw[month].draw(&random)
  }

  /// An authority that offers the process, by population.
  func authority(offering process: Int, _ random: inout RandomSource) -> Int {
    for _ in 0..<16 {
      let place = authorityDraw.draw(&random)
      let mixed = (UInt64(process) &* 0x9E37_79B9 &+ UInt64(place)) &* 0xBF58_476D_1CE4_E5B9
      if (mixed >> 40) % 100 < processes[process].coverage { return place }
    }
    return 0
  }

  private static func process(_ rank: Int) -> Process {
    func digits(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: width - text.count) + text
    }
    // About a third bear the key of a Leistung, as the platform does for universal processes.
    let key =
      rank % 3 == 1
      ? "99" + digits(100 + rank * 53 % 600, 3) + digits(1 + rank * 17 % 90, 3)
        + digits(1 + rank, 3) + "000"
      : "sp-" + digits(rank * 271 % 1000, 4)
    return Process(
      key: key, steps: 3 + rank * 5 % 7, survival: 0.88 + Double(rank * 11 % 10) / 100,
      otherwise: 0.05 + Double(rank * 7 % 40) / 100,
      stepMedian: 15_000 + Double(rank * 13 % 50) * 900, caseDays: 1 + Double(rank * 29 % 30),
      straight: Double(rank * 31 % 11) / 10,
      coverage: rank < 20 ? 100 : [100, 60, 30, 12, 4][rank % 5])
  }

  private static let stadtkreise: Set<Int> = [
    8111, 8121, 8211, 8212, 8221, 8222, 8231, 8311, 8421,
  ]
  private static let kreise: [Int] = [
    8111, 8115, 8116, 8117, 8118, 8119, 8121, 8125, 8126, 8127, 8128, 8135, 8136, 8211, 8212,
    8215, 8216, 8221, 8222, 8225, 8226, 8231, 8235, 8236, 8237, 8311, 8315, 8316, 8317, 8325,
    8326, 8327, 8335, 8336, 8337, 8415, 8416, 8417, 8421, 8425, 8426, 8435, 8436, 8437,
  ]

  /// About 1,100 Gemeinden; sizes fall from the biggest by a power law in each Kreis.
  private static func places() -> [(key: String, people: Double)] {
    var places: [(String, Double)] = []
    for (position, kreis) in kreise.enumerated() {
      guard !stadtkreise.contains(kreis) else {
        places.append(("0\(kreis)000", 600_000 / Double(1 + position / 5)))
        continue
      }
      for number in 0..<(26 + position * 7 % 11) {
        let suffix = String(1001 + 2 * number + position % 2).dropFirst()
        let people = Double(28_000 + 3_000 * (position % 9)) / Double(number + 1) + 900
        places.append(("0\(kreis)\(suffix)", people))
      }
    }
    return places
  }
}

/// `base^(sixteenths / 16)` by square roots only: the same on every machine.
func power(_ base: Double, sixteenths: Int) -> Double {
  let root = base.squareRoot().squareRoot().squareRoot().squareRoot()
  return (0..<sixteenths).reduce(1) { product, _ in product * root }
}
