import Domain
import Store

/// One of the nine rules that a release has to keep, with the figure that was found.
public struct ReleaseCheck: Sendable {
  /// 1 … 9
  public let number: Int
  public let rule: Text
  public let finding: String
  public let isKept: Bool
}

/// A state of the public figures → the nine checks. Public means every release up to the one that is
/// checked, since everybody has those too.
///
/// Checks 2, 5 and 6 hold published values against the records. They leave out cells of periods for
/// which something was delivered after the cell was published, because there the records are no
/// longer the same; how many these are is said.
public struct ReleaseChecks: Sendable {
  let cube: ReleaseCube
  let published: PublishedCells
  let values: [Int32]
  private let loads: [LoadReach]
  /// Periods whose events may have been taken away by retention are not read.
  private let firstMonth: Month

  /// Of a release that is not published yet.
  public init(_ release: Release, reader: StoreReader) throws {
    self.init(release.cube, release.published, loads: try reader.loads(after: 0))
  }

  /// Of a published one.
  /// - Throws: ``Fault`` for an unknown release, and what a missing key says.
  public init(
    reading reader: StoreReader, release number: Int?, keys: (Int) throws -> ReleaseKey
  ) throws {
    let all = try PublishedCells.releases(reader)
    guard let record = number.map({ n in all.first { $0.number == n } }) ?? all.last else {
      throw Fault(
        .inputMissing, at: number.map { "release \($0)" } ?? "release",
        all.isEmpty ? "nothing has been released yet" : "there is no such release",
        remedy: all.isEmpty
          ? "Make one with lagebild release make" : "Name one from 1 to \(all.count)")
    }
    let published = try PublishedCells(reading: reader, asOf: record.number)
    guard let known = try ProtectedCounting.months(reader), known.lowerBound <= record.until else {
      throw Fault(
        .inputMissing, at: "release \(record.number)", "its events are no longer there",
        remedy: "Check releases while their events are kept")
    }
    let months = known.lowerBound...record.until
    try Release.check(keys, of: months, published)
    let cube = try ReleaseCube(reading: reader, months: months, keys: keys)
    self.init(cube, published, loads: try reader.loads(after: 0))
  }

  init(_ cube: ReleaseCube, _ published: PublishedCells, loads: [LoadReach]) {
    self.cube = cube
    self.published = published
    self.loads = loads
    values = cube.values(of: published)
    let first = published.releases.map(\.firstMonth).min() ?? cube.months[0]
    firstMonth = cube.months[0] > first ? cube.months[0] + 1 : cube.months[0]
  }

  /// All nine, in order.
  public func run() -> [ReleaseCheck] {
    let settled = settledCells
    return [
      smallValues, equalRecords(settled), bounds, subtraction, noise(settled), unchanged(settled),
      revisions, derived, sensitive,
    ]
  }

  // MARK: - Cells whose records are those of their release

  /// Places in the line of the cube.
  private var settledCells: [Int] {
    let lastLoads = Dictionary(
      uniqueKeysWithValues: published.releases.map { ($0.number, $0.lastLoad) })
    var known: [PublicPeriod: [Int: Bool]] = [:]
    func isSettled(_ period: PublicPeriod, _ release: Int) -> Bool {
      if let answer = known[period]?[release] { return answer }
      let answer = !hasArrived(after: lastLoads[release] ?? 0, in: period)
      known[period, default: [:]][release] = answer
      return answer
    }
    // As of the first release of its period, unless a cell was published anew.
    let ofPeriod = cube.periods.map { period in
      published.periods[period].map {
        period.months.lowerBound >= firstMonth && isSettled(period, $0)
      } ?? false
    }
    var settled = (0..<cube.cellCount).map { ofPeriod[cube.period(line: $0)] }
    for (name, entry) in published.all where Int(entry.release) != published.periods[name.period] {
      guard let line = cube.line(of: name), name.period.months.lowerBound >= firstMonth else {
        continue
      }
      settled[line] = isSettled(name.period, Int(entry.release))
    }
    return settled.indices.filter { settled[$0] }
  }

  /// Whether later deliveries may have changed records of a period. Registers say to which area and
  /// Leistung a record belongs, so they may change every period.
  private func hasArrived(after load: Int64, in period: PublicPeriod) -> Bool {
    let registers = [FeedSchema.areas, .catalogue, .processes].map(\.name)
    let months = period.months
    let instants =
      BerlinTime.start(
        of: months.lowerBound.firstDay)...(BerlinTime.start(
        of: months.upperBound.lastDay + 1) - 1)
    return loads.contains { later in
      later.loadID > load
        && (registers.contains(later.feed)
          || later.feed == FeedSchema.events.name && later.instants?.overlaps(instants) ?? false)
    }
  }

  // MARK: - The nine

  private var smallValues: ReleaseCheck {
    let found = published.all.values.count { entry in
      let table: PerturbationTable = entry.isSensitive ? .sensitive : .standard
      return (1...Int32(table.smallest)).contains(entry.value)
    }
    return ReleaseCheck(
      number: 1, rule: Text(de: "kein Wert 1 … js", en: "no value 1 … js"),
      finding: "\(found) of \(published.all.count) values", isKept: found == 0)
  }

  private func equalRecords(_ settled: [Int]) -> ReleaseCheck {
    struct Records: Hashable {
      let count: Int
      let key: UInt64
    }
    var valueOf: [Records: Int32] = [:]
    var (compared, differing) = (0, 0)
    for index in settled where cube[line: index].count > 0 {
      let cell = cube[line: index]
      let records = Records(count: cell.count, key: cell.key)
      guard let known = valueOf[records] else {
        valueOf[records] = values[index]
        continue
      }
      compared += 1
      if known != values[index] { differing += 1 }
    }
    return ReleaseCheck(
      number: 2,
      rule: Text(de: "gleiche Datensätze, gleicher Wert", en: "equal records show equal values"),
      finding: "\(differing) of \(compared) cells differ from one with the same records",
      isKept: differing == 0)
  }

  private var bounds: ReleaseCheck {
    let bounds = CellBounds(cube, values: values)
    let found = bounds.determinedSmallCells
    return ReleaseCheck(
      number: 3,
      rule: Text(
        de: "Schranken legen keine kleine Zelle fest", en: "bounds determine no small cell"),
      finding: "\(found) of \(bounds.smallCells) small cells", isKept: found == 0)
  }

  private var subtraction: ReleaseCheck {
    let attack = SubtractionAttack.gemeinden(cube, values: values)
    return ReleaseCheck(
      number: 4,
      rule: Text(
        de: "Kreis weniger seine Gemeinden trifft nicht öfter als Raten",
        en: "Kreis less its Gemeinden hits no more often than guessing"),
      finding: "\(attack.hits) hits, \(attack.guesses) by guessing, of \(attack.targets)",
      isKept: attack.isNoBetterThanGuessing)
  }

  private func noise(_ settled: [Int]) -> ReleaseCheck {
    let noise = NoiseStatistics(cube, values: values, cells: settled)
    return ReleaseCheck(
      number: 5,
      rule: Text(
        de: "Rauschen: Mittel |z| < 4, Varianz auf 5 %",
        en: "noise: mean |z| < 4, variance within 5 %"),
      finding: noise.description, isKept: noise.isAsDeclared)
  }

  private func unchanged(_ settled: [Int]) -> ReleaseCheck {
    let changed = settled.count { Int(values[$0]) != cube[line: $0].value }
    return ReleaseCheck(
      number: 6,
      rule: Text(
        de: "unveränderte Zellen sind unverändert", en: "unchanged cells are unchanged"),
      finding: "\(changed) of \(settled.count) cells; \(cube.cellCount - settled.count) left out"
        + " (deliveries after their release, or not public)",
      isKept: changed == 0)
  }

  private var revisions: ReleaseCheck {
    let most = published.all.values.map { Int($0.revisions) + 1 }.max() ?? 0
    return ReleaseCheck(
      number: 7, rule: Text(de: "höchstens 2 Freigaben je Zelle", en: "≤ 2 releases per cell"),
      finding: "at most \(most)", isKept: most <= 2)
  }

  private var derived: ReleaseCheck {
    let (figures, wrong) = DerivedFigures.compare(published, cube.register)
    return ReleaseCheck(
      number: 8,
      rule: Text(
        de: "jede abgeleitete Zahl folgt aus veröffentlichten",
        en: "every derived figure follows from published ones"),
      finding: "\(wrong) of \(figures) figures do not", isKept: wrong == 0)
  }

  private var sensitive: ReleaseCheck {
    let below = published.all.count { name, _ in
      guard let leistung = name.leistung, cube.register.isSensitive(leistung),
        let area = cube.register.place(of: name.area)
      else { return false }
      return cube.register.kreisOrAbove(area) != area
    }
    let residual = ResidualVariance(cube)
    return ReleaseCheck(
      number: 9,
      rule: Text(
        de: "sensible Leistungen nicht unter dem Kreis; Restvarianz ≥ 0,6",
        en: "sensitive Leistungen not below the Kreis; residual variance ≥ 0.6"),
      finding: "\(below) sensitive cells below; \(residual)",
      isKept: below == 0 && residual.product >= ResidualVariance.least)
  }
}
