import Domain

/// Why a figure cannot be estimated from the data: an answer, not a failure.
public struct NotEstimable: Error, Sendable, Hashable {
  public let reason: Text

  public init(de: String, en: String) { reason = Text(de: de, en: en) }

  /// `nicht schätzbar: kein Landkreis zum Vergleich`
  public var sentence: Text {
    Text(de: "nicht schätzbar: \(reason.de)", en: "not estimable: \(reason.en)")
  }
}
