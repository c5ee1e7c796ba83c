import Columns
import Domain
import Store

/// The areas and Leistungen of the public cube, numbered: Land, Kreise, Gemeinden; and where the
/// records of an authority and a process belong.
struct ReleaseRegister: Sendable {
  /// AGS with 2, 5 or 8 digits; the Land first, then Kreise, then Gemeinden, each sorted.
  let areas: [String]
  let kreisCount: Int
  /// `[Gemeinde]`: its Kreis; places in ``areas``, as everywhere.
  let kreisOfGemeinde: [Int]
  /// Inhabitants, `nil` where the register does not say.
  let populations: [Int64?]
  let names: [Text]
  private let areaOfKey: [String: Int]
  private let register: AreaRegister
  private let isStadtkreis: [Bool]

  let leistungNames: [String: String]
  private let sensitive: Set<String>
  private let leistungOfProcess: [String: String]
  /// Individual process → from when on its usage may be seen beyond its Kommune; `nil`: never.
  private let usageOfIndividual: [String: Day?]

  static let land = 0
  var kreise: Range<Int> { 1..<1 + kreisCount }
  var gemeinden: Range<Int> { 1 + kreisCount..<areas.count }

  init(areas batch: ColumnBatch?, catalogue: ColumnBatch?, processes: ColumnBatch?) {
    register = AreaRegister(batch)
    // Those of the register's newest day: records of a Gemeinde that was merged away are its Kreis's.
    let gemeinden = register.areas.filter { $0.level == .gemeinde }.sorted { $0.ags < $1.ags }
    let known = register.areas.filter { $0.level == .kreis }.map(\.ars.kreis5)
    let kreise = Set(known + gemeinden.map(\.ars.kreis5)).sorted()
    kreisCount = kreise.count
    let land = kreise.first.map { String($0.prefix(2)) } ?? ""
    areas = [land] + kreise + gemeinden.map(\.ars.ags8)
    let placeOfKreis = Dictionary(uniqueKeysWithValues: zip(kreise, 1...))
    kreisOfGemeinde = gemeinden.map { placeOfKreis[$0.ars.kreis5]! }
    let rows = Dictionary(
      register.areas.filter { $0.level != nil }.map { ($0.ags, $0) },
      uniquingKeysWith: { first, _ in first })
    populations = areas.map { rows[$0]?.population }
    names = areas.map { .same(rows[$0]?.name ?? $0) }
    areaOfKey = Dictionary(
      zip(areas, areas.indices).map { ($0.0, $0.1) }, uniquingKeysWith: { first, _ in first })
    isStadtkreis = gemeinden.map { $0.kind == .stadtkreis }

    var leistungNames: [String: String] = [:]
    var sensitive: Set<String> = []
    if let catalogue {
      let (leika, name) = (catalogue.texts("leika"), catalogue.texts("name"))
      let flags = catalogue.integers("sensitive")
      for (row, key) in leika.enumerated() {
        guard let key else { continue }
        leistungNames[key] = name[row] ?? key
        if flags[row] == 1 { sensitive.insert(key) }
      }
    }
    self.leistungNames = leistungNames
    self.sensitive = sensitive
    let entries = ProcessEntry.read(processes)
    leistungOfProcess = entries.reduce(into: [:]) { $0[$1.id] = $1.leistungen.first }
    usageOfIndividual = entries.lazy.filter { $0.kind == .individual }.reduce(into: [:]) {
      $0[$1.id] = .some($1.usagePublicFrom)
    }
  }

  init(reading reader: StoreReader) throws {
    self.init(
      areas: try reader.current(.areas), catalogue: try reader.current(.catalogue),
      processes: try reader.current(.processes))
  }

  /// The Leistung under which a process is booked: the first that it serves, as in the register of
  /// processes; `nil` where none is known.
  func leistung(ofProcess id: String) -> String? {
    leistungOfProcess[id] ?? (KeyForm.leika.matches(id.utf8) ? id : nil)
  }

  /// The days whose usage of a process may become public: for an individual process its Kommune
  /// alone is responsible (§ 4 (5) of the agreement), and says from when on.
  /// - Returns: numbers of days; empty where the Kommune has not said.
  func publicUsage(ofProcess id: String) -> Range<Int32> {
    guard let from = usageOfIndividual[id] else { return .min ..< .max }
    return (from?.number ?? .max) ..< .max
  }

  func isSensitive(_ leistung: String) -> Bool { sensitive.contains(leistung) }

  /// The one key of a Behörde, whichever of its keys was delivered.
  func canonicalAuthority(_ key: String) -> String { register.canonicalAuthority(key) }

  /// The finest area to which the records of a Behörde belong: its Gemeinde, where it is one (a
  /// Stadtkreis is); else its Kreis, of whose figures the records are part; else the Land.
  func area(ofAuthority key: String) -> Int {
    let canonical = canonicalAuthority(key)
    let kreis = areaOfKey[AuthorityKey.kreis5(of: canonical)]
    let rest = canonical.dropFirst(5)
    if let kreis, rest.allSatisfy({ $0 == "0" }) { return stadtkreis(kreis) ?? kreis }
    let ags8 =
      canonical.utf8.count == 12 ? canonical.prefix(5) + canonical.suffix(3) : canonical[...]
    return areaOfKey[String(ags8)] ?? kreis ?? Self.land
  }

  /// Where records of a sensitive Leistung belong: not below the Kreis. A Stadtkreis is one.
  func kreisOrAbove(_ area: Int) -> Int {
    guard gemeinden.contains(area) else { return area }
    let gemeinde = area - gemeinden.lowerBound
    return isStadtkreis[gemeinde] ? area : kreisOfGemeinde[gemeinde]
  }

  /// The Gemeinde that a Stadtkreis is.
  private func stadtkreis(_ kreis: Int) -> Int? {
    kreisOfGemeinde.indices.first { isStadtkreis[$0] && kreisOfGemeinde[$0] == kreis }
      .map { $0 + gemeinden.lowerBound }
  }

  /// The Kreis of a Gemeinde, or the area itself.
  func kreis(of area: Int) -> Int {
    gemeinden.contains(area) ? kreisOfGemeinde[area - gemeinden.lowerBound] : area
  }

  /// Gemeinden of a Kreis.
  func gemeinden(of kreis: Int) -> [Int] {
    gemeinden.filter { kreisOfGemeinde[$0 - gemeinden.lowerBound] == kreis }
  }

  func place(of area: String) -> Int? { areaOfKey[area] }
}
