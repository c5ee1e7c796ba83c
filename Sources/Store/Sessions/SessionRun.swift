import GRDB

/// Sorted sessions that are stored, and in memory where there was room.
final class SessionRun {
  let count: Int
  private let place: SessionPages.Place
  private(set) var content: SortedSessions?

  /// Writes two sorted lists as one run.
  /// - Parameter keeping: the content stays in memory.
  init(
    writing a: SortedSessions, _ b: SortedSessions, sessionsPerPage: Int, keeping: Bool,
    in db: Database
  ) throws {
    count = a.count + b.count
    var merge = SortedSessions.Merge(a, b)
    place = try SessionPages.write(merge, sessionsPerPage: sessionsPerPage, in: db)
    content = keeping ? merge.next(count) : nil
  }

  /// Sessions that were written before.
  init(reading pages: Range<Int64>, in db: Database) throws {
    let (sessions, place) = try SessionPages.read(pages, in: db)
    count = sessions.count
    self.place = place
    content = sessions
  }

  /// Bytes in memory.
  var byteCount: Int { content?.byteCount ?? 0 }

  /// Bytes that its content takes in memory.
  var contentByteCount: Int { count * SortedSessions.bytesPerSession }

  func leaveMemory() { content = nil }

  /// Looks up the candidates of a search.
  /// - Parameter isRoom: the content may stay in memory if it has to be read.
  func find(_ search: inout SessionSearch, isRoom: Bool, in db: Database) throws {
    if content == nil, isRoom, search.candidates.count > place.fences.count / 2 {
      content = try SessionPages.read(place.pages, in: db).sessions
    }
    if let content { return content.find(&search) }
    let fences = place.fences
    var page = 0
    var start = 0
    while start < search.candidates.count {
      let first = search.hashes[Int(search.candidates[start])]
      page = SessionSearch.firstIndex(from: page, to: fences.count) { fences[$0] > first }
      var end = start + 1
      if page < fences.count {
        while end < search.candidates.count,
          search.hashes[Int(search.candidates[end])] < fences[page]
        { end += 1 }
      } else {
        end = search.candidates.count
      }
      if page > 0 {
        try SessionPages.withPage(place.firstPage + Int64(page) - 1, in: db) {
          search.join($1, $2, base: $0, candidates: start..<end)
        }
      }
      start = end
    }
  }
}
