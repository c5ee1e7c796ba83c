import Columns
import Domain
import Indicators
import TestSupport

/// The state relations of a random world, written down row by row from the words of the
/// definitions: the plain twin of intervals, competence maps and frames. It asks each question
/// anew and shares nothing with them.
struct PlainRelations {
  private struct Key: Hashable {
    let day: Day
    let authority: String
    let process: String
    let isProd: Bool
  }

  let world: RandomWorld
  /// From the first to the last snapshot.
  let months: [Month]
  private let cutOff: Day
  /// The row of the delivery that counts.
  private var rows: [Key: RandomWorld.State] = [:]
  private var mentions: [String: Set<Day>] = [:]

  init(_ world: RandomWorld) {
    self.world = world
    let files = world.snapshots.sorted { RandomWorld.digest($0) < RandomWorld.digest($1) }
    for state in files.joined() {
      let key = Key(
        day: state.day, authority: state.authority, process: state.process, isProd: state.isProd)
      rows[key] = state
      mentions[state.authority, default: []].insert(state.day)
    }
    let days = world.snapshots.joined().map(\.day)
    cutOff = days.max()!
    let first = days.min()!.month
    months = (0...(cutOff.month - first)).map { first + $0 }
  }

  // MARK: - Definitions

  /// What is active at a Behörde at the end of a day: its latest snapshot lists it as active, prod.
  private func active(_ authority: String, _ process: String, _ day: Day) -> RandomWorld.State? {
    guard let latest = mentions[authority]?.filter({ $0 <= day }).max() else { return nil }
    let key = Key(day: latest, authority: authority, process: process, isProd: true)
    return rows[key].flatMap { $0.state == .active ? $0 : nil }
  }

  /// `nil`: rated in the other model.
  private func counts(_ state: RandomWorld.State, _ rule: CountingRule) -> Bool? {
    switch rule {
    case .active: true
    case .maturity(let model, let level): state.model == model ? state.level >= level : nil
    }
  }

  /// Active (`true`), not active, or `nil`: active only by processes rated in the other model.
  private func online(
    _ authority: String, _ leika: String, _ day: Day, _ rule: CountingRule,
    _ admits: (RandomWorld.Process) -> Bool
  ) -> Bool? {
    var isOnline: Bool? = false
    for process in world.processes where process.leika.contains(leika) && admits(process) {
      guard let state = active(authority, process.id, day) else { continue }
      switch counts(state, rule) {
      case true?: return true
      case false?: break
      case nil: isOnline = nil
      }
    }
    return isOnline
  }

  /// A model in which nothing is rated says nothing about the month.
  private func isRated(_ day: Day, _ rule: CountingRule) -> Bool {
    guard case .maturity(let model, _) = rule else { return true }
    return mentions.keys.contains { authority in
      world.processes.contains { active(authority, $0.id, day)?.model == model }
    }
  }

  /// Asks one rule after the other; the strongest that reaches the place decides.
  private func competence(_ leika: String, _ place: RandomWorld.Place, _ day: Day) -> Competence {
    let made = world.rules.filter { rule in
      leika.hasPrefix(rule.leika) && rule.validFrom <= day && (rule.validTo ?? day) >= day
    }
    if made.isEmpty { return .unknown }
    var best: (rank: [String], authority: String)?
    for rule in made {
      guard let authority = authority(rule.target, place) else { continue }
      let rank = rank(rule)
      if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true { best = (rank, authority) }
    }
    guard let best else { return .notApplicable }
    return .authority(ARS(world.lastPlace(best.authority)?.ars ?? best.authority)!)
  }

  private func authority(
    _ target: CompetenceRule.Target, _ place: RandomWorld.Place
  ) -> String? {
    let kreis = place.kind == .stadtkreis ? place.ars : place.ars.prefix(5) + "0000000"
    switch target {
    case .authority(let ars):
      var area = ars.digits[...]
      while area.last == "0" { area.removeLast() }
      let isInside =
        area.count == 12
        ? place.ags == ars.digits.prefix(5) + ars.digits.suffix(3) : place.ars.hasPrefix(area)
      return isInside ? ars.digits : nil
    case .kind(.gemeinde): return place.ars
    case .kind(.verwaltungsgemeinschaft): return place.verband ?? place.ars
    case .kind(.kreis): return kreis
    case .kind(.untereVerwaltungsbehoerde), .kind(.untereBaurechtsbehoerde):
      return place.kind == .grosseKreisstadt ? place.ars : kreis
    case .kind(.regierungspraesidium): return RandomWorld.bezirk
    case .kind(.land): return RandomWorld.land
    case .kind(.bund): return "000000000000"
    }
  }

  /// Strong before weak in the order of texts.
  private func rank(_ rule: CompetenceRule) -> [String] {
    func descending(_ number: Int) -> String { String(100_000 - number) }
    var (sort, size, name) = ("rule", "", "")
    switch rule.target {
    case .kind(let kind): name = kind.rawValue
    case .authority(let ars):
      var area = ars.digits[...]
      while area.last == "0" { area.removeLast() }
      (sort, size, name) = ("exception", descending(area.count), ars.digits)
    }
    return [
      sort, descending(rule.leika.count), size, descending(Int(rule.validFrom.number)), name,
    ]
  }

  private var countable: [RandomWorld.Leistung] {
    world.leistungen.filter { !$0.key.hasSuffix("000000") && $0.typ != "1" }
  }

  // MARK: - Tables

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

  private typealias Row = [String: Cell]

  private func create(
    _ schema: RelationSchema, _ tables: (all: [Row], byKind: [Row]), in oracle: OracleDatabase
  ) throws {
    try oracle.create(
      table: schema.name, columns: Self.columns(schema.dimensions, schema.measures, tables.all))
    try oracle.create(
      table: schema.splitByKind!,
      columns: Self.columns(schema.askable, schema.measures, tables.byKind))
  }

  private func rows(
    _ rule: CountingRule, _ make: (Month, ProcessKind?) -> [Row]
  ) -> (all: [Row], byKind: [Row]) {
    let rated = months.filter { isRated(day($0), rule) }
    return (
      rated.flatMap { make($0, nil) },
      rated.flatMap { month in ProcessKind.allCases.flatMap { make(month, $0) } }
    )
  }

  private func competentPairs(_ month: Month, _ rule: CountingRule, _ kind: ProcessKind?) -> [Row] {
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

  private func authorityPairs(_ month: Month, _ rule: CountingRule, _ kind: ProcessKind?) -> [Row] {
    let day = day(month)
    return countable.flatMap { leistung in
      let competent = Set(
        world.places(on: day).compactMap { place -> String? in
          guard case .authority(let ars) = competence(leistung.key, place, day) else { return nil }
          return ars.digits
        })
      return competent.map { authority in
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

  private func processPairs(_ month: Month, _ rule: CountingRule) -> [Row] {
    let day = day(month)
    return world.processes.flatMap { process -> [Row] in
      guard let released = process.releasedOn, released <= day else { return [] }
      let answers = process.leika.flatMap { leika in
        world.places(on: day).map { competence(leika, $0, day) }
      }
      var users = Set(
        answers.compactMap { answer -> String? in
          if case .authority(let ars) = answer { ars.digits } else { nil }
        })
      if process.kind == .individual {
        let isRuled = answers.contains { $0 != .unknown }
        users =
          isRuled ? Set([process.owner].compactMap { $0.map { world.lastPlace($0)!.ars } }) : []
      }
      let main = world.leistungen.first { $0.key == process.leika[0] }!
      return users.map { authority in
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

  private func day(_ month: Month) -> Day { min(month.lastDay, cutOff) }

  private func admits(_ kind: ProcessKind?) -> (RandomWorld.Process) -> Bool {
    { process in kind == nil || process.kind == kind }
  }

  private func subject(
    _ leistung: RandomWorld.Leistung, _ month: Month, _ kind: ProcessKind?
  ) -> Row {
    var row: Row = ["leistung": .text(leistung.key), "month": .text(month.description)]
    row["themenfeld"] = leistung.themenfeld.map { .text($0) }
    row["process_kind"] = kind.map { .text($0.rawValue) }
    return row
  }

  /// The areas that a Gemeinde or Behörde lies in, and the size of its Gemeinde.
  private func areas(_ ars: String, _ place: RandomWorld.Place?) -> Row {
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

  private static func columns(
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
