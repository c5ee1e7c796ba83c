import Columns
import Domain

/// The rows of all activation snapshots as columns of numbers, before they become intervals.
struct ActivationRows {
  private(set) var days: [Int32] = []
  private(set) var authorities: [Int32] = []
  private(set) var processes: [Int32] = []
  /// Bits of ``ActivationRecord``.
  private(set) var records: [UInt32] = []
  /// Day on which the texts were updated, or ``noDay``.
  private(set) var texts: [Int32] = []

  static let noDay = Int32.min

  /// Columns of the feed `activations` that are read.
  static let columns =
    [
      "snapshot_on", "authority_ars", "process_id", "state", "environment", "maturity_model",
      "maturity_level",
    ] + ActivationRecord.Flag.allCases.map(\.column) + ["text_updated_on"]

  /// Appends the rows of a batch; rows without day, Behörde, process or state are passed over (the
  /// checks of the feed do not let them through).
  mutating func append(
    _ batch: ColumnBatch, authorityCode: (String) -> Int, processCode: (String) -> Int
  ) {
    guard let day = batch.rawIntegers("snapshot_on"),
      let authority = batch.textCodes("authority_ars"), let process = batch.textCodes("process_id"),
      let state = batch.textCodes("state")
    else { return }
    let authorityOf = authority.dictionary.map { Int32(authorityCode($0)) }
    let processOf = process.dictionary.map { Int32(processCode($0)) }
    let stateOf = state.dictionary.map { ActivationRecord.stateBits($0) ?? 0 }
    var records = state.codes.map { stateOf[Int($0)] }
    Self.mark(&records, batch, "environment", "prod", ActivationRecord.prodBit)
    Self.mark(&records, batch, "maturity_model", "2.0", ActivationRecord.secondModelBit)
    if let levels = batch.rawIntegers("maturity_level") {
      for row in records.indices { records[row] |= ActivationRecord.levelBits(levels[row]) }
    }
    for flag in ActivationRecord.Flag.allCases {
      guard case .integers(let values, let validity)? = batch[flag.column] else { continue }
      for row in records.indices where validity == nil || validity![row] {
        records[row] |= ActivationRecord.flagBits(flag, values[row])
      }
    }
    days.append(contentsOf: day.lazy.map { Int32(truncatingIfNeeded: $0) })
    authorities.append(contentsOf: authority.codes.lazy.map { authorityOf[Int($0)] })
    processes.append(contentsOf: process.codes.lazy.map { processOf[Int($0)] })
    self.records.append(contentsOf: records)
    let updated = batch.integers("text_updated_on")
    texts.append(contentsOf: updated.lazy.map { $0.map { Int32(clamping: $0) } ?? Self.noDay })
  }

  private static func mark(
    _ records: inout [UInt32], _ batch: ColumnBatch, _ column: String, _ word: String, _ bit: UInt32
  ) {
    guard let (codes, dictionary) = batch.textCodes(column),
      let code = dictionary.firstIndex(of: word).map({ UInt32($0) })
    else { return }
    for row in records.indices where codes[row] == code { records[row] |= bit }
  }

  /// Row numbers sorted by (authority, process, day), rows of the same day in the order in which
  /// they came: three stable counting sorts, the least
  /// significant first.
  func sortedByPairAndDay(authorityCount: Int, processCount: Int) -> [Int32] {
    let first = days.min() ?? 0
    let span = Int((days.max() ?? 0) - first) + 1
    var order = (0..<Int32(days.count)).map { $0 }
    order = Self.sorted(order, buckets: span) { Int(days[$0] - first) }
    order = Self.sorted(order, buckets: processCount) { Int(processes[$0]) }
    return Self.sorted(order, buckets: authorityCount) { Int(authorities[$0]) }
  }

  @inline(__always)
  private static func sorted(
    _ order: [Int32], buckets: Int, by bucket: (Int) -> Int
  ) -> [Int32] {
    var starts = [Int](repeating: 0, count: buckets + 1)
    for row in order { starts[bucket(Int(row)) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var sorted = [Int32](repeating: 0, count: order.count)
    for row in order {
      let place = bucket(Int(row))
      sorted[starts[place]] = row
      starts[place] += 1
    }
    return sorted
  }
}
