import Domain

/// What is said about the weights of the criteria before they are drawn.
public struct WeightRules: Sendable, Hashable {
  /// A criterion, or the group of cost and benefit as a whole.
  public enum Item: Sendable, Hashable, CustomStringConvertible {
    case criterion(Criterion)
    case benefit

    public init?(_ name: String) {
      if name == Criterion.benefitName {
        self = .benefit
      } else if let criterion = Criterion(rawValue: name) {
        self = .criterion(criterion)
      } else {
        return nil
      }
    }

    public var description: String {
      switch self {
      case .criterion(let criterion): criterion.rawValue
      case .benefit: Criterion.benefitName
      }
    }

    public static let names = [Criterion.benefitName] + Criterion.allCases.map(\.rawValue)
  }

  /// "`more` weighs more than `less`".
  public struct Comparison: Sendable, Hashable, CustomStringConvertible {
    public let more: Item
    public let less: Item

    public init(_ more: Item, over less: Item) {
      self.more = more
      self.less = less
    }

    public var description: String { "\(more) > \(less)" }
  }

  public enum Choice: Sendable, Hashable {
    /// Nothing is known: every weighting is as likely as any other.
    case ignorance
    /// Every weighting that keeps these is as likely as any other.
    case order([Comparison])
    /// These, not drawn; they add up to 1.
    case fixed([Criterion: Double])
  }

  public var choice: Choice
  /// § 1 (6): relations of cost and benefit shall substantially influence the priorities. What the
  /// group weighs at least, 0 ≤ x < 1. The agreement names no figure.
  public var minimumBenefit: Double

  public static let usualMinimumBenefit = 0.3

  public init(_ choice: Choice = .ignorance, minimumBenefit: Double = usualMinimumBenefit) {
    precondition((0..<1).contains(minimumBenefit), "a least weight of \(minimumBenefit)")
    self.choice = choice
    self.minimumBenefit = minimumBenefit
  }

  /// The rules in words, as results print them.
  public var sentence: Text {
    let percent = Text.tenths(minimumBenefit * 100)
    let least = Text(
      de: "Kosten und Nutzen wiegen zusammen mindestens \(percent.de) % (§ 1 Abs. 6)",
      en: "cost and benefit together weigh at least \(percent.en) % (§ 1 (6))")
    switch choice {
    case .ignorance:
      return Text(
        de: "alle Gewichtungen gleich wahrscheinlich; \(least.de)",
        en: "all weightings equally likely; \(least.en)")
    case .order(let comparisons):
      let order = comparisons.map(\.description).joined(separator: ", ")
      return Text(
        de: "alle Gewichtungen mit \(order) gleich wahrscheinlich; \(least.de)",
        en: "all weightings with \(order) equally likely; \(least.en)")
    case .fixed(let weights):
      func said(_ language: Language) -> String {
        Criterion.allCases.filter { weights[$0] ?? 0 > 0 }.map {
          "\($0.rawValue) \(Text.tenths(weights[$0]! * 100)[language]) %"
        }.joined(separator: ", ")
      }
      return Text(
        de: "feste Gewichte, auf 100 % gebracht: \(said(.german)); alle anderen 0",
        en: "fixed weights, brought to 100 %: \(said(.english)); all others 0")
    }
  }
}
