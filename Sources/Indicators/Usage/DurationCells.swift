import Columns
import Domain
import Store

/// How many events of a month and process have which duration: the cube's counts in 1 % buckets.
public struct DurationCells: Sendable {
  /// `year × 12 + month − 1`
  public var month: [Int32] = []
  /// Position in ``processes``.
  public var process: [UInt32] = []
  /// Position in `EventKind.allCases`: `submitted` or `completed`.
  public var event: [UInt8] = []
  /// Number of a bucket of ``DurationBuckets``.
  public var bucket: [Int32] = []
  public var events: [Int64] = []
  /// Keys as delivered.
  public var processes: [String] = []

  public init() {}

  /// Adds up all parts of the cube. Empty where the project keeps durations exactly.
  public init(reading reader: StoreReader) throws {
    let layout = CubeLayout.durations
    let kinds = Dictionary(
      uniqueKeysWithValues: EventKind.allCases.enumerated().map { ($1.rawValue, UInt8($0)) })
    var index = GroupIndex()
    var sums: [Int64] = []
    var codes: [String: UInt32] = [:]
    for part in try reader.batches(of: layout.series, columns: layout.columns) {
      guard let process = part.textCodes(CubeAxis.process.rawValue),
        let event = part.textCodes(CubeAxis.event.rawValue),
        let month = part.rawIntegers(CubeAxis.monthOfDuration.rawValue),
        let bucket = part.rawIntegers(CubeAxis.bucket.rawValue),
        let events = part.rawIntegers("events")
      else { continue }
      let codeOf = process.dictionary.map { name in
        if let code = codes[name] { return code }
        let code = UInt32(processes.count)
        codes[name] = code
        processes.append(name)
        return code
      }
      let kindOf = event.dictionary.map { kinds[$0]! }
      for row in 0..<part.rowCount {
        let group = Int(
          index.group(
            of: UInt64(codeOf[Int(process.codes[row])]) << 40 | UInt64(month[row]) << 24
              | UInt64(kindOf[Int(event.codes[row])]) << 16 | UInt64(bucket[row])))
        if group == sums.count { sums.append(0) }
        sums[group] += events[row]
      }
    }
    for group in RadixOrder.sorted(index.keys).lazy.map({ Int($0) }) where sums[group] != 0 {
      let key = index.keys[group]
      self.process.append(UInt32(key >> 40))
      self.month.append(Int32(key >> 24 & 0xFFFF))
      self.event.append(UInt8(key >> 16 & 0xFF))
      self.bucket.append(Int32(key & 0xFFFF))
      self.events.append(sums[group])
    }
  }
}
