import Domain
import Indicators
import Store
import TestSupport

/// A register with one Gemeinde of each sort, and what is asked of it in tests.
///
/// Stadt is a Stadtkreis. In the Landkreis Ost lie Adorf (alone), Bstadt (a Große Kreisstadt) and
/// the Verwaltungsgemeinschaft of Cdorf and Ddorf.
struct Register {
  static let stadt = "081110000000"
  static let adorf = "081150001001"
  static let bstadt = "081150002002"
  static let cdorf = "081155001003"
  static let ddorf = "081155001004"
  static let verband = "081155001000"
  static let ost = "081150000000"
  static let bezirk = "081000000000"
  static let land = "080000000000"
  static let bund = "000000000000"

  static let areas = [
    "\(land),Land,Land,16000,2018-01-01,", "\(bezirk),Nord,Regierungsbezirk,16000,2018-01-01,",
    "\(stadt),Stadt,Stadtkreis,10000,2018-01-01,", "\(ost),Ost,Landkreis,6000,2018-01-01,",
    "\(verband),VG,Verwaltungsgemeinschaft,2000,2018-01-01,",
    "\(adorf),Adorf,Gemeinde,1000,2018-01-01,",
    "\(bstadt),Bstadt,Große Kreisstadt,3000,2018-01-01,",
    "\(cdorf),Cdorf,Gemeinde,1500,2018-01-01,", "\(ddorf),Ddorf,Gemeinde,500,2018-01-01,",
  ]

  let world: SmallWorld

  /// - Parameters:
  ///   - areas: `ars,name,kind,population,valid_from,valid_to`
  ///   - rules: `key or beginning*,authority_kind or ARS,valid_from,valid_to`
  ///   - processes: `process_id,kind,leika,released_on`
  ///   - snapshots: by file, `snapshot_on,authority_ars,process_id,state,environment,model,level`
  init(
    areas: [String] = Register.areas, rules: [String] = [], catalogue: [String] = [],
    processes: [String] = [], snapshots: [[String]] = []
  ) throws {
    world = try SmallWorld(order: [])
    func load(_ feed: String, _ header: String, _ lines: [String], _ number: Int = 0) throws {
      if lines.isEmpty { return }
      let text = ([header] + lines).joined(separator: "\n") + "\n"
      guard case .loaded(let report) = try world.load(text, as: "\(feed)-\(number).csv") else {
        preconditionFailure("\(feed) is there already")
      }
      precondition(report.rowsQuarantined == 0, "\(feed) has rows that the checks refuse")
    }
    try load("areas", "ars,name,kind,population,valid_from,valid_to", areas)
    try load("catalogue", "leika,name,leika_typ,execution_level", catalogue)
    try load(
      "competence", "leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source",
      rules.map(Self.ruleLine))
    try load(
      "processes", "process_id,name,kind,leika,released_on,customer",
      processes.map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return "\(cells[0]),\(cells[0]),\(cells[1]),\(cells[2]),\(cells[3]),citizen"
      })
    for (number, lines) in snapshots.enumerated() {
      try load(
        "activations",
        "snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level",
        lines, number)
    }
  }

  private static func ruleLine(_ line: String) -> String {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    let key = cells[0].hasSuffix("*") ? ",\(cells[0].dropLast())" : "\(cells[0]),"
    let target = ARS(cells[1]) == nil ? "\(cells[1])," : ",\(cells[1])"
    return "\(key),\(target),\(cells[2]),\(cells[3]),§ \(cells[1])"
  }

  func directory() throws -> CompetenceDirectory {
    try world.store.read { try CompetenceDirectory(reading: $0) }
  }

  /// The ARS of the competent Behörde, or the word for there being none.
  func competent(_ leika: String, _ gemeinde: String, on day: String) throws -> String {
    let explanation = try directory().explain(leika, in: gemeinde, on: Day(day)!)[0]
    return explanation.authority?.ars.digits ?? explanation.competence.outcome
  }

  /// The rows of a figure that have a value, as text: keys, then value, numerator, denominator.
  func figures(_ id: String, by: [String], from: String, to: String) throws -> [String] {
    var request = FigureRequest(id, by: by)
    request.from = Month(from)
    request.to = Month(to)
    return Self.lines(try world.figures().table(request)).compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let figures = by.count + 3
      return cells[figures] == "value" ? cells.prefix(figures).joined(separator: " ") : nil
    }
  }

  /// The cells of each row, with commas between.
  static func lines<Scope>(_ table: Table<Scope>) -> [String] {
    table.rows.map { row in
      row.map { cell in
        switch cell {
        case .key(let key, _): key
        case .text(let text): text
        case .figure(let figure):
          figure.number.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" } ?? ""
        }
      }.joined(separator: ",")
    }
  }
}
