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

  /// The sums of a cell for which there is room.
  @inline(__always)
  func cell(_ cell: Int) -> UnsafeMutablePointer<Int32> {
    blocks[cell / Self.cellsOfBlock] + cell % Self.cellsOfBlock &* width
  }
}
