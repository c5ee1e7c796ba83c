/// What recurring sessions did in each group that they touch: a short list a session, all of them in
/// one array. The few sessions that touch many groups go on in a table.
struct RecurringVisits {
  /// `[rank of session]`: its last entry plus one; 0: none yet.
  private var last: [UInt32]
  private var entries: [Entry] = []
  private var others = SpanningTable()
  /// Entries of a session at most, so that the search among them stays short.
  private static let listLimit = 8

  private struct Entry {
    let group: UInt32
    /// The entry of the same session before, plus one; 0: none.
    let before: UInt32
    var flags: UInt8
  }

  /// - Parameter sessions: how many there are.
  init(sessions: Int) { last = [UInt32](repeating: 0, count: sessions) }

  /// - Parameters:
  ///   - session: its rank among the recurring ones.
  ///   - flags: what it has done in the group, not nothing.
  mutating func note(_ session: Int, group: Int, flags: UInt8) {
    var (place, length) = (last[session], 0)
    while place != 0 {
      let index = Int(place) &- 1
      if entries[index].group == UInt32(truncatingIfNeeded: group) {
        entries[index].flags |= flags
        return
      }
      place = entries[index].before
      length &+= 1
    }
    if length == Self.listLimit {
      return others.note(position: session, cell: group, flags: flags)
    }
    entries.append(
      Entry(group: UInt32(truncatingIfNeeded: group), before: last[session], flags: flags))
    last[session] = UInt32(truncatingIfNeeded: entries.count)
  }

  /// Takes in what others have noted of the same sessions.
  /// - Parameter place: `[group of the other]`: the group here.
  mutating func merge(_ other: RecurringVisits, placing place: [UInt32]) {
    for session in other.last.indices {
      var next = other.last[session]
      while next != 0 {
        let entry = other.entries[Int(next) - 1]
        note(session, group: Int(place[Int(entry.group)]), flags: entry.flags)
        next = entry.before
      }
    }
    other.others.forEach { session, group, flags in
      note(session, group: Int(place[group]), flags: flags)
    }
  }

  /// Distinct sessions of each group.
  func counts(groups: Int) -> VisitCounts {
    let counts = VisitCounts(groups: groups)
    for entry in entries { counts.add(entry.flags, to: Int(entry.group)) }
    others.forEach { _, group, flags in counts.add(flags, to: group) }
    return counts
  }
}
