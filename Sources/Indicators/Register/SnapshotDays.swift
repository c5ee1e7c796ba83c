import Columns
import Domain
import Store

/// Which Behörden the activation snapshots mention when.
struct SnapshotDays: Sendable {
  /// All days with a snapshot, ascending.
  let all: [Day]
  /// Canonical key of a Behörde → its days, ascending.
  private let ofAuthority: [String: [Day]]

  init(reading reader: StoreReader, canonical: (String) -> String) throws {
    var days: [String: Set<Day>] = [:]
    for segment in try reader.segmentsByPrecedence(of: .activations) {
      let batch = try reader.read(segment, columns: ["snapshot_on", "authority_ars"])
      guard let day = batch.rawIntegers("snapshot_on"),
        let authority = batch.textCodes("authority_ars")
      else { continue }
      // Rows of one Behörde and day mostly stand together.
      var mentions: [(code: UInt32, day: Int64)] = []
      for row in day.indices
      where mentions.last.map({ $0.code != authority.codes[row] || $0.day != day[row] }) ?? true {
        mentions.append((authority.codes[row], day[row]))
      }
      let keys = authority.dictionary.map(canonical)
      for mention in mentions {
        days[keys[Int(mention.code)], default: []].insert(Day(number: Int32(mention.day)))
      }
    }
    ofAuthority = days.mapValues { $0.sorted() }
    all = days.values.reduce(into: Set()) { $0.formUnion($1) }.sorted()
  }

  /// The last snapshot up to a day that mentions a Behörde.
  func last(of authority: String, upTo day: Day) -> Day? {
    ofAuthority[authority]?.last { $0 <= day }
  }

  /// Months in which snapshots mention at least half of the Behörden that any snapshot up to then
  /// mentions: those whose state is known, ascending.
  var knownMonths: [Month] {
    var known: [Month: Int] = [:]
    var mentioned: [Month: Int] = [:]
    for days in ofAuthority.values {
      let months = Set(days.map(\.month))
      if let first = months.min() { known[first, default: 0] += 1 }
      for month in months { mentioned[month, default: 0] += 1 }
    }
    var total = 0
    return mentioned.keys.sorted().filter { month in
      total += known[month] ?? 0
      return 2 * mentioned[month]! >= total
    }
  }

  /// Whether there is a later snapshot up to a day, so that what is known of the Behörde may be out
  /// of date. Of a Behörde that no snapshot mentioned nothing is known.
  func isStale(_ authority: String, on day: Day) -> Bool {
    guard let mentioned = last(of: authority, upTo: day) else { return false }
    return all.contains { $0 > mentioned && $0 <= day }
  }
}
