import Domain

/// The days on which something exists: both ends belong to it.
public struct Validity: Sendable, Hashable {
  /// First day; `nil`: as far back as the data goes.
  public let from: Day?
  /// Last day; `nil`: open.
  public let to: Day?

  public static let always = Validity(from: nil, to: nil)

  package init(from: Day?, to: Day?) {
    self.from = from
    self.to = to
  }

  public func contains(_ day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
  }

  /// Ends before it begins.
  var isEmpty: Bool { if let from, let to { to < from } else { false } }

  /// The days on which what exists changes: the first one, and the one after the last.
  var changeDays: [Day] { [from, to.map { $0 + 1 }].compactMap { $0 } }
}
