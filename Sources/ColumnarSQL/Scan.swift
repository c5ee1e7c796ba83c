import CSQLiteExtension

/// One walk over a table: segments whose zone maps let them pass, of these the rows that satisfy
/// the conditions, of these the columns that SQLite asks for, decoded when it first does.
final class Scan {
  /// A table with at most so many rows stays decoded as long as the cursor lives: in a join it is
  /// walked once for every row of the other table.
  static let keptRows = 262_144

  let table: Table
  private var conditions: [Condition] = []
  private var segments: [Segment] = []
  private var zones: [String: [Int64: ZoneMap]] = [:]
  private var next = 0
  private var isPlanned = false
  private var isKept = false
  /// Segment → columns, by position.
  private var decoded: [Int64: [Int: DecodedColumn]] = [:]
  private var current: Segment?
  private let slots: UnsafeMutablePointer<lagebild_slot>
  private var selection: UnsafeMutablePointer<UInt32>?

  init(_ table: Table) {
    self.table = table
    slots = .allocate(capacity: table.shape.columns.count)
    slots.initialize(repeating: lagebild_slot(), count: table.shape.columns.count)
  }

  deinit {
    slots.deallocate()
    selection?.deallocate()
  }

  /// Starts anew under other conditions and stands before the first row.
  func start(
    _ conditions: [Condition], _ cursor: UnsafeMutablePointer<lagebild_cursor>
  ) throws(QueryError) {
    self.conditions = conditions
    // A cursor lives no longer than a statement, and a statement sees one state of the database.
    if !isPlanned {
      segments = try table.source.segments()
      isKept = segments.reduce(0) { $0 + $1.rowCount } <= Self.keptRows
      isPlanned = true
    }
    for condition in conditions {
      let stored = table.shape.columns[condition.column].stored
      if zones[stored] == nil { zones[stored] = try table.source.zones(of: stored) }
    }
    next = 0
    cursor.pointee.slots = slots
    cursor.pointee.slot_count = Int32(table.shape.columns.count)
    try advance(cursor)
  }

  /// Puts the cursor on the first row of the next segment that has one; behind the last segment
  /// `position == count`.
  func advance(_ cursor: UnsafeMutablePointer<lagebild_cursor>) throws(QueryError) {
    cursor.pointee.position = 0
    cursor.pointee.count = 0
    while next < segments.count {
      let segment = segments[next]
      next += 1
      guard segment.rowCount > 0, mayMatch(segment) else { continue }
      open(segment)
      guard let count = try select() else { continue }
      cursor.pointee.selection = UnsafePointer(selection)
      cursor.pointee.count = Int64(count)
      cursor.pointee.segment = segment.id
      cursor.pointee.row = selection.map { Int64($0[0]) } ?? 0
      return
    }
  }

  /// Decodes a column of the segment under the cursor and lays it out in its slot.
  @discardableResult
  func load(_ column: Int) throws(QueryError) -> DecodedColumn {
    guard let segment = current else { preconditionFailure("a column was read before a row") }
    if let known = decoded[segment.id]?[column] { return known }
    let shown = table.shape.columns[column]
    let fresh = try DecodedColumn(
      try table.source.vector(shown.stored, of: segment), as: shown.presentation,
      pool: table.pool,
      place: { table.source.place(shown.stored, of: segment) })
    decoded[segment.id, default: [:]][column] = fresh
    slots[column] = fresh.slot
    return fresh
  }

  private func open(_ segment: Segment) {
    if !isKept { decoded.removeAll(keepingCapacity: true) }
    current = segment
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

  /// Finds the rows of the current segment that satisfy all conditions.
  /// - Returns: how many; `nil` for none. `selection` stays `nil` where all rows pass.
  private func select() throws(QueryError) -> Int? {
    selection?.deallocate()
    selection = nil
    let rowCount = current!.rowCount
    guard !conditions.isEmpty else { return rowCount }
    let passes = UnsafeMutablePointer<Bool>.allocate(capacity: rowCount)
    defer { passes.deallocate() }
    passes.initialize(repeating: true, count: rowCount)
    for condition in conditions { condition.narrow(passes, try load(condition.column)) }
    let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: rowCount)
    var count = 0
    for row in 0..<rowCount {
      rows[count] = UInt32(truncatingIfNeeded: row)
      count += passes[row] ? 1 : 0
    }
    guard count > 0, count < rowCount else {
      rows.deallocate()
      return count == 0 ? nil : count
    }
    selection = rows
    return count
  }
}
