import Columns
import Domain

/// The keys of a dimension under dense codes: code 0 for rows without key, then one a key. Codes
/// hold for all segments of a query, so that groups can be numbered beforehand.
struct UsageKeySpace: Sendable {
  let dimension: UsageDimension
  /// `[code]`; `nil`: the row has no key, which prints empty.
  private(set) var keys: [String?] = [nil]
  private let source: Source

  private enum Source: Sendable {
    /// `[shared code]`: code of the key.
    case texts([UInt32])
    /// `[hour]`: code of the key; Berlin's offset is whole hours, so an hour has one key.
    case hours(first: Int64, [UInt32])
    /// Lowest step; its code is 1, and so on.
    case steps(lowest: Int64)
  }

  /// - Parameters:
  ///   - texts: the shared texts of the dimension's column, where it holds texts.
  ///   - times: instants between which all rows lie; `nil`: there are none.
  ///   - steps: the same for steps.
  init(
    _ dimension: UsageDimension, texts: [String], times: ClosedRange<Int64>?,
    steps: ClosedRange<Int64>?
  ) throws {
    self.dimension = dimension
    var dictionary = TextDictionary()
    func code(of key: String) -> UInt32 { dictionary.code(of: key) + 1 }
    if dimension.isText {
      source = .texts(texts.map { text in dimension.key(of: text).map(code) ?? 0 })
    } else if dimension == .step {
      source = .steps(lowest: steps?.lowerBound ?? 0)
      if let steps {
        guard steps.count <= 1 << 20 else {
          throw Fault(
            .badData, at: "table chunk, column step of events",
            "the steps reach from \(steps.lowerBound) to \(steps.upperBound)",
            remedy: "Ask without the dimension step")
        }
        for step in steps { _ = code(of: String(step)) }
      }
    } else if let times {
      let first = floorDivide(times.lowerBound, BerlinTime.millisecondsPerHour)
      let last = floorDivide(times.upperBound, BerlinTime.millisecondsPerHour)
      var known: (day: Day, code: UInt32)?
      source = .hours(
        first: first,
        (first...last).map { hour in
          let instant = hour * BerlinTime.millisecondsPerHour
          if dimension == .hour { return code(of: String(BerlinTime.hour(ofInstant: instant))) }
          let day = BerlinTime.day(ofInstant: instant)
          if let known, known.day == day { return known.code }
          let next = code(of: dimension.key(of: day)!)
          known = (day, next)
          return next
        })
    } else {
      source = .hours(first: 0, [])
    }
    keys += dictionary.texts
  }

  /// Number of codes.
  var size: Int { keys.count }

  /// The codes in the order in which their keys are listed, the missing key first.
  var order: [Int] {
    keys.indices.sorted { a, b in
      guard let x = keys[a], let y = keys[b] else { return keys[a] == nil && keys[b] != nil }
      return dimension.isNumeric ? Int(x)! < Int(y)! : x < y
    }
  }

  /// `[number in the lane]`: code of the key.
  func codes(of lane: Lane) -> [UInt32] {
    guard case .texts(let codes) = source else {
      return (0..<lane.numberCount).map { number in lane.value(of: number).map(code) ?? 0 }
    }
    // A segment may have thousands of texts, so what is the same for all is asked once.
    let hasNulls = lane.chunk.hasNulls
    let (first, unit) = (Int(lane.chunk.value(of: hasNulls ? 1 : 0)), Int(lane.chunk.unit))
    return (0..<lane.numberCount).map { number in
      if hasNulls, number == 0 { return 0 }
      let text = first &+ (hasNulls ? number &- 1 : number) &* unit
      return codes.indices.contains(text) ? codes[text] : 0
    }
  }

  /// Code of the key that a value has.
  func code(of value: Int64) -> UInt32 {
    switch source {
    case .texts(let codes): return codes.indices.contains(Int(value)) ? codes[Int(value)] : 0
    case .steps(let lowest): return UInt32(value - lowest + 1)
    case .hours(let first, let codes):
      let hour = floorDivide(value, BerlinTime.millisecondsPerHour) - first
      // Hours outside the period asked for: no row of them is looked at.
      return codes.indices.contains(Int(hour)) ? codes[Int(hour)] : 0
    }
  }
}

/// A condition on a dimension: rows with one of these keys.
struct UsageKeyFilter: Sendable {
  let space: UsageKeySpace
  /// `[code]`: 1 where the key is admitted.
  private let admitted: [UInt8]

  init(_ space: UsageKeySpace, admitting keys: Set<String>) {
    self.space = space
    admitted = space.keys.map { keys.contains($0 ?? "") ? 1 : 0 }
  }

  /// Whether rows with a value are admitted.
  func admits(_ value: Int64) -> Bool { admitted[Int(space.code(of: value))] == 1 }

  var admitsNothing: Bool { !admitted.contains(1) }

  /// `[number in the lane]`: 1 where rows with it are admitted.
  func admitted(in lane: Lane) -> [UInt8] { space.codes(of: lane).map { admitted[Int($0)] } }
}
