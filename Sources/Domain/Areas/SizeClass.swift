/// Size classes of Gemeinden by inhabitants, as the indicators use them.
public enum SizeClass: Int, Sendable, CaseIterable {
  case under2000, under5000, under10000, under20000, under50000, under100000, from100000

  public init(population: Int64) {
    self =
      switch population {
      case ..<2_000: .under2000
      case ..<5_000: .under5000
      case ..<10_000: .under10000
      case ..<20_000: .under20000
      case ..<50_000: .under50000
      case ..<100_000: .under100000
      default: .from100000
      }
  }

  /// Key in exports, e.g. `5000-9999`.
  public var key: String {
    switch self {
    case .under2000: "0-1999"
    case .under5000: "2000-4999"
    case .under10000: "5000-9999"
    case .under20000: "10000-19999"
    case .under50000: "20000-49999"
    case .under100000: "50000-99999"
    case .from100000: "100000+"
    }
  }
}
