import Columns
import Domain
import Indicators

extension PlainReports {
  // MARK: - Where processes can be used

  var processReach: [Row] {
    let months = reports.events.map(\.month)
    let used = months.min()!...months.max()!
    return states.months.filter(used.contains).flatMap { month -> [Row] in
      let day = states.day(month)
      return world.places(on: day).flatMap { place in
        world.processes.compactMap { process -> Row? in
          let isActive = process.leika.contains { leika in
            guard case .authority(let ars) = states.competence(leika, place, day) else {
              return false
            }
            return states.active(ars.digits, process.id, day) != nil
          }
          guard isActive else { return nil }
          var row = states.areas(place.ars, place).merging(self.process(process.id)) { $1 }
          row["month"] = .text(month.description)
          row["population"] = place.population.map { .integer($0) }
          return row
        }
      }
    }
  }

  // MARK: - Keys

  func place(_ ars: String) -> Row { states.areas(ars, world.lastPlace(ars)) }

  /// A process counts under its main Leistung, the first one.
  func process(_ id: String) -> Row {
    let process = world.processes.first { $0.id == id }!
    var row = leistung(process.leika[0])
    row["process"] = .text(id)
    row["process_kind"] = process.kind.map { .text($0.rawValue) }
    return row
  }

  func main(_ process: String) -> String {
    world.processes.first { $0.id == process }!.leika[0]
  }

  /// A type that says several things says nothing.
  func leistung(_ key: String) -> Row {
    let leistung = world.leistungen.first { $0.key == key }!
    var row: Row = ["leistung": .text(key)]
    row["ozg"] = leistung.ozg.map { .text($0) }
    row["themenfeld"] = leistung.themenfeld.map { .text($0) }
    row["leika_typ"] = leistung.typ.contains(",") ? nil : .text(leistung.typ)
    return row
  }
}
