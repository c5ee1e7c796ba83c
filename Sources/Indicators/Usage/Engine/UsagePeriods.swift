import Columns
import Domain

/// Stretches of hours in which nothing changes that a question asks of time: neither the key of a
/// dimension nor whether an event is looked at. No dimension and no period is finer than an hour.
struct UsagePeriods: Sendable {
  private let firstHour: Int64
  /// `[hour since the first]`: the period.
  private let ofHour: [UInt32]
  /// `[period]`: its first instant.
  private let starts: [Int64]

  /// - Parameters:
  ///   - times: instants between which all rows lie.
  ///   - changes: whether anything changes from an hour to the next, named by their first instants.
  init(_ times: ClosedRange<Int64>, _ changes: (Int64, Int64) -> Bool) {
    let hour = BerlinTime.millisecondsPerHour
    firstHour = floorDivide(times.lowerBound, hour)
    var starts = [firstHour * hour]
    ofHour = (firstHour...floorDivide(times.upperBound, hour)).map { [firstHour] number in
      let instant = number * hour
      if number > firstHour, changes(instant - hour, instant) { starts.append(instant) }
      return UInt32(starts.count - 1)
    }
    self.starts = starts
  }

  /// Whether nothing changes between two instants.
  func isOne(_ times: ClosedRange<Int64>) -> Bool {
    let hour = BerlinTime.millisecondsPerHour
    return period(ofHour: floorDivide(times.lowerBound, hour))
      == period(ofHour: floorDivide(times.upperBound, hour))
  }

  private func period(ofHour hour: Int64) -> UInt32 {
    ofHour[max(0, min(Int(hour - firstHour), ofHour.count - 1))]
  }

  /// The periods of a chunk's time stamps under numbers that begin with 0.
  struct InChunk {
    /// Their numbers lie below this.
    let count: Int
    /// The periods of the chunk's numbers.
    let classes: NumberClasses
    private let periods: UsagePeriods
    private let first: UInt32

    /// Numbers of a chunk at most that have a table; with more, their hours have one.
    private static let tableLimit: UInt64 = 1 << 16

    init(_ periods: UsagePeriods, _ chunk: ChunkReader) {
      let (low, high, unit) = (chunk.value(of: 0), chunk.value(of: chunk.span), chunk.unit)
      let hour = BerlinTime.millisecondsPerHour
      let hours = floorDivide(low, hour)...max(floorDivide(low, hour), floorDivide(high, hour))
      let first = periods.period(ofHour: hours.lowerBound)
      self.periods = periods
      self.first = first
      count = Int(periods.period(ofHour: hours.upperBound) - first) + 1
      let ofHour = hours.map { periods.period(ofHour: $0) - first }
      if chunk.span > Self.tableLimit {
        classes = NumberClasses(
          ofHour, offset: UInt64(low - hours.lowerBound * hour), unit: unit,
          stepLength: UInt64(hour))
      } else {
        var table: [UInt32] = []
        table.reserveCapacity(Int(chunk.span) + 1)
        for (next, period) in zip((hours.lowerBound + 1)..., ofHour) {
          // Up to the first number that is not before the next hour.
          let behind = min((UInt64(next * hour - low) + unit - 1) / unit, chunk.span + 1)
          table.append(contentsOf: repeatElement(period, count: Int(behind) - table.count))
        }
        classes = NumberClasses(table)
      }
    }

    /// The first instant of a period.
    func start(of number: Int) -> Int64 { periods.starts[Int(first) + number] }
  }
}
