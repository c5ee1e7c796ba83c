/// Rows of a segment that pass, ascending. The memory is used again and again.
final class RowSelection {
  private var memory: UnsafeMutablePointer<UInt32>?
  private var capacity = 0
  /// Numbers of the rows; `nil`: all of the segment.
  private(set) var rows: UnsafePointer<UInt32>?

  deinit { memory?.deallocate() }

  func takeAll(_ rowCount: Int) -> Int {
    rows = nil
    return rowCount
  }

  /// - Returns: how many pass.
  func take(_ passes: UnsafePointer<Bool>, _ rowCount: Int) -> Int {
    let target = room(for: rowCount)
    var count = 0
    for row in 0..<rowCount {
      target[count] = UInt32(truncatingIfNeeded: row)
      count += passes[row] ? 1 : 0
    }
    rows = count == rowCount ? nil : UnsafePointer(target)
    return count
  }

  func take(_ candidates: [UInt32], where passes: (Int) -> Bool) -> Int {
    let target = room(for: candidates.count)
    var count = 0
    for row in candidates where passes(Int(row)) {
      target[count] = row
      count += 1
    }
    rows = UnsafePointer(target)
    return count
  }

  private func room(for count: Int) -> UnsafeMutablePointer<UInt32> {
    if let memory, capacity >= count { return memory }
    memory?.deallocate()
    capacity = max(count, 64)
    let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    memory = fresh
    return fresh
  }
}
