import Domain

/// A row as the file gives it: for each column of the feed the bytes of its cell, `nil` where the
/// file has none.
struct RawRow {
  /// 1-based; the header of a CSV file is line 1.
  var line: Int
  var cells: [ArraySlice<UInt8>?]
  /// What the reader itself found odd; counted where the row is loaded.
  var warnings: [(reason: ReasonCode, column: String, excerpt: String)] = []
}

/// Why a reader could not make a row of a line.
struct RowDamage: Error {
  let line: Int
  let reason: ReasonCode
  let column: String?
  let excerpt: String
}
