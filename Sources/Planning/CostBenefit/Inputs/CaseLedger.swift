import Columns
import Domain
import Indicators
import Store

/// The case counts of the last twelve closed months, one entry a month, Behörde and Leistung.
package struct CaseLedger: Sendable {
  package struct Entry: Sendable, Hashable {
    package let month: Month
    /// Canonical key.
    package let authority: String
    package let leika: String
    package let all: Int64
    /// Online and mobile.
    package let digital: Int64
    package let counter: Int64
  }

  package let entries: [Entry]
  /// The months that have been reported, ascending; at most twelve.
  package let months: [Month]

  package init(entries: [Entry]) {
    self.entries = entries
    months = Set(entries.map(\.month)).sorted()
  }

  /// - Parameters:
  ///   - day: months that end later are not closed.
  ///   - canonical: the one key of a Behörde.
  package init(
    reading reader: StoreReader, until day: Day, canonical: (String) -> String
  ) throws {
    let all = try reader.segmentsByPrecedence(of: .cases)
    let zones = try all.map { try reader.zone(of: "month", in: $0)?.integers }
    let closed = Int64(day.month.lastDay == day ? day.month.number : day.month.number - 1)
    // A segment that reaches into the running month may have closed ones as well.
    guard let newest = zones.compactMap({ $0?.upperBound }).map({ min($0, closed) }).max() else {
      self.init(entries: [])
      return
    }
    let wanted = (newest - 11)...newest
    var counts = Counts()
    for (segment, zone) in zip(all, zones) where zone?.overlaps(wanted) ?? false {
      counts.add(
        try reader.read(segment, columns: Counts.columns), months: wanted, canonical: canonical)
    }
    self.init(entries: counts.entries)
  }
}

/// Counts by channel while deliveries are read: a later one takes the place of an earlier.
private struct Counts {
  static let columns = ["month", "authority_ars", "leika", "channel", "cases"]

  private var authorities: [String: Int] = [:]
  private var leistungen: [String: Int] = [:]
  private var ofKey: [Key: SIMD8<Int64>] = [:]

  private struct Key: Hashable {
    let month: Int32
    let authority: Int32
    let leistung: Int32
  }

  mutating func add(
    _ batch: ColumnBatch, months: ClosedRange<Int64>, canonical: (String) -> String
  ) {
    guard case .integers(let month, _)? = batch["month"],
      case .texts(let authority, let authorityNames, _)? = batch["authority_ars"],
      case .texts(let leika, let leikaNames, _)? = batch["leika"],
      case .texts(let channel, let channelNames, _)? = batch["channel"],
      case .integers(let cases, _)? = batch["cases"]
    else { preconditionFailure("the feed of cases has other columns") }
    let authorityOf = authorityNames.map { Self.number(canonical($0), &authorities) }
    let leistungOf = leikaNames.map { Self.number($0, &leistungen) }
    let channelOf = channelNames.map { Channel.allCases.firstIndex(of: Channel(rawValue: $0)!)! }
    for row in month.indices where months.contains(month[row]) {
      let key = Key(
        month: Int32(month[row]), authority: authorityOf[Int(authority[row])],
        leistung: leistungOf[Int(leika[row])])
      ofKey[key, default: .zero][channelOf[Int(channel[row])]] = cases[row]
    }
  }

  var entries: [CaseLedger.Entry] {
    func names(_ numbers: [String: Int]) -> [String] {
      numbers.sorted { $0.value < $1.value }.map(\.key)
    }
    let (authorities, leistungen) = (names(authorities), names(leistungen))
    func place(_ channel: Channel) -> Int { Channel.allCases.firstIndex(of: channel)! }
    let digital = Channel.allCases.filter(\.isDigital).map(place)
    let counter = place(.counter)
    return ofKey.sorted {
      ($0.key.month, $0.key.authority, $0.key.leistung)
        < ($1.key.month, $1.key.authority, $1.key.leistung)
    }.map { key, counts in
      CaseLedger.Entry(
        month: Month(number: key.month), authority: authorities[Int(key.authority)],
        leika: leistungen[Int(key.leistung)], all: counts.wrappedSum(),
        digital: digital.reduce(0) { $0 + counts[$1] }, counter: counts[counter])
    }
  }

  private static func number(_ name: String, _ numbers: inout [String: Int]) -> Int32 {
    let number = numbers[name] ?? numbers.count
    numbers[name] = number
    return Int32(number)
  }
}
