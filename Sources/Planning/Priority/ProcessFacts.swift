import Domain
import Indicators
import Store

/// What the processes on the platform tell about Leistungen and Themenfelder.
struct ProcessFacts {
  /// LeiKa key → Themenfeld of the catalogue.
  private(set) var themenfeld: [String: String] = [:]
  /// Themenfeld → released Standardprozesse.
  private(set) var standard: [String: Int] = [:]
  /// LeiKa key → processes that say whether they can be connected, and those that can.
  private var connections: [String: (said: Int, possible: Int)] = [:]

  init(_ reader: StoreReader, on day: Day?) throws {
    themenfeld = CatalogueEntry.read(try reader.current(.catalogue)).compactMapValues(\.themenfeld)
    for process in ProcessEntry.read(try reader.current(.processes)) {
      if process.kind == .standard, let on = process.releasedOn, day.map({ on <= $0 }) ?? true,
        let field = process.leistungen.compactMap({ themenfeld[$0] }).first
      {
        standard[field, default: 0] += 1
      }
      guard let isPossible = process.middlewarePossible else { continue }
      for leika in process.leistungen {
        connections[leika, default: (0, 0)].said += 1
        connections[leika]!.possible += isPossible ? 1 : 0
      }
    }
  }

  /// The share of the processes for some Leistungen that can be connected to a Fachverfahren, of
  /// those that say so; `nil` where none does.
  func connectable(_ leika: [String]) -> Double? {
    let known = leika.compactMap { connections[$0] }
    let said = known.reduce(0) { $0 + $1.said }
    return said > 0 ? Double(known.reduce(0) { $0 + $1.possible }) / Double(said) : nil
  }
}
