import Columns
import Domain
import Indicators

/// How processes come into use, from the words of the definitions.
extension PlainReports {
  /// What the snapshots of a Behörde up to a day say of a process, the last first; `nil` where one
  /// does not list it in prod.
  private func history(
    _ authority: String, _ process: String, _ day: Day
  ) -> [(day: Day, state: RandomWorld.State?)] {
    states.mentions[authority]!.filter { $0 <= day }.sorted(by: >).map { day in
      let key = PlainRelations.Key(day: day, authority: authority, process: process, isProd: true)
      return (day, states.rows[key])
    }
  }

  /// The day since which all snapshots say the same; `nil`: the last one does not.
  private func since(
    _ history: [(day: Day, state: RandomWorld.State?)],
    _ condition: (RandomWorld.State) -> Bool
  ) -> Day? {
    history.prefix { $0.state.map(condition) ?? false }.last?.day
  }

  var waitingActivations: [Row] {
    rows { authority, process, day in
      let since = since(history(authority, process.id, day)) {
        $0.state == .available && $0.flags["configured"] != true
      }
      return since.map {
        ["waiting": .integer(1), "waiting_90_days": .integer(day - $0 >= 90 ? 1 : 0)]
      }
    }
  }

  /// Active processes with the applications since then, but of twelve months at most: under the
  /// process or one of its Leistungen.
  var usedActivations: [Row] {
    let used = reports.events.map(\.month)
    return rows { authority, process, day in
      guard let since = since(history(authority, process.id, day), { $0.state == .active }) else {
        return nil
      }
      let first = max(since.month, day.month + -11)
      let isKnown = max(first, used.min()!) <= min(day.month, used.max()!)
      let submitted = reports.events.count {
        $0.kind == .submitted && $0.authority == authority && $0.month >= first
          && $0.month <= day.month && ([process.id] + process.leika).contains($0.process)
      }
      return [
        "activations": .integer(1), "submissions": isKnown ? .integer(Int64(submitted)) : .null,
      ]
    }
  }

  /// One row where something is to be said of a Behörde and a process at the end of a month.
  private func rows(
    _ say: (String, RandomWorld.Process, Day) -> Row?
  ) -> [Row] {
    states.months.flatMap { month in
      states.mentions.keys.flatMap { authority in
        world.processes.compactMap { process -> Row? in
          guard let said = say(authority, process, states.day(month)) else { return nil }
          var row = place(authority).merging(self.process(process.id)) { $1 }
          row["month"] = .text(month.description)
          return row.merging(said) { $1 }
        }
      }
    }
  }

  /// Those that were released twelve months before, in months that are over.
  var releaseCohorts: [Row] {
    states.months.filter { states.day($0) == $0.lastDay }.flatMap { month -> [Row] in
      let day = states.day(month)
      return world.processes.filter { $0.releasedOn?.month == month + -12 }.flatMap { process in
        states.users(of: process, day).map { authority in
          var row = place(authority).merging(self.process(process.id)) { $1 }
          row["month"] = .text(month.description)
          row["pairs"] = .integer(1)
          row["active"] = .integer(states.active(authority, process.id, day) == nil ? 0 : 1)
          return row
        }
      }
    }
  }

  /// Of processes that were released since the first snapshot: of older ones nobody saw it.
  var activationTimes: [Row] {
    let first = world.snapshots.joined().map(\.day).min()!
    return states.months.flatMap { month -> [Row] in
      let day = states.day(month)
      return world.processes.flatMap { process -> [Row] in
        guard let released = process.releasedOn, released >= first, released <= day else {
          return []
        }
        return states.users(of: process, day).map { authority in
          let seen = states.mentions[authority]?.filter { snapshot in
            snapshot <= day && states.active(authority, process.id, snapshot) != nil
          }.min()
          var row = place(authority).merging(self.process(process.id)) { $1 }
          row["month"] = .text(month.description)
          row["days"] = .integer(Int64(max(0, (seen ?? day) - released)))
          row["activated"] = .integer(seen == nil ? 0 : 1)
          return row
        }
      }
    }
  }
}
