import CSQLiteExtension

/// SQLite's interface of virtual tables (sqlite.org/vtab.html), turned into calls of ``Table``,
/// ``Plan`` and ``Scan``. `CREATE VIRTUAL TABLE events USING lagebild_columnar(events)`; a second
/// argument names the file of another database than the connection's own.
enum VirtualTable {
  static let moduleName = "lagebild_columnar"

  /// Read-only: what would write, rename or take part in transactions is left out.
  nonisolated(unsafe) static let module: UnsafePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.iVersion = 1
    module.xCreate = connect
    module.xConnect = connect
    module.xBestIndex = bestIndex
    module.xDisconnect = disconnect
    module.xDestroy = disconnect
    module.xOpen = open
    module.xClose = close
    module.xFilter = filter
    module.xNext = next
    module.xEof = { cursor in
      let cursor = UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: lagebild_cursor.self)
      return cursor.pointee.position >= cursor.pointee.count ? 1 : 0
    }
    module.xColumn = column
    module.xRowid = rowid
    let place = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    place.initialize(to: module)
    return UnsafePointer(place)
  }()

  typealias Connect =
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32

  private static let connect: Connect = { db, _, count, arguments, result, message in
    // Module, schema and name of the table come before its own arguments.
    let own = (3..<max(3, Int(count))).map { unquoted(String(cString: arguments![$0]!)) }
    do throws(QueryError) {
      guard (1...2).contains(own.count) else {
        throw QueryError(
          code: SQLITE_ERROR, message: "\(moduleName) takes a feed and, if need be, a file")
      }
      let table = try Table(feed: own[0], path: own.count == 2 ? own[1] : nil, db: db!)
      let code = lagebild_declare(db, table.shape.declaration)
      guard code == SQLITE_OK else { return code }
      let memory = UnsafeMutablePointer<lagebild_table>.allocate(capacity: 1)
      memory.initialize(to: lagebild_table())
      memory.pointee.object = Unmanaged.passRetained(table).toOpaque()
      result!.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    } catch {
      message!.pointee = copied(error.message)
      return error.code
    }
  }

  private static let disconnect: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = {
    table in
    let memory = UnsafeMutableRawPointer(table!).assumingMemoryBound(to: lagebild_table.self)
    Unmanaged<Table>.fromOpaque(memory.pointee.object).release()
    memory.deallocate()
    return SQLITE_OK
  }

  private static let bestIndex:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?, UnsafeMutablePointer<sqlite3_index_info>?
    ) -> Int32 = { table, info in
      let table = object(table!)
      _ = Plan(info!, shape: table.shape, rowCount: table.rowCount())
      return SQLITE_OK
    }

  // MARK: - Cursors

  private static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
    ) -> Int32 = { table, result in
      attempt(table!) { () throws(QueryError) in
        let scan = try Scan(object(table!))
        let memory = UnsafeMutablePointer<lagebild_cursor>.allocate(capacity: 1)
        memory.initialize(to: lagebild_cursor())
        memory.pointee.object = Unmanaged.passRetained(scan).toOpaque()
        result!.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(
          to: sqlite3_vtab_cursor.self)
      }
    }

  private static let close: @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 =
    { cursor in
      let memory = UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: lagebild_cursor.self)
      Unmanaged<Scan>.fromOpaque(memory.pointee.object).release()
      memory.deallocate()
      return SQLITE_OK
    }

  private static let filter:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, Int32, UnsafePointer<CChar>?, Int32,
      UnsafeMutablePointer<OpaquePointer?>?
    ) -> Int32 = { cursor, _, plan, count, values in
      let memory = UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: lagebild_cursor.self)
      return attempt(cursor!.pointee.pVtab) { () throws(QueryError) in
        let text = plan.map { String(cString: $0) } ?? ""
        if scan(memory).plan.text != text { scan(memory).plan = (text, Plan(text).terms) }
        let terms = scan(memory).plan.terms
        guard terms.count == Int(count) else {
          throw QueryError(code: SQLITE_INTERNAL, message: "a plan of another query")
        }
        let shape = scan(memory).table.shape
        let conditions = terms.indices.compactMap { index in
          Condition(
            terms[index].comparison, operands(values![index], terms[index]),
            column: shape.decidingColumn(terms[index].column),
            presentation: shape.columns[terms[index].column].presentation)
        }
        try scan(memory).start(conditions, memory)
      }
    }

  private static let next: @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 = {
    cursor in
    let memory = UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: lagebild_cursor.self)
    let position = memory.pointee.position + 1
    memory.pointee.position = position
    if position < memory.pointee.count {
      memory.pointee.row = memory.pointee.selection.map { Int64($0[Int(position)]) } ?? position
      return SQLITE_OK
    }
    return attempt(cursor!.pointee.pVtab) { () throws(QueryError) in
      try scan(memory).advance(memory)
    }
  }

  private static let rowid:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, UnsafeMutablePointer<sqlite3_int64>?
    ) -> Int32 = { cursor, result in
      let memory = UnsafeMutableRawPointer(cursor!).assumingMemoryBound(to: lagebild_cursor.self)
      result!.pointee = memory.pointee.segment << 32 | memory.pointee.row
      return SQLITE_OK
    }
}

// MARK: - Between the two worlds

extension VirtualTable {
  static func scan(_ cursor: UnsafeMutablePointer<lagebild_cursor>) -> Scan {
    Unmanaged<Scan>.fromOpaque(cursor.pointee.object).takeUnretainedValue()
  }

  static func object(_ table: UnsafeMutablePointer<sqlite3_vtab>) -> Table {
    let memory = UnsafeMutableRawPointer(table).assumingMemoryBound(to: lagebild_table.self)
    return Unmanaged<Table>.fromOpaque(memory.pointee.object).takeUnretainedValue()
  }

  /// Runs `body`; what it throws becomes the message of the statement.
  static func attempt(
    _ table: UnsafeMutablePointer<sqlite3_vtab>, _ body: () throws(QueryError) -> Void
  ) -> Int32 {
    do {
      try body()
      return SQLITE_OK
    } catch {
      lagebild_free(table.pointee.zErrMsg)
      table.pointee.zErrMsg = copied(error.message)
      return error.code
    }
  }

  /// Values of a term: one, or all of an `IN`.
  private static func operands(_ value: OpaquePointer?, _ term: Plan.Term) -> [Operand] {
    guard let value else { return [] }
    guard term.isList else { return [Operand(value)] }
    var operands: [Operand] = []
    var element: OpaquePointer?
    var code = lagebild_in_first(value, &element)
    while code == SQLITE_OK, let found = element {
      operands.append(Operand(found))
      code = lagebild_in_next(value, &element)
    }
    return operands
  }

  /// Text in memory that SQLite frees.
  static func copied(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let bytes = Array(text.utf8CString)
    guard let copy = lagebild_malloc(Int32(bytes.count)) else { return nil }
    copy.copyMemory(from: bytes, byteCount: bytes.count)
    return copy.assumingMemoryBound(to: CChar.self)
  }

  /// An argument of CREATE VIRTUAL TABLE comes as it was written.
  private static func unquoted(_ text: String) -> String {
    let trimmed = text.drop { $0 == " " }
    guard let quote = trimmed.first, quote == "'" || quote == "\"", trimmed.count >= 2,
      trimmed.last == quote
    else { return String(trimmed) }
    return trimmed.dropFirst().dropLast().split(
      separator: String(repeating: quote, count: 2), omittingEmptySubsequences: false
    ).joined(separator: String(quote))
  }
}
