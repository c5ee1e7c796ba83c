import Columns
import Domain
import Store

/// The codes that stand for texts in the keys of cells, while cells are in memory. Processes and
/// authorities have the codes under which `events` stores them.
struct CubeTexts: Sendable {
  private(set) var processes = TextDictionary()
  private(set) var authorities = TextDictionary()
  private(set) var kreise = TextDictionary()
  /// `[code of authority]`
  private(set) var kreisOfAuthority: [UInt64] = []

  init(_ reader: StoreReader) throws {
    let events = FeedSchema.events.name
    for text in try reader.sharedTexts(of: "process", in: events) {
      _ = processes.code(of: text)
    }
    for text in try reader.sharedTexts(of: "authority", in: events) {
      _ = authorities.code(of: text)
      kreisOfAuthority.append(UInt64(kreise.code(of: AuthorityKey.kreis5(of: text))))
    }
    precondition(processes.count < 1 << 20, "more than a million processes")
    precondition(authorities.count < 1 << 20, "more than a million authorities")
  }

  /// All texts of an axis, by code.
  func texts(of axis: CubeAxis) -> [String] {
    switch axis {
    case .process: processes.texts
    case .authority: authorities.texts
    case .kreis: kreise.texts
    case .channel: Channel.allCases.map(\.rawValue)
    case .event: EventKind.allCases.map(\.rawValue)
    case .month, .day, .monthOfDuration, .bucket, .monthOfFunnel, .step: []
    }
  }

  /// `[code]`: place among the sorted texts.
  func ranks(of axis: CubeAxis) -> [UInt64] {
    let texts = texts(of: axis)
    var ranks = [UInt64](repeating: 0, count: texts.count)
    let order = texts.indices.sorted {
      texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8)
    }
    for (rank, code) in order.enumerated() { ranks[code] = UInt64(rank) }
    return ranks
  }
}

/// Keys of the finest cells (process, authority, channel, day) → keys of a grain's cells.
struct CubeFolding: Sendable {
  private let mask: UInt64
  private let isKreis: Bool
  private let isMonth: Bool
  private let kreisOfAuthority: [UInt64]
  private var monthOfDay: [UInt64] = []
  private var firstDay: UInt64 = 0

  init(_ grain: CubeGrain, _ texts: CubeTexts) {
    var mask: UInt64 = 0
    for axis in grain.axes where axis != .kreis && axis != .month {
      mask |= (1 << axis.bits - 1) << axis.shift
    }
    self.mask = mask
    isKreis = grain.area == .kreis
    isMonth = grain.time == .month
    kreisOfAuthority = texts.kreisOfAuthority
  }

  /// The keys of cells that lie in a grain's cells.
  mutating func keys(of finest: [UInt64]) -> [UInt64] {
    guard let first = finest.first else { return [] }
    if isMonth {
      var days = (low: CubeAxis.day.code(in: first), high: CubeAxis.day.code(in: first))
      for key in finest {
        let day = CubeAxis.day.code(in: key)
        days = (min(days.low, day), max(days.high, day))
      }
      _ = month(of: days.low)
      _ = month(of: days.high)
    }
    return kreisOfAuthority.withUnsafeBufferPointer { kreise in
      monthOfDay.withUnsafeBufferPointer { months in
        finest.map { finest in
          var key = finest & mask
          if isKreis {
            key |= kreise[Int(CubeAxis.authority.code(in: finest))] << CubeAxis.kreis.shift
          }
          if isMonth { key |= months[Int(CubeAxis.day.code(in: finest) &- firstDay)] }
          return key
        }
      }
    }
  }

  mutating func key(of finest: UInt64) -> UInt64 {
    var key = finest & mask
    if isKreis {
      key |= kreisOfAuthority[Int(CubeAxis.authority.code(in: finest))] << CubeAxis.kreis.shift
    }
    if isMonth { key |= month(of: CubeAxis.day.code(in: finest)) }
    return key
  }

  private mutating func month(of day: UInt64) -> UInt64 {
    if day < firstDay || day - firstDay >= UInt64(monthOfDay.count) {
      let last = monthOfDay.isEmpty ? day : firstDay + UInt64(monthOfDay.count) - 1
      firstDay = min(day, monthOfDay.isEmpty ? day : firstDay)
      monthOfDay = (firstDay...max(day, last)).map {
        UInt64(Day(number: Int32($0)).month.number)
      }
    }
    return monthOfDay[Int(day - firstDay)]
  }
}
