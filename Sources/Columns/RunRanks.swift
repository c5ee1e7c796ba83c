import Synchronization

/// Which run a row lies in, without a walk through the runs: a bit for each row in which another one
/// begins, and how many there are before each word of them (G. Jacobson, "Space-efficient static
/// trees and graphs", 1989). Found when first asked for.
package final class RunRanks: Sendable {
  /// The row of the first bit.
  package let base: Int
  private let ends: [UInt32]
  private let found = Mutex<Table?>(nil)

  package struct Table: Sendable {
    /// Bit `row - base`: whether a run ends before the row.
    package let words: [UInt64]
    /// `[word]`: runs that have ended before its first row.
    package let before: [UInt32]
  }

  /// - Parameters:
  ///   - ends: `[run]`: the row behind its last.
  ///   - start: the row in which the first one begins.
  init(_ ends: [UInt32], from start: Int) { (self.ends, base) = (ends, start) }

  package var table: Table {
    found.withLock { found in
      let table = found ?? Self.table(ends, base)
      found = table
      return table
    }
  }

  static func byteCount(rows: Int) -> Int { (rows / 64 + 1) * 12 }

  private static func table(_ ends: [UInt32], _ base: Int) -> Table {
    let count = (Int(ends.last ?? 0) - base) / 64 + 1
    var words = [UInt64](repeating: 0, count: count)
    words.withUnsafeMutableBufferPointer { words in
      for end in ends {
        let bit = Int(end) &- base
        words[bit &>> 6] |= 1 &<< UInt64(bit & 63)
      }
    }
    var ended: UInt32 = 0
    let before = words.map { word in
      defer { ended &+= UInt32(truncatingIfNeeded: word.nonzeroBitCount) }
      return ended
    }
    return Table(words: words, before: before)
  }
}
