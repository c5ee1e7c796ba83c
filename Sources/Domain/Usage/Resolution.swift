/// How finely events are kept: a setting of the project, decided before the first load.
public struct Resolution: Sendable, Hashable {
  /// Time stamps are rounded down to this unit.
  public enum Timestamp: String, Sendable, CaseIterable {
    case millisecond, second, minute

    public var milliseconds: Int64 {
      switch self {
      case .millisecond: 1
      case .second: 1_000
      case .minute: 60_000
      }
    }

    /// Rounds an instant (milliseconds since 1970-01-01T00:00Z) down.
    public func round(_ instant: Int64) -> Int64 {
      floorDivide(instant, milliseconds) * milliseconds
    }

    public func round(_ instants: [Int64]) -> [Int64] {
      // The unit stands in each loop as a number: nothing is divided by a variable.
      switch self {
      case .millisecond: instants
      case .second: instants.map { floorDivide($0, 1_000) * 1_000 }
      case .minute: instants.map { floorDivide($0, 60_000) * 60_000 }
      }
    }
  }

  /// `exact`, or the representative of the 1 % bucket (see ``DurationBuckets``).
  public enum Duration: String, Sendable, CaseIterable {
    case exact
    case onePercent = "one_percent"

    public func round(_ milliseconds: Int64) -> Int64 {
      switch self {
      case .exact: milliseconds
      case .onePercent:
        DurationBuckets.representative(of: DurationBuckets.bucket(of: milliseconds))
      }
    }

    public func round(_ durations: [Int64]) -> [Int64] {
      self == .exact ? durations : DurationBuckets.grid.round(durations)
    }
  }

  public let timestamp: Timestamp
  public let duration: Duration

  public init(timestamp: Timestamp, duration: Duration) {
    self.timestamp = timestamp
    self.duration = duration
  }

  /// `minute/one_percent`, as the store remembers it.
  public var name: String { "\(timestamp.rawValue)/\(duration.rawValue)" }

  /// Reads ``name``.
  public init?(_ name: String) {
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count == 2, let timestamp = Timestamp(rawValue: parts[0]),
      let duration = Duration(rawValue: parts[1])
    else { return nil }
    self.init(timestamp: timestamp, duration: duration)
  }

  /// What data protection asks for: minute and 1 % (design decision, see docs on privacy).
  public static let standard = Resolution(timestamp: .minute, duration: .onePercent)
}
