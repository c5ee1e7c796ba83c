/// How far the visits of a load came, on its way into a part of the cube.
final class CubeFunnel {
  let sheet = CubeSheet(.funnel)
  private let kreisOfAuthority: [UInt64]
  private var shared: [FunnelVisit] = []
  private var continued: [FunnelVisit] = []

  init(_ texts: CubeTexts) { kreisOfAuthority = texts.kreisOfAuthority }

  func add(_ tally: FunnelTally) {
    count(tally.own, sign: 1)
    shared += tally.shared
    continued += tally.continued
  }

  /// Counts the visits that lie in several segments of the load, as soon as all are known.
  /// - Parameter known: what was counted before.
  func addShared(beside known: Set<FunnelVisit.Place>) {
    count(shared.filter { !known.contains($0.place) }.merged(), sign: 1)
    shared = []
  }

  /// Takes back what continued visits counted before, and counts them anew.
  /// - Parameter earlier: what earlier loads told of them.
  func recount(_ earlier: [FunnelVisit]) {
    count(earlier.merged(), sign: -1)
    count((earlier + continued).merged(), sign: 1)
    continued = []
  }

  /// - Parameter visits: one for each visit and place.
  private func count(_ visits: [FunnelVisit], sign: Int32) {
    var keys: [UInt64] = []
    var numbers: [Int32] = []
    keys.reserveCapacity(visits.count)
    numbers.reserveCapacity(2 * visits.count)
    for visit in visits {
      let kreis = kreisOfAuthority[Int(CubeAxis.authority.code(in: visit.place.cell))]
      keys.append(
        CubeAxis.process.code(in: visit.place.cell) << CubeAxis.process.shift
          | kreis << CubeAxis.kreis.shift | visit.month << CubeAxis.monthOfFunnel.shift
          | visit.step << CubeAxis.step.shift)
      numbers.append(sign)
      numbers.append(visit.isSubmitted ? sign : 0)
    }
    sheet.add(keys, rows: numbers)
  }
}
