import Columns
import Domain
import Store

/// What decides competence, as one committed state of the project has it, for questions about it.
public struct CompetenceDirectory: Sendable {
  public let areas: AreaRegister
  public let rules: CompetenceRules
  let catalogue: [String: CatalogueEntry]
  let dataState: DataState
  /// First and last day of the activation states.
  let snapshots: ClosedRange<Day>?

  /// - Throws: ``Fault`` for a damaged database.
  public init(reading reader: StoreReader) throws {
    self.init(try FactSet(registersOf: reader))
  }

  init(_ facts: FactSet) {
    areas = AreaRegister(facts.areas)
    rules = CompetenceRules(facts.competence)
    catalogue = CatalogueEntry.read(facts.catalogue)
    dataState = facts.dataState
    snapshots = facts.coverage.state.snapshots
  }

  /// The last day of which register and snapshots tell anything.
  var lastDay: Day {
    [areas.days?.upperBound, snapshots?.upperBound].compactMap { $0 }.max() ?? Day(number: 0)
  }

  /// Who is competent: one explanation for a Gemeinde, one for each Gemeinde of a larger area.
  /// - Parameters:
  ///   - leika: LeiKa key, 14 digits.
  ///   - key: AGS with 2, 3, 5 or 8 digits or ARS with 12.
  /// - Throws: ``Fault`` for a key of another form, an area that is not registered or does not
  ///   exist on the day, and a day before all data.
  public func explain(
    _ leika: String, in key: String, on day: Day
  ) throws(Fault) -> [CompetenceExplanation] {
    guard KeyForm.leika.matches(leika.utf8) else {
      let known = Set(catalogue.keys).union(rules.exactKeys)
      let nearest = Suggestion.closest(to: leika, among: known.sorted())
      throw Fault(
        .usage, at: leika, "a LeiKa key has 14 digits and begins with 99",
        remedy: nearest.map { "Did you mean \($0)\(name(of: $0))?" }
          ?? "Look it up in the catalogue")
    }
    let gemeinden = try gemeinden(in: key, on: day)
    return gemeinden.map { gemeinde in
      CompetenceExplanation(
        leika, in: gemeinde, on: day, rules: rules, areas: areas, catalogue: catalogue[leika])
    }
  }

  /// The Gemeinden of an area that exist on a day, at least one.
  /// - Throws: ``Fault`` as ``explain(_:in:on:)``.
  public func gemeinden(
    in key: String, on day: Day
  ) throws(Fault) -> [AreaRegister.Gemeinde] {
    guard let days = areas.days else {
      throw Fault(
        .inputMissing, at: "feed areas", "the project has no register of areas",
        remedy: "Load the official register with lagebild ingest")
    }
    guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      [2, 3, 5, 8, 9, 12].contains(key.utf8.count)
    else {
      throw Fault(
        .usage, at: key, "an area is named by an AGS (2, 3, 5 or 8 digits) or an ARS (12 digits)",
        remedy: "lagebild area list shows all keys")
    }
    let first = min(days.lowerBound, snapshots?.lowerBound.month.firstDay ?? days.lowerBound)
    guard day >= first else {
      throw Fault(
        .usage, at: "\(day)", "the register begins on \(days.lowerBound), the data on \(first)",
        remedy: "Name a later day")
    }
    let states = states(of: key)
    guard !states.isEmpty else { throw notRegistered(key) }
    let existing = states.filter { $0.exists(on: day) }
    guard !existing.isEmpty else {
      let periods = states.map { state in
        "\(state.validity.from.map { "from \($0) " } ?? "")"
          + (state.validity.to.map { "until \($0)" } ?? "on")
      }
      throw Fault(
        .usage, at: key, "\(states[0].name) does not exist on \(day)",
        remedy: "It exists \(periods.joined(separator: ", "))")
    }
    return existing
  }

  /// All states of the Gemeinden of an area, or of the one Gemeinde that a key names.
  private func states(of key: String) -> [AreaRegister.Gemeinde] {
    if let ags8 = AuthorityKey.gemeinde8(of: key) {
      return areas.gemeinden.filter { $0.ars.ags8 == ags8 }
    }
    // An AGS with 8 digits that names a Kreis, or an ARS, up to the zeros of the larger area.
    let shortened = key.utf8.count == 8 ? ARS(prefix: key.prefix(5)) : ARS(prefix: key)
    guard let ars = shortened else { return [] }
    let target = CompetenceRule.Target.authority(ars)
    return ars == .bund ? [] : areas.gemeinden.filter { target.authority(for: $0) != nil }
  }

  private func notRegistered(_ key: String) -> Fault {
    let known = areas.gemeinden.map { key.utf8.count == 8 ? $0.ars.ags8 : $0.ars.digits }
    let nearest = Suggestion.closest(to: key, among: Set(known).sorted())
    let name = nearest.flatMap { near in
      areas.gemeinden.last { $0.ars.ags8 == near || $0.ars.digits == near }?.name
    }
    return Fault(
      .usage, at: key, "the register knows no such area",
      remedy: nearest.map { "Did you mean \($0) (\(name!))?" }
        ?? "lagebild area list shows all keys")
  }

  private func name(of leika: String) -> String {
    catalogue[leika]?.name.map { " (\($0))" } ?? ""
  }
}

extension FactSet {
  /// Registers, rules and activation states, without usage and cases.
  init(registersOf reader: StoreReader) throws {
    let areas = try reader.current(.areas)
    self.init(
      areas: areas, catalogue: try reader.current(.catalogue),
      competence: try reader.current(.competence), processes: try reader.current(.processes),
      coverage: try Self.coverage(reader, areas), dataState: try reader.dataState(),
      cutOff: try Self.cutOff(reader))
  }
}
