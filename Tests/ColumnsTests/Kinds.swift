import Columns

/// Random classes of rows, as the kinds of event are: the codes of the column that decides them.
struct Kinds {
  let codes: [UInt32]
  let classes: RowClasses
  /// Codes that the index lists.
  let listed: [UInt32]
  /// The chunk of the deciding column.
  let bytes: [UInt8]

  /// - Parameter count: of rows, 512 at least; with fewer there are no classes.
  init(_ count: Int, _ dice: inout SplitMix64) {
    let kinds = 2 + dice.below([2, 7, 31][dice.below(3)])
    let (base, unit) = (dice.below(90), 1 + dice.below(4))
    // Of random kinds in turn, so that some are rare and some may have no row; in runs or not.
    let row = (0..<1 + dice.below(40)).map { _ in dice.below(kinds) }
    let stay = 1 + dice.below(9)
    var kind = 0
    var codes: [UInt32] = (0..<count).map { _ in
      if dice.below(stay) == 0 {
        kind = dice.below(99) == 0 ? dice.below(kinds) : row.randomElement(using: &dice)!
      }
      return UInt32(base + kind * unit)
    }
    // The first and the last kind do occur.
    codes[dice.below(count / 2)] = UInt32(base)
    codes[count / 2 + dice.below(count / 2)] = UInt32(base + (kinds - 1) * unit)
    self.codes = codes
    classes = RowClasses(sharedCodes: codes)!
    // Among them some that no row has.
    listed = (0..<dice.below(4)).map { _ in UInt32(base + dice.below(kinds + 2) * unit) }
    let chosen = Array(Set(listed)).sorted()
    bytes = ChunkCodec.encode(sharedCodes: codes, deciding: classes, indexing: chosen)
  }

  var chunk: ChunkReader { get throws { try ChunkReader(bytes) } }
}
