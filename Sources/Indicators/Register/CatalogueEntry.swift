import Columns
import Domain

/// What the catalogue says about a Leistung.
public struct CatalogueEntry: Sendable, Hashable {
  public let name: String?
  public let themenfeld: String?
  public let lage: String?
  /// Number of its OZG bundle, and the bundle's name.
  public let ozg: String?
  public let ozgName: String?
  /// As delivered, also where it is no LeiKa-Typ ("44", "1, 2/3").
  public let leikaTyp: String?
  public let executionLevel: ExecutionLevel?

  /// The execution that the catalogue names: by its own column, else by the LeiKa-Typ.
  public var execution: ExecutionLevel? {
    executionLevel ?? leikaTyp.flatMap { LeikaTyp($0) }?.execution
  }

  /// `1`, `2/3`, `4` or `5`; `nil` for values that say several or none: they are no reason to
  /// leave a Leistung out.
  var typ: String? { leikaTyp.flatMap { LeikaTyp($0) }?.name }

  /// What the catalogue says about regulation and execution; `nil`: nothing that can be read.
  public var sentence: Text? {
    let executed = execution.map {
      Text(de: "vollzogen durch \($0.name.de)", en: "executed by \($0.name.en)")
    }
    guard let typ = leikaTyp.flatMap({ LeikaTyp($0) }) else { return executed }
    let regulated = Text(
      de: "geregelt durch \(typ.regulator.name.de)", en: "regulated by \(typ.regulator.name.en)")
    let rest =
      executed
      ?? Text(
        de: "von wem vollzogen, sagt der Katalog nicht",
        en: "the catalogue does not say who executes it")
    return Text(de: "\(regulated.de), \(rest.de)", en: "\(regulated.en), \(rest.en)")
  }

  /// The rows of the feed by LeiKa key.
  package static func read(_ batch: ColumnBatch?) -> [String: CatalogueEntry] {
    guard let batch else { return [:] }
    let (leika, name) = (batch.texts("leika"), batch.texts("name"))
    let (themenfeld, typ) = (batch.texts("themenfeld"), batch.texts("leika_typ"))
    let (lage, level) = (batch.texts("lage"), batch.texts("execution_level"))
    let (ozg, ozgName) = (batch.texts("ozg_id"), batch.texts("ozg_name"))
    var entries: [String: CatalogueEntry] = [:]
    for row in 0..<batch.rowCount {
      guard let key = leika[row] else { continue }
      entries[key] = CatalogueEntry(
        name: name[row], themenfeld: themenfeld[row], lage: lage[row], ozg: ozg[row],
        ozgName: ozgName[row], leikaTyp: typ[row],
        executionLevel: level[row].flatMap { ExecutionLevel(rawValue: $0) })
    }
    return entries
  }
}

/// Who executes a Leistung, as far as a catalogue says: it names a level, never a Behörde.
public enum ExecutionLevel: String, Sendable, CaseIterable {
  case bund, land, kreis, gemeinde, kommune

  /// With its article, as it stands after "durch" and "by".
  public var name: Text {
    switch self {
    case .bund: Text(de: "den Bund", en: "the Bund")
    case .land: Text(de: "das Land", en: "the Land")
    case .kreis: Text(de: "den Kreis", en: "the Kreis")
    case .gemeinde: Text(de: "die Gemeinde", en: "the Gemeinde")
    case .kommune: Text(de: "die Kommune", en: "the Kommune")
    }
  }

  /// Whether a Behörde of this kind can be the one that the catalogue means. A Landratsamt is a
  /// Behörde of the Kreis and of the Land; a Große Kreisstadt or a Stadtkreis is a Gemeinde.
  func admits(_ kind: AuthorityKind) -> Bool {
    switch kind {
    case .gemeinde, .verwaltungsgemeinschaft: self == .gemeinde || self == .kommune
    case .kreis: self == .kreis || self == .kommune || self == .land
    case .untereVerwaltungsbehoerde, .untereBaurechtsbehoerde: self != .bund
    case .regierungspraesidium, .land: self == .land
    case .bund: self == .bund
    }
  }
}

/// LeiKa-Typ: who regulates a Leistung, and with the suffix a or b who executes it (1 Bund; 2 and 3
/// Bund, executed by Land or Kommune; 4 Land; 5 Kommune).
public struct LeikaTyp: Sendable, Hashable {
  /// `1`, `2/3`, `4` or `5`.
  public let name: String
  public let regulator: ExecutionLevel
  public let execution: ExecutionLevel?

  /// `nil` for anything but `1`, `2`, `3`, `2/3`, `4`, `5`, with or without a suffix: dirty values
  /// say nothing.
  public init?(_ text: String) {
    let suffix = text.last.flatMap { $0 == "a" || $0 == "b" ? $0 : nil }
    let suffixed: ExecutionLevel? = suffix.map { $0 == "a" ? .land : .kommune }
    switch suffix == nil ? text : String(text.dropLast()) {
    case "1": (name, regulator, execution) = ("1", .bund, suffixed ?? .bund)
    case "2", "3", "2/3": (name, regulator, execution) = ("2/3", .bund, suffixed)
    case "4": (name, regulator, execution) = ("4", .land, suffixed)
    case "5": (name, regulator, execution) = ("5", .kommune, suffixed ?? .kommune)
    default: return nil
    }
  }
}
