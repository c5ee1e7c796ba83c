import CSQLiteExtension

extension VirtualTable {
  /// The value of a column in the row under the cursor. Called for every value of every row, so
  /// it touches the cursor's plain memory only; the first call in a segment decodes the column.
  static let column:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, OpaquePointer?, Int32
    ) -> Int32 = { cursor, context, column in
      let memory = UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: lagebild_cursor.self)
      guard column >= 0, column < memory.pointee.slot_count else {
        lagebild_result_null(context)
        return SQLITE_OK
      }
      let slot = memory.pointee.slots + Int(column)
      if slot.pointee.layout == 0 {
        let code = read(Int(column), memory)
        guard code == SQLITE_OK else { return code }
      }
      let row = Int(memory.pointee.row)
      if let validity = slot.pointee.validity, validity[row >> 6] >> UInt64(row & 63) & 1 == 0 {
        lagebild_result_null(context)
        return SQLITE_OK
      }
      let values = slot.pointee.values!
      switch slot.pointee.layout {
      case 1: lagebild_result_int64(context, values.assumingMemoryBound(to: Int64.self)[row])
      case 2: lagebild_result_double(context, values.assumingMemoryBound(to: Double.self)[row])
      case 3:
        let code = Int(values.assumingMemoryBound(to: UInt32.self)[row])
        lagebild_result_lasting_text(context, slot.pointee.texts[code])
      default:
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: LocalTime.byteCount) { text in
          LocalTime.write(
            values.assumingMemoryBound(to: Int64.self)[row], to: text.baseAddress!)
          lagebild_result_copied_text(context, text.baseAddress, Int32(LocalTime.byteCount))
        }
      }
      return SQLITE_OK
    }

  private static func read(
    _ column: Int, _ cursor: UnsafeMutablePointer<lagebild_cursor>
  ) -> Int32 {
    attempt(cursor.pointee.base.pVtab) { () throws(QueryError) in
      try scan(cursor).load(column)
    }
  }
}
