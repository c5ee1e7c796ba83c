import Domain

/// What a snapshot says about one process at one Behörde, in 24 bits.
public struct ActivationRecord: Sendable, Hashable {
  /// Flags that a snapshot may set; each is yes, no or not reported.
  public enum Flag: Int, Sendable, CaseIterable {
    case configured, embedded, fachverfahren, register, epayment
    case onceOnly, accessible, urlOK

    /// Column of the feed `activations`.
    public var column: String {
      switch self {
      case .onceOnly: "once_only"
      case .urlOK: "url_ok"
      default: "\(self)"
      }
    }
  }

  let bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  public var state: ActivationState { ActivationState.allCases[Int(bits & 7)] }
  public var isProd: Bool { bits >> 3 & 1 == 1 }
  public var model: MaturityModel { bits >> 4 & 1 == 1 ? .v2 : .v1 }
  /// 0…7
  public var level: Int { Int(bits >> 5 & 7) }
  /// Active and in environment prod: what counts.
  public var isActive: Bool { bits & 0b1111 == Self.activeBits }

  /// `nil`: not reported.
  public func flag(_ flag: Flag) -> Bool? {
    switch bits >> UInt32(8 + 2 * flag.rawValue) & 3 {
    case 1: false
    case 2: true
    default: nil
    }
  }

  private static let activeBits =
    UInt32(ActivationState.allCases.firstIndex(of: .active)!) | 1 << 3

  static func stateBits(_ text: String) -> UInt32? {
    ActivationState(rawValue: text).map { UInt32(ActivationState.allCases.firstIndex(of: $0)!) }
  }
  static let prodBit: UInt32 = 1 << 3
  static let secondModelBit: UInt32 = 1 << 4
  static func levelBits(_ level: Int64) -> UInt32 { UInt32(clamping: min(max(level, 0), 7)) << 5 }
  static func flagBits(_ flag: Flag, _ value: Int64) -> UInt32 {
    (value == 0 ? 1 : 2) << UInt32(8 + 2 * flag.rawValue)
  }
}

/// The two Reifegrad models, which are never mixed in one figure.
public enum MaturityModel: String, Sendable, CaseIterable {
  /// Levels 0–4, until July 2025.
  case v1 = "1.1"
  /// Levels 0–7, since then.
  case v2 = "2.0"

  public var highestLevel: Int { self == .v1 ? 4 : 7 }
}
