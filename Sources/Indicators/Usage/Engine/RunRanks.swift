/// Which run a row lies in, without a walk through the runs: a bit for each row in which another one
/// begins, and how many there are before each word of them (G. Jacobson, "Space-efficient static
/// trees and graphs", 1989).
struct RunRanks {
  /// The row of the first bit.
  private let base: Int
  private var words: [UInt64]
  /// `[word]`: runs that have ended before its first row.
  private var before: [UInt32]

  /// - Parameters:
  ///   - ends: `[run]`: the row behind its last.
  ///   - start: the row in which the first one begins.
  init(_ ends: [UInt32], from start: Int) {
    let base = start
    let count = (Int(ends.last ?? 0) - base) / 64 + 1
    self.base = base
    words = [UInt64](repeating: 0, count: count)
    before = []
    words.withUnsafeMutableBufferPointer { words in
      for end in ends {
        let bit = Int(end) &- base
        words[bit &>> 6] |= 1 &<< UInt64(bit & 63)
      }
    }
    var ended: UInt32 = 0
    before = words.map { word in
      defer { ended &+= UInt32(truncatingIfNeeded: word.nonzeroBitCount) }
      return ended
    }
  }

  /// Calls `body` with a function from a row that a run covers to that run.
  @inline(__always)
  func withRunOf(_ body: ((Int) -> Int) -> Void) {
    words.withUnsafeBufferPointer { words in
      before.withUnsafeBufferPointer { before in
        body { row in
          let bit = row &- base
          // The bits up to and with that of the row: runs that have ended when it comes.
          let ended = words[bit &>> 6] & ((2 as UInt64) &<< UInt64(bit & 63) &- 1)
          return Int(before[bit &>> 6]) &+ ended.nonzeroBitCount
        }
      }
    }
  }
}
