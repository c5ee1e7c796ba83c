/// The attack by re-publication: a cell is published, one record comes late, the cell is published
/// anew. The attacker knows that it was one record and has two values.
struct RepublicationAttack {
  private var targets = 0
  private var hits = 0
  private var plainHits = 0
  private var unchanged = 0

  /// - Parameter seed: of the late records' keys.
  init(_ cube: ReleaseCube, seed: UInt64) {
    var random = SkewedRecords.Generator(state: seed)
    for index in 0..<cube.cellCount {
      let cell = cube[line: index]
      let table: PerturbationTable = cell.isSensitive ? .sensitive : .standard
      guard (1...table.smallest).contains(cell.count) else { continue }
      let second = table.value(of: cell.count + 1, cellKey: cell.key &+ random.next())
      targets += 1
      if second == cell.value { unchanged += 1 }
      // Half of the sum of both values is the best estimate that two of equal noise give.
      let estimate = (Double(cell.value + second - 1) / 2).rounded()
      if Int(estimate) == cell.count { hits += 1 }
      if cell.value == cell.count { plainHits += 1 }
    }
  }

  var attack: ReleaseAudit.Attack {
    let count = Double(max(1, targets))
    return ReleaseAudit.Attack(
      name: "republication",
      figures: [
        ("targets", Double(targets)),
        ("unchanged_rate", ReleaseAudit.rounded(Double(unchanged) / count)),
        ("exact_rate", ReleaseAudit.rounded(Double(hits) / count)),
        ("exact_rate_of_published_value", ReleaseAudit.rounded(Double(plainHits) / count)),
      ])
  }
}
