/// Memory for the columns of one segment after the other: taken and given back, so that a scan
/// does not ask the system for fresh pages in every segment.
final class ColumnMemory {
  struct Block {
    let start: UnsafeMutableRawPointer
    let byteCount: Int
  }

  private var free: [Block] = []

  deinit { for block in free { block.start.deallocate() } }

  /// At least so many bytes, aligned for 64-bit words, with anything in them.
  func take(_ byteCount: Int) -> Block {
    if let index = free.lastIndex(where: { $0.byteCount >= byteCount }) {
      return free.remove(at: index)
    }
    let capacity = max(byteCount, 64)
    return Block(start: .allocate(byteCount: capacity, alignment: 8), byteCount: capacity)
  }

  func giveBack(_ blocks: [Block]) { free.append(contentsOf: blocks) }
}
