/// Sums of cells, in blocks: they grow without being moved, and take no more than they need.
final class CubeBlocks {
  private static let cellsOfBlock = 1 << 12

  private let width: Int
  /// `[cell × width + position]`, each of `cellsOfBlock` cells.
  private var blocks: [UnsafeMutablePointer<Int32>] = []

  /// - Parameter width: how many sums a cell has.
  init(width: Int) { self.width = width }

  deinit { for block in blocks { block.deallocate() } }

  /// Makes room for so many cells; new ones are all zeros.
  func reserve(_ cellCount: Int) {
    while blocks.count * Self.cellsOfBlock < cellCount {
      let block = UnsafeMutablePointer<Int32>.allocate(capacity: Self.cellsOfBlock * width)
      block.initialize(repeating: 0, count: Self.cellsOfBlock * width)
      blocks.append(block)
    }
  }

  /// Calls `body` with the sums of each of the cells, for which there is room.
  @inline(__always)
  func forEach(
    _ cells: some Sequence<UInt32>, _ body: (_ place: Int, UnsafeMutablePointer<Int32>) -> Void
  ) {
    blocks.withUnsafeBufferPointer { blocks in
      for (place, cell) in cells.enumerated() {
        let cell = Int(cell)
        body(place, blocks[cell / Self.cellsOfBlock] + cell % Self.cellsOfBlock &* width)
      }
    }
  }

  /// The sums of a cell for which there is room.
  @inline(__always)
  func cell(_ cell: Int) -> UnsafeMutablePointer<Int32> {
    blocks[cell / Self.cellsOfBlock] + cell % Self.cellsOfBlock &* width
  }

  /// The sums of cells, by position: `[position][place]`.
  func columns(of cells: ArraySlice<UInt32>) -> [[Int64]] {
    var columns = (0..<width).map { _ in [Int64](repeating: 0, count: cells.count) }
    var sums: [UnsafeMutablePointer<Int32>] = []
    // Cells lie anywhere: a few hundred are read for all columns as long as they are near.
    for start in stride(from: 0, to: cells.count, by: 256) {
      let first = cells.startIndex + start
      sums.removeAll(keepingCapacity: true)
      forEach(cells[first..<min(first + 256, cells.endIndex)]) { sums.append($1) }
      for position in 0..<width {
        columns[position].withUnsafeMutableBufferPointer { column in
          for (place, sums) in sums.enumerated() { column[start + place] = Int64(sums[position]) }
        }
      }
    }
    return columns
  }
}
