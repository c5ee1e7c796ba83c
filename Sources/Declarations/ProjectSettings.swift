import Domain

/// What `lagebild.toml` in the project folder says; every key may be left out.
///
/// ```toml
/// listen = "127.0.0.1:8080"
///
/// [resolution]                  # decided before the first load
/// timestamp = "minute"          # millisecond, second, minute
/// duration = "one_percent"      # exact, one_percent
///
/// [feed.events]
/// earliest = 2010-01-01         # first day that a row may bear
/// rejection_threshold = 0.1     # share of refused rows above which the file is refused
///
/// [feed.candidates]             # a feed that people keep in a spreadsheet
/// profile = "hand"              # machine, hand
/// encoding = "windows-1252"     # utf-8, windows-1252
///
/// [retention]                   # see RetentionSettings
/// event_months = 13
/// ```
public struct ProjectSettings: Sendable, Equatable {
  /// Settings of one feed; `nil`: what the feed's declaration says.
  public struct FeedSettings: Sendable, Equatable {
    public let earliest: Day?
    /// 0…1.
    public let rejectionThreshold: Double?
    public let profile: FeedProfile
    /// Of files that people save; `.utf8` unless declared.
    public let encoding: TextEncoding

    public init(
      earliest: Day? = nil, rejectionThreshold: Double? = nil, profile: FeedProfile = .machine,
      encoding: TextEncoding = .utf8
    ) {
      self.earliest = earliest
      self.rejectionThreshold = rejectionThreshold
      self.profile = profile
      self.encoding = encoding
    }
  }

  public static let fileName = "lagebild.toml"

  public let resolution: Resolution
  /// Address and port of the server, `A:P`.
  public let listen: String
  /// By name of the feed.
  public let feeds: [String: FeedSettings]
  public let retention: RetentionSettings

  public init(
    resolution: Resolution = .standard, listen: String = "127.0.0.1:8080",
    feeds: [String: FeedSettings] = [:], retention: RetentionSettings = .standard
  ) {
    self.resolution = resolution
    self.listen = listen
    self.feeds = feeds
    self.retention = retention
  }

  /// The settings of a project whose folder has no such file.
  public static let standard = ProjectSettings()

  /// Reads the file's text.
  /// - Throws: ``Fault`` or ``Faults`` (configuration) with file, line, key path and suggestion.
  public static func parse(_ text: String) throws -> ProjectSettings {
    try Declaration.read(text, file: fileName) { root in
      let resolution = root.table("resolution")
      return ProjectSettings(
        resolution: Resolution(
          timestamp: resolution?.choice("timestamp") ?? standard.resolution.timestamp,
          duration: resolution?.choice("duration") ?? standard.resolution.duration),
        listen: address(root) ?? standard.listen,
        feeds: feeds(root), retention: RetentionSettings(root))
    }
  }

  /// The declaration of a feed as this project wants it.
  public func applied(to feed: FeedSchema) -> FeedSchema {
    guard let settings = feeds[feed.name] else { return feed }
    return FeedSchema(
      feed.name, title: feed.title, row: feed.row, key: feed.key, exactlyOneOf: feed.exactlyOneOf,
      rejectionThreshold: settings.rejectionThreshold ?? feed.rejectionThreshold,
      earliest: settings.earliest ?? feed.earliest, refusesFuture: feed.refusesFuture,
      isHandKept: feed.isHandKept, columns: feed.columns)
  }

  private static func address(_ root: Declaration) -> String? {
    guard let listen = root.optionalString("listen") else { return nil }
    let port = listen.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
    guard listen.contains(":"), listen.count > port.count + 1, let number = UInt16(port), number > 0
    else {
      root.fault(
        "listen", "is \"\(listen)\"", remedy: "It wants address and port, such as 127.0.0.1:8080")
      return nil
    }
    return listen
  }

  private static func feeds(_ root: Declaration) -> [String: FeedSettings] {
    guard let table = root.table("feed") else { return [:] }
    let known = FeedCatalogue.all.map(\.name)
    var feeds: [String: FeedSettings] = [:]
    for name in table.keys {
      guard known.contains(name) else {
        _ = table.raw(name)
        table.fault(name, "is no feed", remedy: Suggestion.hint(for: name, among: known))
        continue
      }
      guard let feed = table.table(name) else { continue }
      let profile: FeedProfile = feed.choice("profile") ?? .machine
      if profile == .hand, FeedCatalogue.feed(named: name)?.isHandKept == false {
        feed.fault(
          "profile", "is \"hand\", but \(name) comes from programs",
          remedy: "Leave it out; kept by hand are \(FeedCatalogue.handKept.joined(separator: ", "))"
        )
      }
      let encoding: TextEncoding = feed.choice("encoding") ?? .utf8
      if encoding != .utf8, profile != .hand {
        feed.fault(
          "encoding", "is \"\(encoding.rawValue)\", but only files of profile hand may be that",
          remedy: "Leave it out, or set profile = \"hand\"")
      }
      feeds[name] = FeedSettings(
        earliest: feed.day("earliest"),
        rejectionThreshold: feed.number("rejection_threshold", in: 0...1), profile: profile,
        encoding: encoding)
    }
    return feeds
  }
}
