import Domain

/// A convoy (INDILAKO): Landkreise that carry out one task uniformly on a common roadmap.
public struct Convoy: Sendable, Hashable {
  public let id: String
  public let name: String
  public let task: String
  /// `nil`: the task is no process of the platform.
  public let processID: String?
  public let field: String?
  /// By joining, then Kreis. A Kreis that left and came back stands there twice.
  public let members: [ConvoyMember]
  /// By planned day, then Kreis and id; those of the whole convoy first.
  public let milestones: [ConvoyMilestone]

  public init(
    id: String, name: String, task: String, processID: String?, field: String?,
    members: [ConvoyMember], milestones: [ConvoyMilestone]
  ) {
    self.id = id
    self.name = name
    self.task = task
    self.processID = processID
    self.field = field
    self.members = members.sorted { ($0.joinedOn, $0.kreis) < ($1.joinedOn, $1.kreis) }
    self.milestones = milestones.sorted {
      ($0.plannedOn, $0.kreis ?? "", $0.id) < ($1.plannedOn, $1.kreis ?? "", $1.id)
    }
  }

  /// The day on which the first member joined; `nil` without members.
  public var startedOn: Day? { members.first?.joinedOn }

  /// Keys of the Kreise that lead.
  public var leads: [String] { members.filter(\.isLead).map(\.kreis) }

  /// Keys of the Kreise that are members at the end of a day.
  public func kreise(on day: Day) -> Set<String> {
    Set(members.lazy.filter { $0.isMember(on: day) }.map(\.kreis))
  }

  /// Keys of the Kreise that were members on any day up to this one.
  public func kreise(upTo day: Day) -> Set<String> {
    Set(members.lazy.filter { $0.joinedOn <= day }.map(\.kreis))
  }

  /// The day on which a Kreis left for good; `nil` while it is a member, and for a stranger.
  public func leftOn(_ kreis: String) -> Day? {
    let stays = members.filter { $0.kreis == kreis }
    guard !stays.contains(where: { $0.leftOn == nil }) else { return nil }
    return stays.compactMap(\.leftOn).max()
  }
}

/// The time of a Kreis in a convoy.
public struct ConvoyMember: Sendable, Hashable {
  /// AGS with five digits.
  public let kreis: String
  public let joinedOn: Day
  /// The first day on which it is no member any more.
  public let leftOn: Day?
  public let isLead: Bool

  public init(kreis: String, joinedOn: Day, leftOn: Day?, isLead: Bool) {
    self.kreis = kreis
    self.joinedOn = joinedOn
    self.leftOn = leftOn
    self.isLead = isLead
  }

  public func isMember(on day: Day) -> Bool {
    joinedOn <= day && leftOn.map { day < $0 } ?? true
  }

  public var role: Text {
    isLead ? Text(de: "Federführung", en: "lead") : Text(de: "Mitglied", en: "member")
  }
}
