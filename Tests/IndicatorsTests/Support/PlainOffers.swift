import Columns
import Domain
import Indicators

/// What active processes offer, and which Kommunen embed, from the words of the definitions.
extension PlainReports {
  /// What is reported of the processes that are active at a competent Behörde for a Leistung.
  var activePairs: [Row] {
    states.months.flatMap { month -> [Row] in
      let day = states.day(month)
      return states.countable.flatMap { leistung -> [Row] in
        competent(leistung.key, day).compactMap { authority -> Row? in
          let active = world.processes.compactMap { process in
            process.leika.contains(leistung.key)
              ? states.active(authority, process.id, day).map { (process, $0) } : nil
          }
          guard !active.isEmpty else { return nil }
          var row = place(authority).merging(self.leistung(leistung.key)) { $1 }
          row["month"] = .text(month.description)
          row["pairs"] = .integer(1)
          for flag in RandomWorld.State.flagColumns {
            let said = active.compactMap { process, state in
              isPossible(flag, process) ? state.flags[flag] : nil
            }
            row[flag] = .integer(said.contains(true) ? 1 : 0)
            row[flag + "_known"] = .integer(said.isEmpty ? 0 : 1)
          }
          return row
        }
      }
    }
  }

  private func competent(_ leika: String, _ day: Day) -> Set<String> {
    Set(
      world.places(on: day).compactMap { place -> String? in
        guard case .authority(let ars) = states.competence(leika, place, day) else { return nil }
        return ars.digits
      })
  }

  private func isPossible(_ flag: String, _ process: RandomWorld.Process) -> Bool {
    switch flag {
    case "epayment": process.epaymentPossible != false
    case "fachverfahren": process.middlewarePossible != false
    default: true
    }
  }

  /// What a snapshot does not say about the texts stays as an earlier one said it.
  var textAges: [Row] {
    let files = world.snapshots.sorted { RandomWorld.digest($0) < RandomWorld.digest($1) }
    let texts = files.joined().filter { $0.isProd && $0.textUpdated != nil }
    return states.months.flatMap { month -> [Row] in
      let day = states.day(month)
      return states.mentions.keys.flatMap { authority in
        world.processes.compactMap { process -> Row? in
          guard states.active(authority, process.id, day) != nil else { return nil }
          let said = texts.filter {
            $0.authority == authority && $0.process == process.id && $0.day <= day
          }
          let latest = said.map(\.day).max()
          let updated = said.last { $0.day == latest }?.textUpdated
          var row = place(authority).merging(self.process(process.id)) { $1 }
          row["month"] = .text(month.description)
          row["activations"] = .integer(1)
          row["age_days"] = updated.map { .integer(Int64(max(day - $0, 0))) }
          return row
        }
      }
    }
  }

  /// From the first snapshot on. A Stadtkreis is one Kommune, not two.
  var embeddingStates: [Row] {
    let months = reports.embedding.map(\.day.month)
    let last = max(months.max()!, states.months.last!)
    return (0...(last - months.min()!)).map { months.min()! + $0 }.flatMap { month -> [Row] in
      let day = states.day(month)
      let places = world.places(on: day)
      let kreise = Set(places.filter { $0.kind != .stadtkreis }.map { $0.ars.prefix(5) })
      let kommunen =
        places.map { (world.lastPlace($0.ags)!.ars, 0) } + kreise.map { ($0 + "0000000", 1) }
      return kommunen.map { ars, isLandkreis in
        let said = reports.embedding.filter { $0.authority == ars && $0.day <= day }
        let status = said.max { $0.day < $1.day }?.status
        var row = place(ars)
        row["month"] = .text(month.description)
        row["landkreise"] = .integer(Int64(isLandkreis))
        row["unknown"] = .integer(status == nil ? 1 : 0)
        row["kommunen"] = status.map { _ in .integer(1) }
        row["embeds"] = status.map { .integer($0 == "yes" ? 1 : 0) }
        return row
      }
    }
  }
}
