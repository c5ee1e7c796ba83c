import Columns
import Domain
import Store

/// How far visits came: the cube's counts by month, process, Kreis and the furthest step that was
/// completed. A visit to several processes or Behörden counts once for each.
public struct FunnelCells: Sendable {
  /// Month of the visit's first event of the funnel, `year × 12 + month − 1`.
  public var month: [Int32] = []
  /// Position in ``processes``.
  public var process: [UInt32] = []
  /// Position in ``kreise``.
  public var kreis: [UInt32] = []
  /// The furthest step that was completed; 0: none.
  public var step: [Int32] = []
  public var visits: [Int64] = []
  /// Those among them that ended with an application.
  public var visitsSubmitted: [Int64] = []
  /// Keys as delivered.
  public var processes: [String] = []
  /// The first five digits of authorities.
  public var kreise: [String] = []

  public init() {}

  public var cellCount: Int { month.count }

  /// Adds up all parts of the cube, sorted by process, Kreis, month and step.
  public init(reading reader: StoreReader) throws {
    let layout = CubeLayout.funnel
    var (processes, kreise) = (TextDictionary(), TextDictionary())
    var index = GroupIndex()
    var sums: [(visits: Int64, submitted: Int64)] = []
    for part in try reader.batches(of: layout.series, columns: layout.columns) {
      guard let process = part.textCodes(CubeAxis.process.rawValue),
        let kreis = part.textCodes(CubeAxis.kreis.rawValue),
        let month = part.rawIntegers(CubeAxis.monthOfFunnel.rawValue),
        let step = part.rawIntegers(CubeAxis.step.rawValue),
        let visits = part.rawIntegers(layout.numbers[0]),
        let submitted = part.rawIntegers(layout.numbers[1])
      else { preconditionFailure("a part of \(layout.series) lacks a column") }
      let processOf = process.dictionary.map { UInt64(processes.code(of: $0)) }
      let kreisOf = kreis.dictionary.map { UInt64(kreise.code(of: $0)) }
      for row in 0..<part.rowCount {
        let key =
          processOf[Int(process.codes[row])] << CubeAxis.process.shift
          | kreisOf[Int(kreis.codes[row])] << CubeAxis.kreis.shift
          | UInt64(month[row]) << CubeAxis.monthOfFunnel.shift
          | UInt64(step[row]) << CubeAxis.step.shift
        let group = Int(index.group(of: key))
        if group == sums.count { sums.append((0, 0)) }
        sums[group].visits += visits[row]
        sums[group].submitted += submitted[row]
      }
    }
    self.processes = processes.texts
    self.kreise = kreise.texts
    // A cell whose visits all went on in a later load is empty.
    for group in RadixOrder.sorted(index.keys).lazy.map({ Int($0) })
    where sums[group].visits != 0 {
      let (key, sum) = (index.keys[group], sums[group])
      process.append(UInt32(CubeAxis.process.code(in: key)))
      kreis.append(UInt32(CubeAxis.kreis.code(in: key)))
      month.append(Int32(CubeAxis.monthOfFunnel.code(in: key)))
      step.append(Int32(CubeAxis.step.code(in: key)))
      visits.append(sum.visits)
      visitsSubmitted.append(sum.submitted)
    }
  }
}
