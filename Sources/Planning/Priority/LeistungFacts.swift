import Columns
import Domain
import Indicators
import Store

/// Numerators and denominators of an indicator by Leistung.
struct LeistungCounts {
  private var counts: [String: (numerator: Double, denominator: Double)] = [:]

  /// - Parameter table: `leistung, value, numerator, denominator, …`
  init(_ table: Table<Exact>) {
    let columns = ["leistung", "numerator", "denominator"].map { table.index(of: $0)! }
    for row in table.rows {
      guard case .key(let key, _) = row[columns[0]],
        case .figure(.value(let numerator)) = row[columns[1]],
        case .figure(.value(let denominator)) = row[columns[2]], denominator > 0
      else { continue }
      counts[key] = (numerator, denominator)
    }
  }

  /// Of several Leistungen together; `nil` where none of them has a denominator.
  func share(_ leika: [String]) -> Double? {
    let known = leika.compactMap { counts[$0] }
    let whole = known.reduce(0) { $0 + $1.denominator }
    return whole > 0 ? known.reduce(0) { $0 + $1.numerator } / whole : nil
  }
}

/// Cases a year in the whole Land, as cost-benefit counts them.
struct CaseVolume {
  private let cases: [String: AnnualCases]

  init(_ reader: StoreReader, until day: Day) throws {
    let register = AreaRegister(try reader.current(.areas))
    let ledger = try CaseLedger(
      reading: reader, until: day, canonical: register.canonicalAuthority)
    let competent = CompetenceByLeistung(
      ledger.entries.lazy.map(\.leika),
      rules: CompetenceRules(try reader.current(.competence)), register: register, on: day)
    cases = AnnualCases.all(ledger) { competent[$0] }
  }

  /// `nil` where nobody reports cases of the Leistungen.
  func casesAYear(_ leika: [String]) -> Double? {
    let known = leika.compactMap { cases[$0] }
    return known.isEmpty ? nil : known.reduce(0) { $0 + $1.total }
  }
}

/// What the processes on the platform tell about Leistungen and Themenfelder.
struct ProcessFacts {
  /// LeiKa key → Themenfeld of the catalogue.
  private(set) var themenfeld: [String: String] = [:]
  /// Themenfeld → released Standardprozesse.
  private(set) var standard: [String: Int] = [:]
  /// LeiKa key → processes that say whether they can be connected, and those that can.
  private var connections: [String: (said: Int, possible: Int)] = [:]

  init(_ reader: StoreReader, on day: Day?) throws {
    if let catalogue = try reader.current(.catalogue) {
      for (leika, field) in zip(catalogue.texts("leika"), catalogue.texts("themenfeld")) {
        themenfeld[leika!] = field
      }
    }
    guard let batch = try reader.current(.processes) else { return }
    let (kinds, leika) = (batch.texts("kind"), batch.texts("leika"))
    let (released, possible) = (
      batch.days("released_on"), batch.integers("middleware_possible")
    )
    for row in 0..<batch.rowCount {
      let keys = leika[row]?.split(separator: " ").map(String.init) ?? []
      if kinds[row] == ProcessKind.standard.rawValue, let on = released[row],
        day.map({ on <= $0 }) ?? true, let field = keys.compactMap({ themenfeld[$0] }).first
      {
        standard[field, default: 0] += 1
      }
      guard let possible = possible[row] else { continue }
      for key in keys {
        connections[key, default: (0, 0)].said += 1
        connections[key]!.possible += possible == 0 ? 0 : 1
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
