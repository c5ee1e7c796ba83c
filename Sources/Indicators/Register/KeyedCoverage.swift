import Columns
import Domain

/// The coverage state under the keys that were delivered: free of registers, so that it can be
/// kept while they are still on their way.
public struct KeyedCoverage: Sendable {
  /// Keys as delivered, sorted; intervals name positions in these lists.
  package let authorities: [String]
  package let processes: [String]
  package let state: CoverageState

  static let empty = KeyedCoverage(
    authorities: [], processes: [],
    state: CoverageState(intervals: [], lastMention: [], snapshots: nil))

  init(authorities: [String], processes: [String], state: CoverageState) {
    self.authorities = authorities
    self.processes = processes
    self.state = state
  }

  /// - Parameter canonical: the one key of a Behörde that is delivered under several.
  init(snapshots batches: [ColumnBatch], canonical: (String) -> String = { $0 }) {
    func keys(_ column: String) -> Set<String> {
      Set(batches.lazy.compactMap { $0.textCodes(column)?.dictionary }.joined())
    }
    let delivered = keys("authority_ars")
    let canonicalOf = Dictionary(uniqueKeysWithValues: delivered.map { ($0, canonical($0)) })
    authorities = Set(canonicalOf.values).sorted()
    processes = keys("process_id").sorted()
    let authorityCode = Registers.codes(authorities)
    let processCode = Registers.codes(processes)
    state = CoverageState(
      batches, authorityCount: authorities.count, processCount: processes.count,
      authorityCode: { authorityCode[canonicalOf[$0]!]! }, processCode: { processCode[$0]! })
  }

  /// The same under the numbers of the registers.
  /// - Precondition: no two keys have the same number.
  func numbered(_ registers: Registers) -> CoverageState {
    let authorityOf = authorities.map { Int32(registers.authority($0)) }
    let processOf = processes.map { Int32(registers.processCode[$0]!) }
    var lastMention = [Day?](repeating: nil, count: registers.authorities.count)
    for (position, day) in state.lastMention.enumerated() {
      lastMention[Int(authorityOf[position])] = day
    }
    let intervals = state.intervals.map { interval in
      CoverageState.Interval(
        authority: authorityOf[Int(interval.authority)],
        process: processOf[Int(interval.process)], from: interval.from, to: interval.to,
        record: interval.record)
    }
    let texts = state.texts.map { text in
      CoverageState.TextState(
        authority: authorityOf[Int(text.authority)], process: processOf[Int(text.process)],
        from: text.from, updatedOn: text.updatedOn)
    }
    return CoverageState(
      intervals: intervals.sorted { a, b in
        (a.authority, a.process, a.from) < (b.authority, b.process, b.from)
      }, lastMention: lastMention, snapshots: state.snapshots,
      texts: texts.sorted { a, b in
        (a.authority, a.process, a.from) < (b.authority, b.process, b.from)
      })
  }
}
