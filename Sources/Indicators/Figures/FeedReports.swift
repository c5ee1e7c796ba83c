import Columns
import Domain
import Store

/// Which Kreis delivered anything of a feed for which month, and until which day.
public struct FeedReports: Sendable {
  public struct Report: Sendable, Hashable {
    /// `year × 12 + month − 1`
    public var months: Set<Int32> = []
    public var lastDay = Day(number: .min)

    fileprivate mutating func add(_ day: Day) {
      months.insert(day.month.number)
      lastDay = max(lastDay, day)
    }
  }

  /// feed → five digits of the Kreis → what it delivered.
  public private(set) var feeds: [String: [String: Report]] = [:]

  public init() {}

  /// Feeds by Behörde with the column that says when, as a month or as a day.
  private static let dated: [(feed: FeedSchema, column: String)] = [
    (.activations, "snapshot_on"), (.cases, "month"), (.backlog, "month"),
    (.coordination, "snapshot_on"), (.embedding, "snapshot_on"),
  ]

  init(reading reader: StoreReader) throws {
    for (feed, column) in Self.dated {
      for batch in try reader.batches(of: feed.name, columns: [column, "authority_ars"]) {
        guard let times = batch.rawIntegers(column), let keys = batch.textCodes("authority_ars")
        else { continue }
        add(feed.name, keys.dictionary, keys.codes, times, areDays: column != "month")
      }
    }
  }

  /// Adds what lies in some rows.
  /// - Parameters:
  ///   - keys: keys of Behörden, to which `codes` point, one a row.
  ///   - times: months as `year × 12 + month − 1`, or days.
  public mutating func add(
    _ feed: String, _ keys: [String], _ codes: [UInt32], _ times: [Int64], areDays: Bool
  ) {
    // Rows of the same time lie together: each change of it is looked up, not each row.
    var seen: [Int64: [Bool]] = [:]
    var time: Int64?
    var marks: [Bool] = []
    for row in codes.indices {
      if times[row] != time {
        if let time { seen[time] = marks }
        time = times[row]
        marks = seen.removeValue(forKey: times[row]) ?? [Bool](repeating: false, count: keys.count)
      }
      marks[Int(codes[row])] = true
    }
    if let time { seen[time] = marks }
    let kreise = keys.map(Self.kreis5)
    var reports = feeds.removeValue(forKey: feed) ?? [:]
    for (time, isMentioned) in seen {
      let day = areDays ? Day(number: Int32(time)) : Month(number: Int32(time)).lastDay
      let mentioned = isMentioned.indices.lazy.filter { isMentioned[$0] }.compactMap { kreise[$0] }
      for kreis in Set(mentioned) {
        reports[kreis, default: Report()].add(day)
      }
    }
    if !reports.isEmpty { feeds[feed] = reports }
  }

  /// `nil`: the Behörde of the Land or a Regierungsbezirk.
  static func kreis5(_ key: String) -> String? {
    let kreis = AuthorityKey.kreis5(of: key)
    return kreis.utf8.count == 5 && !kreis.hasSuffix("00") ? kreis : nil
  }
}
