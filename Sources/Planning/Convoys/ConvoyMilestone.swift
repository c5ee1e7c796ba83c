import Domain

/// A step of a convoy's roadmap: planned, revised, done.
public struct ConvoyMilestone: Sendable, Hashable {
  public let id: String
  public let name: String
  /// AGS with five digits; `nil`: a step of the whole convoy.
  public let kreis: String?
  /// The first plan: delays count from here, whatever was revised later.
  public let plannedOn: Day
  public let revisedOn: Day?
  public let doneOn: Day?
  /// The day on which the Kreis left the convoy.
  public let leftOn: Day?

  public init(
    id: String, name: String, kreis: String?, plannedOn: Day, revisedOn: Day? = nil,
    doneOn: Day? = nil, leftOn: Day? = nil
  ) {
    self.id = id
    self.name = name
    self.kreis = kreis
    self.plannedOn = plannedOn
    self.revisedOn = revisedOn
    self.doneOn = doneOn
    self.leftOn = leftOn
  }

  public enum State: String, Sendable, CaseIterable {
    case done
    /// Not done, and the day now planned has passed.
    case overdue
    case open
    /// The Kreis left the convoy without having done it.
    case dropped

    public var name: Text {
      switch self {
      case .done: Text(de: "erledigt", en: "done")
      case .overdue: Text(de: "überfällig", en: "overdue")
      case .open: Text(de: "offen", en: "open")
      case .dropped: Text(de: "entfällt", en: "dropped")
      }
    }
  }

  /// The day now planned.
  public var expectedOn: Day { revisedOn ?? plannedOn }

  /// What is done after `day` is not done yet.
  public func state(on day: Day) -> State {
    if isDone(on: day) { return .done }
    if let leftOn, leftOn <= day { return .dropped }
    return expectedOn < day ? .overdue : .open
  }

  /// Due by the first plan, and not dropped.
  public func isDue(on day: Day) -> Bool { plannedOn <= day && state(on: day) != .dropped }

  /// Days after the first plan (negative: before it): of what is done, by its day; of what is open,
  /// by the day now planned, at least up to `day` once it is due. `nil` where nothing is known to
  /// differ from the plan yet, and for a dropped step.
  public func delayDays(on day: Day) -> Int? {
    switch state(on: day) {
    case .done: doneOn! - plannedOn
    case .dropped: nil
    case .open, .overdue:
      plannedOn <= day ? max(expectedOn, day) - plannedOn : revisedOn.map { $0 - plannedOn }
    }
  }

  /// The delay as people say it: `14 Tage später als geplant`.
  public func delay(on day: Day) -> Text {
    switch state(on: day) {
    case .done:
      return Self.difference(doneOn! - plannedOn)
    case .overdue:
      let days = day - expectedOn
      return Text(
        de: "seit \(days == 1 ? "einem Tag" : "\(days) Tagen") überfällig",
        en: "overdue for \(Self.english(days))")
    case .dropped:
      return Text(de: "entfällt, Kreis ausgeschieden", en: "dropped, the Kreis has left")
    case .open:
      if let revisedOn, revisedOn != plannedOn {
        let days = abs(revisedOn - plannedOn)
        return revisedOn > plannedOn
          ? Text(de: "um \(Self.german(days)) verschoben", en: "postponed by \(Self.english(days))")
          : Text(
            de: "um \(Self.german(days)) vorgezogen", en: "brought forward by \(Self.english(days))"
          )
      }
      let days = expectedOn - day
      return days == 0
        ? Text(de: "heute fällig", en: "due today")
        : Text(
          de: "in \(days == 1 ? "einem Tag" : "\(days) Tagen") fällig",
          en: "due in \(Self.english(days))")
    }
  }

  /// Days after a plan in words.
  public static func difference(_ days: Int) -> Text {
    if days == 0 { return Text(de: "wie geplant", en: "as planned") }
    let count = abs(days)
    return days > 0
      ? Text(
        de: "\(german(count)) später als geplant", en: "\(english(count)) later than planned")
      : Text(
        de: "\(german(count)) früher als geplant", en: "\(english(count)) earlier than planned")
  }

  private func isDone(on day: Day) -> Bool { doneOn.map { $0 <= day } ?? false }

  private static func german(_ days: Int) -> String { days == 1 ? "1 Tag" : "\(days) Tage" }
  private static func english(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }
}
