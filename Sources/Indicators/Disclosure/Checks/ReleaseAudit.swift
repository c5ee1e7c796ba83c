import Cryptography
import Domain
import Store

/// Attacks on the public cube of one set of records, each with its figures.
public struct ReleaseAudit: Sendable {
  public struct Attack: Sendable {
    public let name: String
    public let figures: [(name: String, value: Double)]
  }

  public let name: String
  public let attacks: [Attack]

  /// The project's events, then skewed records over its areas.
  /// - Throws: ``Fault`` where register or events are missing.
  public static func all(reading reader: StoreReader, seed: UInt64) throws -> [ReleaseAudit] {
    let register = try ReleaseRegister(reading: reader)
    guard !register.gemeinden.isEmpty, let months = try ProtectedCounting.months(reader) else {
      throw Fault(
        .inputMissing, at: "release audit", "the project has no register of areas or no events",
        remedy: "Load both first, or simulate them with lagebild demo")
    }
    let known = try ProtectedMonths.counts(reader, register, in: months, anew: true)
    let project = ReleaseAudit("project", known.counts, register, months: months, seed: seed)
    return [project]
      + SkewedRecords.Shape.allCases.map { shape in
        let counts = SkewedRecords.counts(shape, register, seed: seed)
        return ReleaseAudit(
          shape.rawValue, counts, register, months: SkewedRecords.months, seed: seed)
      }
  }

  init(
    _ name: String, _ counts: ProtectedCounts, _ register: ReleaseRegister,
    months: ClosedRange<Month>, seed: UInt64
  ) {
    let cube = ReleaseCube(counts, register, months: months) { year in
      ReleaseKey(
        year: year, bytes: SHA256.digest(Array("audit key, seed \(seed), year \(year)".utf8)))
    }
    let values = cube.upper.values + cube.lower.values
    self.name = name
    let bounds = CellBounds(cube, values: values)
    let all = cube.upper.counts + cube.lower.counts
    attacks =
      [
        Attack(
          name: "cells",
          figures: [
            ("records", Double(counts.cells.reduce(0) { $0 + $1.count })),
            ("cells_with_records", Double(all.count { $0 > 0 })),
            ("small_cells", Double(bounds.smallCells)),
          ]),
        Attack(
          name: "bounds", figures: [("determined_small_cells", Double(bounds.determinedSmallCells))]
        ),
        Self.subtraction("kreis_less_gemeinden", .gemeinden(cube, values: values)),
        Self.subtraction("land_less_kreise", .kreise(cube, values: values)),
        Self.subtraction("year_less_months", .months(cube, values: values)),
        Self.subtraction("all_less_leistungen", .leistungen(cube, values: values)),
      ] + [
        Self.noise(cube, values), AveragingAttack(cube, values: values).attack,
        RepublicationAttack(cube, seed: seed).attack,
      ]
  }

  private static func subtraction(_ name: String, _ attack: SubtractionAttack) -> Attack {
    Attack(
      name: name,
      figures: [
        ("targets", Double(attack.targets)), ("hits", Double(attack.hits)),
        ("hit_rate", Self.rounded(attack.hitRate)), ("guess_rate", rounded(attack.guessRate)),
      ])
  }

  private static func noise(_ cube: ReleaseCube, _ values: [Int32]) -> Attack {
    let noise = NoiseStatistics(cube, values: values, cells: Array(0..<cube.cellCount))
    return Attack(
      name: "noise",
      figures: [
        ("sets_of_records", Double(noise.cells)), ("mean_z", rounded(noise.z)),
        ("variance_ratio", rounded(noise.ratio)),
        ("declared_residual_variance", rounded(ResidualVariance(cube).product)),
      ])
  }

  /// Four decimals: figures in files.
  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
