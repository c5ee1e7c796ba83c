/// The row that is being read, a bit for each column. Lives in registers.
struct PlainRow {
  /// Position in the batch.
  let index: Int
  /// Columns with a value.
  var present: UInt64 = 0
  /// Names that were met.
  var seen: UInt64 = 0
  /// Text columns whose text is new in the batch: it gets its code when the row is whole.
  var fresh: UInt64 = 0

  @inline(__always)
  init(index: Int) { self.index = index }
}
