import Domain
import Store

/// What is doubtful about the rules of competence: nothing here stops a figure, but somebody has to
/// look at it.
public struct CompetenceCheck {
  public enum Finding: String, Sendable, CaseIterable {
    case contradictsCatalogue = "contradicts_catalogue"
    case authorityNotRegistered = "authority_not_registered"
    case reachesNoGemeinde = "reaches_no_gemeinde"
    case matchesNoLeistung = "matches_no_leistung"
    case neverDecides = "never_decides"
    case sameRuleTwice = "same_rule_twice"
    case equalRank = "equal_rank"
    case noRule = "no_rule"

    var name: Text {
      switch self {
      case .contradictsCatalogue:
        Text(
          de: "der Katalog nennt eine andere Vollzugsebene",
          en: "the catalogue names another level of execution")
      case .authorityNotRegistered:
        Text(de: "die Behörde steht nicht im Register", en: "the authority is not registered")
      case .reachesNoGemeinde:
        Text(de: "im Gebiet liegt keine Gemeinde", en: "no Gemeinde lies in the area")
      case .matchesNoLeistung:
        Text(de: "passt auf keine Leistung", en: "matches no Leistung")
      case .neverDecides:
        Text(de: "entscheidet nirgends", en: "decides nowhere")
      case .sameRuleTwice:
        Text(de: "gilt doppelt", en: "is in force twice")
      case .equalRank:
        Text(de: "zwei gleichrangige Regeln", en: "two rules of equal rank")
      case .noRule:
        Text(de: "Leistung ohne Regel wird angeboten", en: "a Leistung without rule is offered")
      }
    }
  }

  struct Entry: Hashable {
    let finding: Finding
    var leika = ""
    var rule: CompetenceRule?
    /// What it contradicts: a level of execution, the stronger rule, the processes.
    var against = ""
  }

  private let directory: CompetenceDirectory
  private let rules: [CompetenceRule]
  /// All keys that the project knows.
  private let leistungen: [String]
  /// Leistung → processes that are active now, by id.
  private let offered: [String: [String]]
  private let lastDay: Day?

  public static func table(_ reader: StoreReader) throws -> Table<Released> {
    let facts = try FactSet(registersOf: reader)
    return CompetenceCheck(facts).table
  }

  init(_ facts: FactSet) {
    directory = CompetenceDirectory(facts)
    rules = directory.rules.all
    let registers = Registers(facts)
    leistungen = registers.leistungen.map(\.key)
    lastDay = facts.coverage.state.snapshots?.upperBound
    let state = facts.coverage.state
    var offered: [String: Set<String>] = [:]
    for interval in state.intervals where interval.to == nil && interval.record.isActive {
      let id = facts.coverage.processes[Int(interval.process)]
      for leistung in registers.processes[registers.processCode[id]!].leistungen {
        offered[registers.leistungen[leistung].key, default: []].insert(id)
      }
    }
    self.offered = offered.mapValues { $0.sorted() }
  }

  /// One row a finding: `finding, leika, leistung, rule, valid_from, valid_to, against, source`.
  var table: Table<Released> {
    RegisterTable.table(
      Text(de: "Prüfung der Zuständigkeiten", en: "Check of competence"),
      [
        ("finding", Text(de: "Befund", en: "finding")), RegisterTable.leika,
        RegisterTable.leistung, RegisterTable.rule,
        ("valid_from", Text(de: "gültig ab", en: "valid from")),
        ("valid_to", Text(de: "gültig bis", en: "valid to")),
        ("against", Text(de: "gegen", en: "against")), RegisterTable.source,
      ],
      entries.map { entry in
        [
          .key(entry.finding.rawValue, label: entry.finding.name), RegisterTable.key(entry.leika),
          RegisterTable.text(directory.catalogue[entry.leika]?.name),
          RegisterTable.text(entry.rule?.description), .day(entry.rule?.validFrom),
          .day(entry.rule?.validTo), .text(entry.against),
          RegisterTable.text(entry.rule?.source),
        ]
      }, dataState: directory.dataState)
  }

  /// In the order of ``Finding``, then by key.
  var entries: [Entry] {
    contradictions + withoutEffect + pairs
      + offered.keys.sorted().filter { leika in
        lastDay.map { directory.rules.rules(for: leika, on: $0).isEmpty } ?? false
      }.map { Entry(finding: .noRule, leika: $0, against: offered[$0]!.joined(separator: " ")) }
  }

  private var contradictions: [Entry] {
    leistungen.flatMap { leika -> [Entry] in
      guard let level = directory.catalogue[leika]?.execution else { return [] }
      return directory.rules.candidates(for: leika).sorted(by: Precedence.precedes)
        .filter { rule in !kinds(rule.target).contains(where: level.admits) }
        .map {
          Entry(
            finding: .contradictsCatalogue, leika: leika, rule: $0, against: level.rawValue)
        }
    }
  }

  /// The kinds of Behörde that a target can be: a Stadtkreis is two.
  private func kinds(_ target: CompetenceRule.Target) -> [AuthorityKind] {
    guard case .authority(let ars) = target else {
      if case .kind(let kind) = target { return [kind] }
      return []
    }
    if ars == .bund { return [.bund] }
    switch directory.areas.area(ars)?.kind {
    case .land: return [.land]
    case .regierungsbezirk: return [.regierungspraesidium]
    case .landkreis: return [.kreis]
    case .stadtkreis: return [.kreis, .gemeinde]
    case .verwaltungsgemeinschaft: return [.verwaltungsgemeinschaft]
    case .grosseKreisstadt: return [.gemeinde, .untereVerwaltungsbehoerde]
    case .stadt, .gemeinde: return [.gemeinde]
    // What it is, the register does not say: no contradiction can be seen.
    case .gemeindefreiesGebiet, nil: return AuthorityKind.allCases
    }
  }

  /// Rules that make no difference, each with the first reason for it.
  private var withoutEffect: [Entry] {
    let deciding = decidingRules
    let isKnown = { (ars: ARS) in ars == .bund || directory.areas.isRegistered(ars) }
    return rules.compactMap { rule -> Entry? in
      if deciding.contains(rule) { return nil }
      if case .authority(let ars) = rule.target, !isKnown(ars) {
        return Entry(finding: .authorityNotRegistered, rule: rule, against: ars.digits)
      }
      if !directory.areas.gemeinden.contains(where: { rule.target.authority(for: $0) != nil }) {
        return Entry(finding: .reachesNoGemeinde, rule: rule)
      }
      if !leistungen.contains(where: rule.matches) {
        return Entry(finding: .matchesNoLeistung, rule: rule)
      }
      let stronger = deciding.filter {
        ($0.matches(rule.leika) || rule.matches($0.leika)) && $0.overlaps(rule)
          && Precedence.precedes($0, rule)
      }.min(by: Precedence.precedes)
      return Entry(finding: .neverDecides, rule: rule, against: stronger?.description ?? "")
    }
  }

  /// Rules that decide for any Leistung in any Gemeinde on any day.
  private var decidingRules: Set<CompetenceRule> {
    let gemeinden = directory.areas.gemeinden
    let areaDays = directory.areas.changeDays
    var deciding: Set<CompetenceRule> = []
    // Leistungen under the same rules are alike.
    let groups = Set(leistungen.map { Set(directory.rules.candidates(for: $0)) })
    for rules in groups where !rules.isEmpty {
      let begins = rules.map(\.validFrom), ends = rules.compactMap { $0.validTo.map { $0 + 1 } }
      for day in Set(begins + ends + areaDays) {
        var open = gemeinden.filter { $0.exists(on: day) }
        for rule in rules.filter({ $0.exists(on: day) }).sorted(by: Precedence.precedes) {
          let before = open.count
          open.removeAll { rule.target.authority(for: $0) != nil }
          if open.count < before { deciding.insert(rule) }
        }
      }
    }
    return deciding
  }

  /// Pairs of rules for the same key that are in force at once, and between which no rank decides.
  private var pairs: [Entry] {
    Dictionary(grouping: rules, by: \.leika).sorted { $0.key < $1.key }.flatMap { _, rules in
      rules.indices.flatMap { first in
        rules[(first + 1)...].compactMap { second -> Entry? in
          let rule = rules[first]
          guard rule.overlaps(second) else { return nil }
          let against = "\(rule.description) from \(rule.validFrom)"
          if rule.target == second.target {
            return Entry(finding: .sameRuleTwice, rule: second, against: against)
          }
          let because = Precedence.between(rule, second).because
          guard because == .laterBeginning || because == .alphabet, meet(rule, second) else {
            return nil
          }
          return Entry(finding: .equalRank, rule: second, against: against)
        }
      }
    }
  }

  /// Whether two rules reach the same Gemeinde.
  private func meet(_ a: CompetenceRule, _ b: CompetenceRule) -> Bool {
    directory.areas.gemeinden.contains {
      a.target.authority(for: $0) != nil && b.target.authority(for: $0) != nil
    }
  }
}
