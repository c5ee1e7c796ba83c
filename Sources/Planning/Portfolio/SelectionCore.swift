/// What a bound leaves to decide: all selections within a loss, as one choice of each component.
struct SelectionCore {
  enum Outcome {
    case core(SelectionCore)
    /// No selection lies within the loss.
    case nothing
    /// The choices are too many to list.
    case tooMany
  }

  /// Chosen in each of the selections.
  private(set) var fixed: [Int]
  private(set) var components: [[ComponentChoices.Choice]] = []
  private(set) var capacity: Int
  let price: Int
  /// Of what is fixed, with the rows that are priced into the profits.
  private(set) var profit: Int

  init(
    fixed: [Int], _ choices: ComponentChoices, capacity: Int, price: Int, profit: Int
  ) {
    (self.fixed, self.capacity, self.price, self.profit) = (fixed, capacity, price, profit)
    for component in choices.components {
      if component.count > 1 {
        components.append(component)
      } else {
        self.fixed += component[0].items
        self.capacity -= component[0].weight
        self.profit += component[0].profit
      }
    }
  }
}

/// A bound on all plans from prices, and the selections near it.
protocol SelectionBound {
  /// Values count 2^shift.
  var shift: Int { get }
  /// No plan is worth more, scaled and with all rows.
  var bound: Int { get }
  /// The selections whose bound is `least` or more, scaled.
  func core(atLeast least: Int, expired: @escaping () -> Bool) -> SelectionCore.Outcome
}
