import Domain

/// Key spaces of all dimensions, and for each numbered thing (Gemeinde, Behörde, Leistung,
/// Prozess) the code of its key in every dimension that follows from it.
struct DimensionTables: Sendable {
  let keySpaces: [String: KeySpace]
  /// dimension → `[number]` → code or ``Frame/noKey``
  let ofGemeinde: [String: [Int32]]
  let ofAuthority: [String: [Int32]]
  let ofLeistung: [String: [Int32]]
  let ofProcess: [String: [Int32]]
  /// Months of the key space, or `nil` for an empty project.
  let months: ClosedRange<Month>?

  /// - Parameter more: key spaces of dimensions that no numbered thing has.
  init(
    _ registers: Registers, lists: [NamedList], months: ClosedRange<Month>?,
    more: [String: KeySpace] = [:]
  ) {
    let gemeinden = registers.areas.gemeinden
    let places =
      gemeinden.map { Place(key: $0.ars.digits) } + registers.authorities.map { Place(key: $0) }
    func space(_ key: KeyPath<Place, String?>, _ labels: [String: Text]) -> KeySpace {
      KeySpace(Set(places.compactMap { $0[keyPath: key] }).sorted(), labels: labels)
    }
    let labels = Self.areaLabels(registers.areas)
    var spaces = more
    for (name, key) in Self.areaKeys { spaces[name] = space(key, labels[name]!) }
    spaces["size_class"] = KeySpace(SizeClass.allCases.map(\.key))
    spaces["themenfeld"] = KeySpace(Set(registers.leistungen.compactMap(\.themenfeld)).sorted())
    spaces["lage"] = KeySpace(Set(registers.leistungen.compactMap(\.lage)).sorted())
    spaces["ozg"] = KeySpace(
      Set(registers.leistungen.compactMap(\.ozg)).sorted(),
      labels: Self.labels(
        registers.leistungen.compactMap { row in row.ozg.map { ($0, row.ozgName) } }))
    spaces["leika_typ"] = KeySpace(Set(registers.leistungen.compactMap(\.typ)).sorted())
    spaces["leistung"] = KeySpace(
      registers.leistungen.map(\.key),
      labels: Self.labels(registers.leistungen.map { ($0.key, $0.name) }))
    spaces["process"] = KeySpace(
      registers.processes.map(\.id),
      labels: Dictionary(
        registers.processes.compactMap { row in row.fullName.map { (row.id, $0) } },
        uniquingKeysWith: { first, _ in first }))
    spaces["process_kind"] = KeySpace(
      ProcessKind.allCases.map(\.rawValue).sorted(),
      labels: Dictionary(
        uniqueKeysWithValues: ProcessKind.allCases.map { ($0.rawValue, $0.name) }))
    spaces["channel"] = KeySpace(Channel.allCases.map(\.rawValue))
    spaces["event"] = KeySpace(EventKind.allCases.map(\.rawValue))
    spaces["list"] = KeySpace(
      lists.map(\.id), labels: Self.labels(lists.map { ($0.id, $0.name) }))
    spaces["month"] = KeySpace(
      months.map { range in
        (range.lowerBound.number...range.upperBound.number).map { Month(number: $0).description }
      } ?? [])

    let sizes = gemeinden.map { gemeinde in
      gemeinde.population.map { Int32(SizeClass(population: $0).rawValue) } ?? Frame.noKey
    }
    // A Behörde is as large as its Gemeinde was at last.
    let lastSizes = Dictionary(
      zip(gemeinden.map(\.ars.ags8), sizes), uniquingKeysWith: { _, last in last })
    func areaTables(_ places: ArraySlice<Place>, _ sizes: [Int32]) -> [String: [Int32]] {
      var tables = ["size_class": sizes]
      for (name, key) in Self.areaKeys {
        tables[name] = places.map { Self.code($0[keyPath: key], in: spaces[name]!) }
      }
      return tables
    }
    ofGemeinde = areaTables(places.prefix(gemeinden.count), sizes)
    let authorities = places.dropFirst(gemeinden.count)
    ofAuthority = areaTables(
      authorities, authorities.map { $0.gemeinde.flatMap { lastSizes[$0] } ?? Frame.noKey })
    let ofLeistungen: [(String, (Registers.Leistung) -> String?)] = [
      ("leistung", { $0.key }), ("themenfeld", { $0.themenfeld }), ("lage", { $0.lage }),
      ("ozg", { $0.ozg }), ("leika_typ", { $0.typ }),
    ]
    let ofLeistung = Dictionary(
      uniqueKeysWithValues: ofLeistungen.map { name, key in
        (name, registers.leistungen.map { Self.code(key($0), in: spaces[name]!) })
      })
    self.ofLeistung = ofLeistung
    // What is counted once a process is booked under its main Leistung, the first one.
    var ofProcess = ofLeistung.mapValues { codes in
      registers.processes.map { $0.leistungen.first.map { codes[$0] } ?? Frame.noKey }
    }
    ofProcess["process"] = registers.processes.indices.map { Int32($0) }
    ofProcess["process_kind"] = registers.processes.map {
      Self.code($0.kind?.rawValue, in: spaces["process_kind"]!)
    }
    self.ofProcess = ofProcess
    keySpaces = spaces
    self.months = months
  }

  func monthCode(_ month: Month) -> Int { month - months!.lowerBound }
  func month(_ code: Int) -> Month { months!.lowerBound + code }

  /// The keys of the areas in which a Behörde or Gemeinde lies, from its digits: they hold with or
  /// without a register. `nil` where it lies in several (a Regierungspräsidium in no one Kreis).
  private struct Place {
    let land: String?
    let regierungsbezirk: String?
    let kreis: String?
    let gemeinde: String?

    init(key: String) {
      let digits = Array(key.utf8)
      let zero = UInt8(ascii: "0")
      let isLand = !(digits[0] == zero && digits[1] == zero)
      let isBezirk = isLand && digits[2] != zero
      let isKreis = isBezirk && !(digits[3] == zero && digits[4] == zero)
      land = isLand ? String(key.prefix(2)) : nil
      regierungsbezirk = isBezirk ? String(key.prefix(3)) : nil
      kreis = isKreis ? String(key.prefix(5)) : nil
      gemeinde = isKreis ? AuthorityKey.gemeinde8(of: key) : nil
    }
  }

  private static var areaKeys: [(String, KeyPath<Place, String?>)] {
    [
      ("land", \.land), ("regierungsbezirk", \.regierungsbezirk), ("kreis", \.kreis),
      ("gemeinde", \.gemeinde),
    ]
  }

  private static func code(_ key: String?, in space: KeySpace) -> Int32 {
    key.flatMap { space.code(of: $0) }.map { Int32($0) } ?? Frame.noKey
  }

  private static func labels(_ names: [(String, String?)]) -> [String: Text] {
    Dictionary(
      names.compactMap { key, name in name.map { (key, Text.same($0)) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Names are not unique (Heilbronn is a Stadtkreis and a Landkreis), so the kind is in the label.
  private static func areaLabels(_ register: AreaRegister) -> [String: [String: Text]] {
    var labels = Dictionary(
      uniqueKeysWithValues: AreaLevel.allCases.map { ($0.rawValue, [String: Text]()) })
    for area in register.areas {
      guard let level = area.level else { continue }
      let isUnique = level == .land || level == .regierungsbezirk
      let label = isUnique ? area.name : "\(area.name) (\(area.kind.rawValue))"
      labels[level.rawValue]![area.ags] = .same(label)
    }
    // A Gemeinde that is no more keeps the name that it had at last.
    let level = AreaLevel.gemeinde.rawValue
    for gemeinde in register.lastStates where labels[level]![gemeinde.ars.ags8] == nil {
      guard let last = gemeinde.validity.to else { continue }
      let (name, year) = ("\(gemeinde.name) (\(gemeinde.kind.rawValue), ", (last + 1).year)
      labels[level]![gemeinde.ars.ags8] = Text(
        de: name + "aufgelöst \(year))", en: name + "dissolved \(year))")
    }
    return labels
  }
}
