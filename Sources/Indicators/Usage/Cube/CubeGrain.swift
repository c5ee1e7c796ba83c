import Domain

/// How fine the cells of one of the cubes are: by day or month, and by some of process, area and
/// channel. A coarser grain repeats what a finer one knows, for questions that then read few bytes.
struct CubeGrain: Sendable, Hashable {
  let name: String
  /// ``CubeAxis/day`` or ``CubeAxis/month``.
  let time: CubeAxis
  let hasProcess: Bool
  /// ``CubeAxis/kreis``, ``CubeAxis/authority`` or none.
  let area: CubeAxis?
  let hasChannel: Bool

  static let monthKreis = CubeGrain(
    name: "month-kreis", time: .month, hasProcess: false, area: .kreis, hasChannel: true)
  static let monthProcess = CubeGrain(
    name: "month-process", time: .month, hasProcess: true, area: nil, hasChannel: false)
  static let dayProcess = CubeGrain(
    name: "day-process", time: .day, hasProcess: true, area: nil, hasChannel: false)
  static let monthAuthority = CubeGrain(
    name: "month-authority", time: .month, hasProcess: true, area: .authority, hasChannel: true)
  static let dayKreis = CubeGrain(
    name: "day-kreis", time: .day, hasProcess: true, area: .kreis, hasChannel: false)

  /// Those with few cells first: the first that can answer does.
  static let all = [monthKreis, monthProcess, dayProcess, monthAuthority, dayKreis]

  /// The axes in the order of a cell's key, most significant first.
  var axes: [CubeAxis] {
    (hasProcess ? [.process] : []) + (area.map { [$0] } ?? []) + (hasChannel ? [.channel] : [])
      + [time]
  }

  /// The cells with their counts.
  var cells: CubeLayout {
    let numbers =
      switch self {
      case .monthAuthority: CubeNumbers.all
      case .dayKreis: CubeNumbers.namesOfMany
      default: CubeNumbers.names
      }
    return CubeLayout(series: "mart/cube/\(name)", axes: axes, numbers: numbers)
  }
  /// Sessions that touch several cells.
  var visits: CubeLayout {
    CubeLayout(series: "mart/cube/\(name)/visits", axes: axes, numbers: ["session", "flags"])
  }
}

/// What a cell is told apart by.
enum CubeAxis: String, Sendable {
  case process, kreis, authority, channel, event, month, day
  /// A month before a bucket.
  case monthOfDuration = "duration_month"
  /// One of ``DurationBuckets``.
  case bucket
  /// A month before a step.
  case monthOfFunnel = "funnel_month"
  /// The furthest step of a visit, at most ``FunnelVisit/lastStep``.
  case step

  /// Where its code stands in the 64 bits of a key. Axes at the same place never meet in a layout.
  var shift: UInt64 {
    switch self {
    case .process: 44
    case .kreis, .authority: 24
    case .event: 40
    case .channel: 20
    case .month, .day: 0
    case .monthOfDuration: 20
    case .bucket, .step: 0
    case .monthOfFunnel: 8
    }
  }
  var bits: UInt64 {
    switch self {
    case .channel, .event: 4
    case .step: 8
    case .monthOfFunnel: 16
    default: 20
    }
  }

  func code(in key: UInt64) -> UInt64 { key >> shift & (1 << bits - 1) }

  /// The bits of a key in which its code stands.
  var mask: UInt64 { (1 << bits - 1) << shift }

  var isText: Bool {
    switch self {
    case .process, .kreis, .authority, .channel, .event: true
    case .month, .day, .monthOfDuration, .bucket, .monthOfFunnel, .step: false
    }
  }

  /// The axis from which a dimension's keys can be read in a grain; `nil`: from none.
  init?(_ dimension: UsageDimension, in grain: CubeGrain) {
    let candidates: [CubeAxis]
    switch dimension {
    case .day, .week, .weekday: candidates = [.day]
    case .month, .quarter, .year: candidates = [.month, .day]
    case .process: candidates = [.process]
    case .authority, .gemeinde: candidates = [.authority]
    case .kreis, .regierungsbezirk: candidates = [.kreis, .authority]
    case .channel: candidates = [.channel]
    case .hour, .event, .step: candidates = []
    }
    guard let axis = candidates.first(where: grain.axes.contains) else { return nil }
    self = axis
  }
}

/// Columns of one of the marts' series: axes, then numbers.
struct CubeLayout: Sendable, Hashable {
  let series: String
  let axes: [CubeAxis]
  let numbers: [String]

  /// Names of all columns.
  var columns: [String] { axes.map(\.rawValue) + numbers }

  /// How many events have which duration, in 1 % buckets: `submitted` and `completed` by month and
  /// process.
  static let durations = CubeLayout(
    series: "mart/cube/durations", axes: [.process, .event, .monthOfDuration, .bucket],
    numbers: ["events"])
  static let durationKinds: Set<EventKind> = [.submitted, .completed]
  /// How far visits came: how many by month, process, Kreis and furthest step.
  static let funnel = CubeLayout(
    series: "mart/cube/funnel", axes: [.process, .kreis, .monthOfFunnel, .step],
    numbers: ["visits", "visits_submitted"])
  /// One row: how many events the cubes have seen, and how many series they filled.
  static let extent = CubeLayout(
    series: "mart/cube/extent", axes: [], numbers: ["events", "series"])
}

/// The numbers of a cell, in the order in which they lie in memory.
enum CubeNumbers {
  static let kinds = EventKind.allCases.count
  static let events = kinds
  static let sessions = kinds + 1
  static let sessionsStarted = kinds + 2
  static let sessionsSubmitted = kinds + 3
  static let ratingSum = kinds + 4
  static let ratingCount = kinds + 5
  static let digital = kinds + 6
  /// Applications outside Monday to Friday, 8 to 16 o'clock in Berlin.
  static let offHours = kinds + 7
  /// Hand-overs into a post box.
  static let postbox = kinds + 8
  static let count = kinds + 9

  static let all = names + ["submitted_off_hours", "handed_over_postbox"]

  /// What most grains keep.
  static let names =
    EventKind.allCases.map(\.rawValue) + [
      "events", "sessions", "sessions_started", "sessions_submitted", "rating_sum", "rating_count",
      "submitted_digital",
    ]
  /// What is kept of a grain with many cells.
  static let namesOfMany =
    [EventKind.pageView, .processStarted, .submitted, .completed].map(\.rawValue) + [
      "events", "sessions", "sessions_started", "sessions_submitted", "submitted_digital",
    ]
}
