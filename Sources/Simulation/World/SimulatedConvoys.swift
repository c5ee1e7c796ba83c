import Domain

/// INDILAKO convoys: several Landkreise that carry out one Standardprozess uniformly.
struct SimulatedConvoys {
  struct Convoy {
    let id: String
    let name: String
    let process: Int
    /// Positions of Kreise; the first one leads.
    let members: [Int]
    let joined: Day
  }

  let all: [Convoy]

  init(
    _ processes: SimulatedProcesses, _ areas: SimulatedAreas, settings: SimulationSettings
  ) {
    var random = Random(seed: settings.seed, "convoys")
    let districts = areas.kreise.indices.filter { !areas.kreise[$0].isStadtkreis }
    let standard = processes.all.indices.filter { processes.all[$0].kind == .standard }
    all = (0..<6).map { number in
      let process = standard[(number * 5 + 2) % standard.count]
      let members = Array(districts.shuffled(using: &random).prefix(random.number(5...8)))
      return Convoy(
        id: "konvoi-\(number + 1)", name: "Konvoi \(processes.all[process].name)".prefixed(80),
        process: process, members: members,
        joined: processes.all[process].released + random.number(30...150))
    }
  }

  /// Members of the convoy of a process with the day on which they joined.
  func members(of process: Int) -> (kreise: Set<Int>, joined: Day)? {
    all.first { $0.process == process }.map { (Set($0.members), $0.joined) }
  }

  func table(_ processes: SimulatedProcesses, _ areas: SimulatedAreas) -> FeedText {
    var text = FeedText(.convoys)
    for convoy in all {
      for (index, kreis) in convoy.members.enumerated() {
        text.add([
          "convoy_id": convoy.id, "name": convoy.name,
          "task": "\(processes.all[convoy.process].name) einheitlich einführen".prefixed(280),
          "process_id": processes.all[convoy.process].id, "field": "ozg",
          "kreis_ags5": areas.kreise[kreis].ags5,
          "joined_on": (convoy.joined + (index < 4 ? 0 : 90)).description,
          "role": index == 0 ? "lead" : "member",
        ])
      }
    }
    return text
  }

  func milestones(_ areas: SimulatedAreas, settings: SimulationSettings) -> FeedText {
    var random = Random(seed: settings.seed, "milestones")
    var text = FeedText(.milestones)
    let steps = ["Auftakt", "Prozess abgestimmt", "Schulung", "Start", "Abschlussbericht"]
    for convoy in all {
      for kreis in convoy.members {
        var slip = 0
        for (number, step) in steps.enumerated() {
          let planned = convoy.joined + 45 + 60 * number
          slip += random.weighted([0.5, 0.3, 0.2]) * random.number(5...30)
          let done = planned + slip
          text.add([
            "convoy_id": convoy.id, "milestone_id": "m\(number + 1)", "name": step,
            "planned_on": planned.description,
            "revised_on": slip > 30 ? (planned + slip / 2).description : "",
            "done_on": done <= settings.cutOff ? done.description : "",
            "kreis_ags5": areas.kreise[kreis].ags5,
          ])
        }
      }
    }
    return text
  }
}

extension String {
  /// At most `count` characters.
  func prefixed(_ count: Int) -> String { String(prefix(count)) }
}
