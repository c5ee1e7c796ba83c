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
    var sums: [Key: Int64] = [:]
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
        let key = Key(
          process: codeOf[Int(process.codes[row])], month: Int32(month[row]),
          bucket: Int32(bucket[row]), event: kindOf[Int(event.codes[row])])
        sums[key, default: 0] += events[row]
      }
    }
    for (key, count) in sums.sorted(by: { $0.key < $1.key }) where count != 0 {
      month.append(key.month)
      process.append(key.process)
      event.append(key.event)
      bucket.append(key.bucket)
      events.append(count)
    }
  }

  private struct Key: Hashable, Comparable {
    let process: UInt32
    let month: Int32
    let bucket: Int32
    let event: UInt8

    static func < (a: Key, b: Key) -> Bool {
      (a.process, a.month, a.event, a.bucket) < (b.process, b.month, b.event, b.bucket)
    }
  }
}
