import Declarations
import Domain

/// Steps with what they read and write → the order in which they run. Nobody writes edges down:
/// they follow from the names.
enum StepGraph {
  /// For each step, the positions (from 0) of the steps that have to come first.
  static func edges(of steps: [StepDeclaration]) -> [Set<Int>] {
    steps.indices.map { index in
      Set(
        steps.indices.filter { other in
          other != index
            && (steps[index].after.contains(steps[other].id)
              || steps[index].reads.contains { $0.isMet(by: steps[other].writes) }
              || isLast(steps[index]) && !isLast(steps[other]))
        })
    }
  }

  /// Positions in running order: as in the file, except where a step has to wait.
  /// `nil` where steps wait for each other.
  static func order(_ steps: [StepDeclaration]) -> [Int]? {
    let edges = edges(of: steps)
    var done: [Int] = []
    while done.count < steps.count {
      guard
        let next = steps.indices.first(where: { index in
          !done.contains(index) && edges[index].allSatisfy(done.contains)
        })
      else { return nil }
      done.append(next)
    }
    return done
  }

  /// Notes names that no step writes, names that two steps write, and steps that wait for each
  /// other.
  static func noteFaults(of steps: [StepDeclaration], in tables: [Declaration]) {
    let exports = steps.filter { $0.verb == .export }.map(\.id)
    var writers: [String: Int] = [:]
    for step in steps {
      let table = tables[step.number - 1]
      if step.verb == .publish, step.subjects != ["all"] {
        for name in step.subjects where !exports.contains(name) {
          table.unknownName(name, at: "publish", among: exports + ["all"])
        }
      }
      for name in step.after where !steps.contains(where: { $0.id == name }) {
        table.unknownName(name, at: "after", among: steps.map(\.id).filter { $0 != step.id })
      }
      // Feeds may come from two folders; anything else has one hand that writes it.
      for name in step.writes where step.verb != .ingest {
        if let first = writers[name], steps[first].id != step.id {
          table.fault(
            step.verb.rawValue, "writes \(name), which step[\(first + 1)] writes",
            remedy: "Let one step write it")
        }
        writers[name] = writers[name] ?? step.number - 1
      }
    }
    if order(steps) == nil, let cycle = cycle(steps), let first = cycle.first {
      let path = (cycle + [first]).map { "\"\(steps[$0].id)\"" }.joined(separator: " waits for ")
      tables[steps[first].number - 1].fault(
        steps[first].after.isEmpty ? nil : "after", "closes a circle: \(path)",
        remedy: "Take one of these names out of after")
    }
  }

  /// Positions of steps of which each waits for the next, and the last for the first.
  private static func cycle(_ steps: [StepDeclaration]) -> [Int]? {
    let edges = edges(of: steps)
    var stuck = Set(steps.indices)
    while let free = stuck.first(where: { edges[$0].isDisjoint(with: stuck) }) {
      stuck.remove(free)
    }
    // Each stuck step waits for a stuck one: walking on must come back to where it has been.
    guard var place = stuck.min() else { return nil }
    var path: [Int] = []
    while !path.contains(place) {
      path.append(place)
      guard let next = edges[place].intersection(stuck).min() else { return nil }
      place = next
    }
    let circle = Array(path[path.firstIndex(of: place)!...])
    // Told from a step that says `after`, since that is the word to take out.
    let start = circle.firstIndex { !steps[$0].after.isEmpty } ?? 0
    return Array(circle[start...] + circle[..<start])
  }

  /// A run is made known when everything else is done.
  private static func isLast(_ step: StepDeclaration) -> Bool { step.verb == .publish }
}

extension String {
  fileprivate func isMet(by writes: [String]) -> Bool {
    self == "export *" ? writes.contains { $0.hasPrefix("export ") } : writes.contains(self)
  }
}
