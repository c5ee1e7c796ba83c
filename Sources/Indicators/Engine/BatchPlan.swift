/// In which order some items of a batch are evaluated, and what they have in common. It knows no rows,
/// so that it serves all months.
struct BatchPlan: Sendable {
  /// A pass over a table, and everything that is added up in it.
  struct Work: Sendable {
    let table: String
    let pass: Aggregate.Pass
    /// Positions of the items that need it.
    fileprivate(set) var users: [Int] = []
    /// Of quotients: what is summed, and by what.
    fileprivate(set) var aggregates: [Aggregate] = []
    fileprivate(set) var groupings: [[String]] = []
    /// Values of units with the statistics of them.
    fileprivate(set) var statistics: [(values: [Aggregate], users: [Int])] = []
  }

  /// Those of a table one after the other.
  let works: [Work]
  /// Position of an item → its works.
  let worksOfItem: [Int: [Int]]

  /// - Parameters:
  ///   - members: positions of the items.
  ///   - filtered: dimensions that a filter names.
  init(_ items: [EngineBatch.Item], _ members: [Int], filtered: [String]) {
    struct Key: Hashable {
      let table: String
      let pass: Aggregate.Pass
    }
    var known: [Key: Int] = [:]
    var works: [Work] = []
    for index in members {
      let item = items[index]
      for pass in item.formula.passes {
        let key = Key(table: pass.relation.tableName(for: item.by + filtered), pass: pass)
        let place = known[key] ?? works.count
        if place == works.count {
          known[key] = place
          works.append(Work(table: key.table, pass: pass))
        }
        if works[place].users.last != index { works[place].add(item, index) }
      }
    }
    self.works = works.sorted { ($0.table, $0.users[0]) < ($1.table, $1.users[0]) }
    var worksOfItem: [Int: [Int]] = [:]
    for (number, work) in self.works.enumerated() {
      for index in work.users { worksOfItem[index, default: []].append(number) }
    }
    self.worksOfItem = worksOfItem
  }
}

extension BatchPlan.Work {
  fileprivate mutating func add(_ item: EngineBatch.Item, _ index: Int) {
    users.append(index)
    if case .statistic(let statistic) = item.formula {
      if let known = statistics.firstIndex(where: { $0.values == statistic.values }) {
        statistics[known].users.append(index)
      } else {
        statistics.append((statistic.values, [index]))
      }
      return
    }
    if !groupings.contains(item.by) { groupings.append(item.by) }
    for aggregate in item.formula.aggregates
    where aggregate.pass == pass && !aggregates.contains(aggregate) {
      aggregates.append(aggregate)
    }
  }
}
