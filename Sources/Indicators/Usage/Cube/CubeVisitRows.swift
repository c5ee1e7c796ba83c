/// The rows of a part of visits: sorted by session, with the places of the groups that they touch.
struct CubeVisitRows {
  /// `[row]`; 0: no condition admits the row.
  let places: [UInt32]
  let sessions: CubePart.Column
  let flags: CubePart.Column

  /// What sessions did in groups: each session and group once, whichever parts hold it.
  static func distinct(_ parts: [CubeVisitRows]) -> (places: [UInt32], flags: [UInt8]) {
    var found = (places: [UInt32](), flags: [UInt8]())
    let rowCount = parts.reduce(0) { $0 + $1.places.count }
    found.places.reserveCapacity(rowCount)
    found.flags.reserveCapacity(rowCount)
    var readers = parts.map(Reader.init)
    while let session = readers.lazy.map(\.session).min(), session != .max {
      let first = found.places.count
      for position in readers.indices where readers[position].session == session {
        readers[position].take(from: first, &found.places, &found.flags)
      }
    }
    return found
  }

  /// Goes through the rows, session by session.
  private struct Reader {
    private let rows: CubeVisitRows
    private var row = 0
    /// The next one; `.max` at the end.
    private(set) var session: Int64

    init(_ rows: CubeVisitRows) {
      self.rows = rows
      session = rows.places.isEmpty ? .max : rows.session(0)
    }

    /// Adds what the session did; a group that it touched since `first` is found again.
    mutating func take(from first: Int, _ places: inout [UInt32], _ flags: inout [UInt8]) {
      let number = rows.sessions.numbers[row]
      let end = rows.places.count
      while row < end, rows.sessions.numbers[row] == number {
        let place = rows.places[row]
        let done = UInt8(
          truncatingIfNeeded: rows.flags.base &+ Int64(rows.flags.numbers[row]) &* rows.flags.unit)
        row += 1
        if place == 0 { continue }
        var known = first
        while known < places.count, places[known] != place { known += 1 }
        if known < places.count {
          flags[known] |= done
        } else {
          places.append(place)
          flags.append(done)
        }
      }
      session = row < end ? rows.session(row) : .max
    }
  }

  private func session(_ row: Int) -> Int64 {
    sessions.base &+ Int64(sessions.numbers[row]) &* sessions.unit
  }
}
