import Domain

/// The rules between the columns of usage events, as bits of a row: a rating belongs to feedback, a
/// target to a hand-over, and case events keep no session.
struct UsageRules: ~Copyable {
  struct Rule {
    /// Columns that must have no value.
    var forbidden: UInt64
    /// Columns whose value is not kept.
    var dropped: UInt64
    var isKnown = true
  }

  /// The column that says what happened.
  let event: Int
  /// By the entry of the text in that column: it only ever holds the words of ``EventKind``.
  private let rules: UnsafeMutablePointer<Rule>
  private let rating: UInt64
  private let target: UInt64
  private let session: UInt64
  private static let capacity = 16

  init(_ feed: FeedSchema) {
    func bit(_ name: String) -> UInt64 { 1 << UInt64(feed.index(of: name)!) }
    event = feed.index(of: "event")!
    (rating, target, session) = (bit("rating"), bit("target"), bit("session"))
    rules = .allocate(capacity: Self.capacity)
    rules.initialize(
      repeating: Rule(forbidden: 0, dropped: 0, isKnown: false), count: Self.capacity)
  }

  deinit { rules.deallocate() }

  @inline(__always)
  func rule(of entry: Int, in texts: UnsafeMutablePointer<TextCodes>) -> Rule {
    precondition(entry < Self.capacity, "more kinds of events than there are")
    return rules[entry].isKnown ? rules[entry] : learn(entry, texts.pointee.text(of: entry))
  }

  @inline(never)
  private func learn(_ entry: Int, _ word: String) -> Rule {
    guard let kind = EventKind(rawValue: word) else {
      preconditionFailure("the column event holds \"\(word)\"")
    }
    rules[entry] = Rule(
      forbidden: (kind == .feedback ? 0 : rating) | (kind == .handedOver ? 0 : target),
      dropped: kind.isVisit ? 0 : session)
    return rules[entry]
  }
}
