/// The loads of a merged segment in the order in which their events begin. Most rows are from the
/// one that began last before them; so what is stored of a row is how many places its load stands
/// before that one, which is nearly always 0 and takes no room.
struct LoadsInTime {
  /// By their first events, then by number.
  private let loads: [(id: Int64, earliest: Int64)]
  private let placeOf: [Int64: Int]

  /// - Parameter loads: with the time of the first event of the whole load, as the ledger has it.
  init(_ loads: [(id: Int64, earliest: Int64)]) {
    self.loads = loads.sorted { ($0.earliest, $0.id) < ($1.earliest, $1.id) }
    placeOf = Dictionary(
      uniqueKeysWithValues: self.loads.enumerated().map { ($0.element.id, $0.offset) })
  }

  /// Places before the load that began last at `instant`; `nil` where the ledger says that the
  /// load of the row had not begun.
  func lag(of load: Int64, at instant: Int64) -> Int64? {
    let lag = last(at: instant) - placeOf[load]!
    return lag >= 0 ? Int64(lag) : nil
  }

  /// The load of a row; `nil` for a lag that no writer wrote.
  func load(lag: Int64, at instant: Int64) -> Int64? {
    let last = last(at: instant)
    guard lag >= 0, lag <= last else { return nil }
    return loads[last - Int(lag)].id
  }

  /// Place of the last load that has begun; −1: none has.
  private func last(at instant: Int64) -> Int {
    var low = 0
    var high = loads.count
    while low < high {
      let middle = (low + high) / 2
      if loads[middle].earliest <= instant { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
