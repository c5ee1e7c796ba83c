import Columns
import Domain
import Indicators
import TestSupport

/// The definitions as rows of ordinary tables.
extension PlainRelations {
  /// Creates the tables with the rows of all months.
  func create(in oracle: OracleDatabase, _ rule: CountingRule) throws {
    try create(
      .competentPairs, rows(rule) { competentPairs($0, rule, $1) }, in: oracle)
    try create(
      .authorityPairs, rows(rule) { authorityPairs($0, rule, $1) }, in: oracle)
    let pairs = months.flatMap { isRated(day($0), rule) ? processPairs($0, rule) : [] }
    try oracle.create(
      table: "process_pairs",
      columns: Self.columns(
        RelationSchema.processPairs.dimensions, RelationSchema.processPairs.measures, pairs))
  }

  typealias Row = [String: Cell]

  func create(
    _ schema: RelationSchema, _ tables: (all: [Row], byKind: [Row]), in oracle: OracleDatabase
  ) throws {
    try oracle.create(
      table: schema.name, columns: Self.columns(schema.dimensions, schema.measures, tables.all))
    try oracle.create(
      table: schema.splitByKind!,
      columns: Self.columns(schema.askable, schema.measures, tables.byKind))
  }

  func rows(
    _ rule: CountingRule, _ make: (Month, ProcessKind?) -> [Row]
  ) -> (all: [Row], byKind: [Row]) {
    let rated = months.filter { isRated(day($0), rule) }
    return (
      rated.flatMap { make($0, nil) },
      rated.flatMap { month in ProcessKind.allCases.flatMap { make(month, $0) } }
    )
  }

  func competentPairs(_ month: Month, _ rule: CountingRule, _ kind: ProcessKind?) -> [Row] {
    let day = day(month)
    return countable.flatMap { leistung in
      world.places(on: day).compactMap { place -> Row? in
        var row = subject(leistung, month, kind).merging(areas(place.ars, place)) { $1 }
        row["population"] = place.population.map { .integer($0) }
        switch competence(leistung.key, place, day) {
        case .unknown: return nil
        case .notApplicable:
          row["pairs"] = .integer(0)
          row["not_applicable"] = .integer(1)
        case .authority(let ars):
          row["not_applicable"] = .integer(0)
          if let isOnline = online(ars.digits, leistung.key, day, rule, admits(kind)) {
            row["pairs"] = .integer(1)
            row["active"] = .integer(isOnline ? 1 : 0)
          }
        }
        return row
      }
    }
  }

  func competent(for leistung: RandomWorld.Leistung, _ day: Day) -> Set<String> {
    Set(
      world.places(on: day).compactMap { place -> String? in
        guard case .authority(let ars) = competence(leistung.key, place, day) else { return nil }
        return ars.digits
      })
  }

  func authorityPairs(_ month: Month, _ rule: CountingRule, _ kind: ProcessKind?) -> [Row] {
    let day = day(month)
    return countable.flatMap { leistung in
      competent(for: leistung, day).map { authority in
        var row = subject(leistung, month, kind).merging(
          areas(authority, world.lastPlace(authority))
        ) { $1 }
        row["kommunal"] = .integer(row["kreis"] == nil ? 0 : 1)
        if let isOnline = online(authority, leistung.key, day, rule, admits(kind)) {
          row["pairs"] = .integer(1)
          row["active"] = .integer(isOnline ? 1 : 0)
          let isStandard = online(authority, leistung.key, day, rule) {
            admits(kind)($0) && $0.kind == .standard
          }
          row["standard"] = .integer(isStandard == true ? 1 : 0)
        }
        return row
      }
    }
  }

  func processPairs(_ month: Month, _ rule: CountingRule) -> [Row] {
    let day = day(month)
    return world.processes.flatMap { process -> [Row] in
      guard let released = process.releasedOn, released <= day else { return [] }
      let main = world.leistungen.first { $0.key == process.leika[0] }!
      return users(of: process, day).map { authority in
        var row = subject(main, month, process.kind).merging(
          areas(authority, world.lastPlace(authority))
        ) { $1 }
        row["process"] = .text(process.id)
        let state = active(authority, process.id, day)
        if let verdict = state.map({ counts($0, rule) }) ?? false {
          row["pairs"] = .integer(1)
          row["active"] = .integer(verdict ? 1 : 0)
        }
        return row
      }
    }
  }

  /// The Behörden that may use a process; an individual one belongs to its owner.
  func users(of process: RandomWorld.Process, _ day: Day) -> Set<String> {
    let answers = process.leika.flatMap { leika in
      world.places(on: day).map { competence(leika, $0, day) }
    }
    guard process.kind == .individual else {
      return Set(
        answers.compactMap { answer -> String? in
          if case .authority(let ars) = answer { ars.digits } else { nil }
        })
    }
    let isRuled = answers.contains { $0 != .unknown }
    return isRuled ? Set([process.owner].compactMap { $0.map { world.lastPlace($0)!.ars } }) : []
  }

  /// Reports may reach further than what decides the last day.
  func day(_ month: Month) -> Day {
    cutOff >= month.firstDay ? min(month.lastDay, cutOff) : month.lastDay
  }

  func admits(_ kind: ProcessKind?) -> (RandomWorld.Process) -> Bool {
    { process in kind == nil || process.kind == kind }
  }

  func subject(
    _ leistung: RandomWorld.Leistung, _ month: Month, _ kind: ProcessKind?
  ) -> Row {
    var row: Row = ["leistung": .text(leistung.key), "month": .text(month.description)]
    row["ozg"] = leistung.ozg.map { .text($0) }
    row["themenfeld"] = leistung.themenfeld.map { .text($0) }
    row["process_kind"] = kind.map { .text($0.rawValue) }
    return row
  }

  /// The areas that a Gemeinde or Behörde lies in, and the size of its Gemeinde.
  func areas(_ ars: String, _ place: RandomWorld.Place?) -> Row {
    var row: Row = ["land": .text("08")]
    guard ars != "000000000000" else { return [:] }
    guard ars != "080000000000" else { return row }
    row["regierungsbezirk"] = .text(String(ars.prefix(3)))
    guard !ars.hasSuffix("000000000") else { return row }
    row["kreis"] = .text(String(ars.prefix(5)))
    guard let place else { return row }
    row["gemeinde"] = .text(String(ars.prefix(5)) + ars.suffix(3))
    row["size_class"] = place.population.map { .text(SizeClass(population: $0).key) }
    return row
  }

  static func columns(
    _ dimensions: [String], _ measures: [String], _ rows: [Row]
  ) -> [(String, ColumnVector)] {
    (dimensions.map { ($0, PhysicalType.text) } + measures.map { ($0, PhysicalType.integer) })
      .map { name, type in
        var builder = ColumnBuilder(type)
        for row in rows { builder.append(row[name] ?? .null) }
        return (name, builder.finish())
      }
  }
}
