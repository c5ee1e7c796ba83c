/// Why the public scope does not answer a question. Nothing is wrong with the question: inside it
/// has an answer.
public struct NotPublic: Error, Sendable, CustomStringConvertible {
  /// Two sentences at most: what is not public, and what is.
  public let reason: String

  package init(_ reason: String) { self.reason = reason }

  public var description: String { reason }
}
