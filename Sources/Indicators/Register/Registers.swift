import Columns
import Domain

/// The registers of a project, resolved and numbered: what the codes in frames stand for.
/// Keys that no register knows get a number as well, and join when the register arrives.
struct Registers: Sendable {
  struct Leistung: Sendable {
    let key: String
    let name: String?
    let themenfeld: String?
    let lage: String?
    /// Number of its OZG bundle, and the bundle's name.
    let ozg: String?
    let ozgName: String?
    /// `1`, `2/3`, `4` or `5`; `nil` for values that say several or none.
    let typ: String?
    /// Belongs to the denominators: in the catalogue (where there is one), no bare object (key
    /// ends in 000000), not LeiKa-Typ 1 (Bund).
    let isCountable: Bool
  }

  struct Process: Sendable {
    let id: String
    let name: String?
    /// What it is called where its name stands alone (``ProcessNames``).
    let fullName: Text?
    let kind: ProcessKind?
    /// Numbers of the Leistungen that it serves, the main one first.
    let leistungen: [Int]
    let releasedOn: Day?
    /// Number of the Kommune that it belongs to.
    let owner: Int?
    let provider: String?
    let customer: String?
    let isRegistered: Bool
    /// Whether the process can pay online or reach a Fachverfahren at all; `nil`: not said.
    let epaymentPossible: Bool?
    let middlewarePossible: Bool?
  }

  let areas: AreaRegister
  let competence: CompetenceRules
  /// Sorted by key.
  let leistungen: [Leistung]
  let leistungCode: [String: Int]
  /// Sorted by id.
  let processes: [Process]
  let processCode: [String: Int]
  /// Canonical keys of Behörden, sorted.
  let authorities: [String]
  /// Days on which competence changes: a rule or a state of a Gemeinde begins or has ended.
  let changeDays: [Day]
  private let authorityOfKey: [String: Int]

  init(_ facts: FactSet) {
    let areas = AreaRegister(facts.areas)
    let competence = CompetenceRules(facts.competence)
    let activated = facts.coverage.processes
    let catalogue = CatalogueEntry.read(facts.catalogue)
    var rows = Dictionary(
      ProcessEntry.read(facts.processes).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    for id in activated + facts.usage.processes where rows[id] == nil {
      rows[id] = ProcessEntry(unregistered: id)
    }

    // Without a catalogue the rules and processes say which Leistungen there are.
    var keys = Set(catalogue.keys).union(rows.values.lazy.flatMap(\.leistungen))
    let reports = [facts.cases, facts.backlog].compactMap { $0 }
    keys.formUnion(Self.keys(of: reports, column: "leika"))
    if catalogue.isEmpty { keys.formUnion(competence.exactKeys) }
    leistungen = keys.sorted().map { key in
      let row = catalogue[key]
      let isObject = key.hasSuffix("000000")
      return Leistung(
        key: key, name: row?.name, themenfeld: row?.themenfeld, lage: row?.lage, ozg: row?.ozg,
        ozgName: row?.ozgName, typ: row?.typ,
        isCountable: !isObject && row?.typ != "1" && (row != nil || catalogue.isEmpty))
    }
    let leistungCode = Self.codes(leistungen.map(\.key))
    self.leistungCode = leistungCode

    var canonical: [String: String] = [:]
    let delivered =
      facts.coverage.authorities + facts.usage.authorities
      + Self.keys(of: reports, column: "authority_ars")
      + rows.values.compactMap(\.owner) + facts.competenceAuthorities
      + areas.gemeinden.map(\.ars.digits)
    for key in delivered { canonical[key] = areas.canonicalAuthority(key) }
    var authorityKeys = Set(canonical.values)
    for gemeinde in areas.gemeinden {
      let ars = gemeinde.ars
      authorityKeys.formUnion([ars.kreis, ars.regierungsbezirk, ars.land].map(\.digits))
      if let verband = gemeinde.verband { authorityKeys.insert(verband.digits) }
    }
    authorityKeys.insert(ARS.bund.digits)
    authorities = authorityKeys.sorted()
    let authorityCode = Self.codes(authorities)
    authorityOfKey = authorityCode.merging(canonical.mapValues { authorityCode[$0]! }) { a, _ in a }

    let names = ProcessNames(Array(rows.values))
    processes = rows.keys.sorted().map { id in
      let row = rows[id]!
      return Process(
        id: id, name: row.name, fullName: names[id], kind: row.kind,
        leistungen: row.leistungen.map { leistungCode[$0]! },
        releasedOn: row.releasedOn,
        owner: row.owner.map { authorityCode[areas.canonicalAuthority($0)]! },
        provider: row.provider, customer: row.customer, isRegistered: row.isRegistered,
        epaymentPossible: row.epaymentPossible, middlewarePossible: row.middlewarePossible)
    }
    processCode = Self.codes(processes.map(\.id))
    self.areas = areas
    self.competence = competence
    changeDays = Set(areas.changeDays + competence.changeDays).sorted()
  }

  /// The number of a Behörde for its canonical key or any key as delivered.
  /// - Precondition: the facts or the register hold the key.
  func authority(_ key: String) -> Int {
    guard let code = authorityOfKey[key] else { preconditionFailure("no authority \(key)") }
    return code
  }

  /// The number of a Behörde for any key; `nil` where neither facts nor register hold it.
  func knownAuthority(_ key: String) -> Int? {
    authorityOfKey[key] ?? authorityOfKey[areas.canonicalAuthority(key)]
  }

  static func codes(_ keys: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
  }

  /// The distinct texts of a column of several batches.
  private static func keys(of batches: [ColumnBatch], column: String) -> [String] {
    Array(Set(batches.lazy.compactMap { $0.textCodes(column)?.dictionary }.joined()))
  }
}

extension FactSet {
  /// Behörden that exceptions of competence name.
  fileprivate var competenceAuthorities: [String] {
    competence.map { $0.texts("authority_ars").compactMap { $0 } } ?? []
  }
}
