import Declarations
import Domain
import Testing

@Suite struct ProjectSettingsTests {
  @Test func `an empty file means the defaults`() throws {
    let settings = try ProjectSettings.parse("")
    #expect(settings == .standard)
    #expect(settings.listen == "127.0.0.1:8080")
    #expect(settings.resolution == Resolution(timestamp: .minute, duration: .onePercent))
    #expect(settings.applied(to: .events) == .events)
  }

  @Test func `what the file says replaces the default, feed by feed`() throws {
    let settings = try ProjectSettings.parse(
      """
      listen = "127.0.0.1:9000"
      [resolution]
      timestamp = "millisecond"
      duration = "exact"
      [feed.events]
      earliest = 2010-01-01
      rejection_threshold = 0.05
      """)
    #expect(settings.listen == "127.0.0.1:9000")
    #expect(settings.resolution == Resolution(timestamp: .millisecond, duration: .exact))
    let events = settings.applied(to: .events)
    #expect(events.earliest == Day(year: 2010, month: 1, day: 1))
    #expect(events.rejectionThreshold == 0.05)
    #expect(events.columns == FeedSchema.events.columns)
    #expect(settings.applied(to: .cases) == .cases)
  }

  @Test func `profile hand is for feeds that people keep, and an encoding for them alone`() throws {
    let settings = try ProjectSettings.parse(
      """
      [feed.orders]
      profile = "hand"
      encoding = "windows-1252"
      """)
    #expect(settings.feeds["orders"]?.profile == .hand)
    #expect(settings.feeds["orders"]?.encoding == .windows1252)
    for (text, word) in [
      ("[feed.events]\nprofile = \"hand\"", "comes from programs"),
      ("[feed.orders]\nencoding = \"windows-1252\"", "profile hand"),
      ("[feed.orders]\nprofile = \"hands\"", "Did you mean \"hand\"?"),
    ] {
      let faults = #expect(throws: Faults.self) { try ProjectSettings.parse(text) }
      #expect(faults?.description.contains(word) == true, "\(faults?.description ?? "")")
    }
  }

  @Test func `counts by day outlive events, whatever the file says`() throws {
    #expect(ProjectSettings.standard.retention == RetentionSettings())
    let settings = try ProjectSettings.parse(
      "[retention]\narchive_days = 7\nevent_months = 6\ndaily_months = 12")
    #expect(
      settings.retention == RetentionSettings(archiveDays: 7, eventMonths: 6, dailyMonths: 12))
    #expect(try ProjectSettings.parse("[retention]\nevent_months = 30").retention.dailyMonths == 30)
    for (text, word) in [
      ("[retention]\ndaily_months = 12", "events are kept for 13 months"),
      ("[retention]\nevent_months = 0", "from 1 to 600"),
      ("[retention]\nevents_months = 6", "event_months"),
    ] {
      let faults = #expect(throws: Faults.self) { try ProjectSettings.parse(text) }
      #expect(faults?.description.contains(word) == true, "\(faults?.description ?? "")")
    }
  }

  @Test func `misspelt keys, feeds and values are named with what was meant`() throws {
    let text = """
      listen = "8080"
      [resolution]
      timestamp = "minutes"
      [feed.event]
      earliest = 2010-01-01
      [feed.cases]
      earlyest = 2010-01-01
      """
    let faults = #expect(throws: Faults.self) { try ProjectSettings.parse(text) }
    #expect(
      faults?.all.map(\.description) == [
        "lagebild.toml:1: listen is \"8080\". It wants address and port, such as 127.0.0.1:8080.",
        "lagebild.toml:3: resolution.timestamp is \"minutes\". Did you mean \"minute\"?",
        "lagebild.toml:4: feed.event is no feed. Did you mean \"events\"?",
        "lagebild.toml:7: feed.cases.earlyest is not known here. Did you mean \"earliest\"?",
      ])
  }
}
