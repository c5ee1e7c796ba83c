import CSQLiteExtension

/// One walk over a table: segments whose zone maps let them pass, of these the rows that satisfy
/// the conditions, of these the columns that SQLite asks for, decoded when it first does.
final class Scan {
  /// A table with at most so many rows stays decoded as long as the cursor lives: in a join it is
  /// walked once for every row of the other table.
  static let keptRows = 262_144

  let table: Table
  /// The plan's text and what it says: the same again and again in a join.
  var plan: (text: String, terms: [Plan.Term]) = ("", [])
  private var conditions: [Condition] = []
  private var segments: [Segment]?
  private var current: CurrentRows?
  private var zones: [String: [Int64: ZoneMap]] = [:]
  private var next = 0
  private var isKept = false
  private var starts = 0
  /// Segment → columns, by position.
  private var decoded: [Int64: [Int: DecodedColumn]] = [:]
  private var indexes: [Int64: [Int: RowIndex]] = [:]
  private var segment: Segment?
  private let slots: UnsafeMutablePointer<lagebild_slot>
  private let selection = RowSelection()
  private let memory = ColumnMemory()

  init(_ table: Table) throws(QueryError) {
    try table.beginScan()
    self.table = table
    slots = .allocate(capacity: table.shape.columns.count)
    slots.initialize(repeating: lagebild_slot(), count: table.shape.columns.count)
  }

  deinit {
    slots.deallocate()
    table.endScan()
  }

  /// Starts anew under other conditions and stands before the first row.
  func start(
    _ conditions: [Condition], _ cursor: UnsafeMutablePointer<lagebild_cursor>
  ) throws(QueryError) {
    self.conditions = conditions
    // A cursor lives no longer than a statement, and a statement sees one state of the database.
    if segments == nil {
      table.source.refresh()
      let found = try table.source.segments()
      isKept = found.reduce(0) { $0 + $1.rowCount } <= Self.keptRows
      current = try CurrentRows(found, source: table.source)
      segments = found
    }
    for condition in conditions {
      let stored = table.shape.columns[condition.column].stored
      if zones[stored] == nil { zones[stored] = try table.source.zones(of: stored) }
    }
    next = 0
    starts += 1
    cursor.pointee.slots = slots
    cursor.pointee.slot_count = Int32(table.shape.columns.count)
    try advance(cursor)
  }

  /// Puts the cursor on the first row of the next segment that has one; behind the last segment
  /// `position == count`.
  func advance(_ cursor: UnsafeMutablePointer<lagebild_cursor>) throws(QueryError) {
    cursor.pointee.position = 0
    cursor.pointee.count = 0
    guard let segments else { return }
    while next < segments.count {
      let segment = segments[next]
      next += 1
      guard segment.rowCount > 0, mayMatch(segment) else { continue }
      open(segment)
      let count = try select(segment)
      guard count > 0 else { continue }
      cursor.pointee.selection = selection.rows
      cursor.pointee.count = Int64(count)
      cursor.pointee.segment = segment.id
      cursor.pointee.row = selection.rows.map { Int64($0[0]) } ?? 0
      return
    }
  }

  /// Decodes a column of the segment under the cursor and lays it out in its slot.
  @discardableResult
  func load(_ column: Int) throws(QueryError) -> DecodedColumn {
    guard let segment else { preconditionFailure("a column was read before a row") }
    if let known = decoded[segment.id]?[column] { return known }
    let shown = table.shape.columns[column]
    let fresh = try DecodedColumn(
      try table.source.open(shown.stored, of: segment), as: shown.presentation,
      pool: table.pool, memory: memory)
    decoded[segment.id, default: [:]][column] = fresh
    slots[column] = fresh.slot
    return fresh
  }

  private func open(_ segment: Segment) {
    if segment == self.segment { return }
    self.segment = segment
    if !isKept { decoded.removeAll(keepingCapacity: true) }
    for column in table.shape.columns.indices {
      slots[column] = decoded[segment.id]?[column]?.slot ?? lagebild_slot()
    }
  }

  private func mayMatch(_ segment: Segment) -> Bool {
    conditions.allSatisfy { condition in
      let column = table.shape.columns[condition.column]
      // A column without zone map is missing: reading it will say so.
      guard let zone = zones[column.stored]?[segment.id] else { return true }
      return condition.mayMatch(
        zone, rowCount: segment.rowCount, presentation: column.presentation)
    }
  }

  /// Finds the rows of the current segment that count and satisfy all conditions.
  private func select(_ segment: Segment) throws(QueryError) -> Int {
    let counts = current?.counts[segment.id]
    if let (index, first) = try indexed(segment) {
      let candidates = index.rows(conditions[first])
      var rest: [(Condition, DecodedColumn)] = []
      for (position, condition) in conditions.enumerated() where position != first {
        rest.append((condition, try load(condition.column)))
      }
      return selection.take(candidates) { row in
        counts?[row] ?? true && rest.allSatisfy { $0.holds(row, $1) }
      }
    }
    if conditions.isEmpty && counts == nil { return selection.takeAll(segment.rowCount) }
    let passes = UnsafeMutablePointer<Bool>.allocate(capacity: segment.rowCount)
    defer { passes.deallocate() }
    if let counts {
      passes.initialize(from: counts, count: segment.rowCount)
    } else {
      passes.initialize(repeating: true, count: segment.rowCount)
    }
    for condition in conditions { condition.narrow(passes, try load(condition.column)) }
    return selection.take(passes, segment.rowCount)
  }

  /// An index for the first condition on a single value, where the walk has been repeated often
  /// enough to be worth one.
  private func indexed(_ segment: Segment) throws(QueryError) -> (RowIndex, Int)? {
    guard isKept, starts > 2,
      let first = conditions.firstIndex(where: { $0.singleValue != nil })
    else { return nil }
    let column = conditions[first].column
    if let known = indexes[segment.id]?[column] { return (known, first) }
    guard let fresh = RowIndex(try load(column)) else { return nil }
    indexes[segment.id, default: [:]][column] = fresh
    return (fresh, first)
  }
}
