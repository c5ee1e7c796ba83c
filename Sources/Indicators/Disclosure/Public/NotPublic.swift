/// Why the public scope does not answer a question. Nothing is wrong with the question: inside it
/// has an answer.
public struct NotPublic: Error, Sendable, CustomStringConvertible {
  /// What of the question is not public.
  public enum Matter: Sendable, Hashable {
    /// The indicator, however it is asked for.
    case indicator
    /// This dimension, filter or period of it.
    case question
    /// Nothing yet: there is no release.
    case unreleased
  }

  public let matter: Matter
  /// Two sentences at most: what is not public, and what is.
  public let reason: String

  package init(_ reason: String, _ matter: Matter = .question) {
    self.reason = reason
    self.matter = matter
  }

  public var description: String { reason }
}
