import Columns
import Domain
import Store

/// What sessions did in cells: one row a session and cell, as three arrays.
struct CubeVisits: Sendable {
  private(set) var sessions: [UInt64] = []
  /// Keys of cells.
  private(set) var keys: [UInt64] = []
  /// Flags of ``UsageCells``.
  private(set) var flags: [UInt8] = []

  init() {}

  /// Rows that are written into memory with room for `most` of them, by their sessions, keys and
  /// flags.
  /// - Parameter body: returns how many there are.
  init(
    most: Int,
    _ body: (
      UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt8>
    ) -> Int
  ) {
    guard most > 0 else { return }
    sessions = [UInt64](unsafeUninitializedCapacity: most) { sessions, sessionCount in
      keys = [UInt64](unsafeUninitializedCapacity: most) { keys, keyCount in
        flags = [UInt8](unsafeUninitializedCapacity: most) { flags, flagCount in
          flagCount = body(sessions.baseAddress!, keys.baseAddress!, flags.baseAddress!)
          (sessionCount, keyCount) = (flagCount, flagCount)
        }
      }
    }
  }

  var rowCount: Int { sessions.count }

  mutating func append(_ session: UInt64, _ key: UInt64, _ flags: UInt8) {
    sessions.append(session)
    keys.append(key)
    self.flags.append(flags)
  }

  mutating func append(_ other: CubeVisits) {
    sessions += other.sessions
    keys += other.keys
    flags += other.flags
  }

  /// Sorted by session, then key, rows of the same session and cell as one.
  consuming func sorted(by sortable: [UInt64]) -> CubeVisits {
    let order = RadixOrder.sorted(sessions, from: RadixOrder.sorted(sortable))
    var result = CubeVisits()
    for position in order {
      let row = Int(position)
      if let last = result.sessions.last, last == sessions[row], result.keys.last == keys[row] {
        result.flags[result.flags.count - 1] |= flags[row]
      } else {
        result.append(sessions[row], keys[row], flags[row])
      }
    }
    return result
  }

  /// The rows of all other sessions.
  func without(_ known: SessionSet) -> CubeVisits {
    guard !known.isEmpty else { return self }
    var rest = CubeVisits()
    for row in 0..<rowCount where !known.contains(Int64(sessions[row])) {
      rest.append(sessions[row], keys[row], flags[row])
    }
    return rest
  }

  // MARK: - To the cells of a grain

  /// Tells sessions that lie in one cell of a grain from those that touch several.
  /// - Precondition: rows of a session stand together; keys are those of the finest cells.
  func resolve(
    _ folding: inout CubeFolding, single: (UInt64, UInt8) -> Void,
    spanning: (UInt64, UInt64, UInt8) -> Void
  ) {
    var cells: [(key: UInt64, flags: UInt8)] = []
    var row = 0
    while row < rowCount {
      let session = sessions[row]
      cells.removeAll(keepingCapacity: true)
      while row < rowCount, sessions[row] == session {
        let key = folding.key(of: keys[row])
        if let known = cells.firstIndex(where: { $0.key == key }) {
          cells[known].flags |= flags[row]
        } else {
          cells.append((key, flags[row]))
        }
        row += 1
      }
      if cells.count == 1 {
        single(cells[0].key, cells[0].flags)
      } else {
        for cell in cells { spanning(session, cell.key, cell.flags) }
      }
    }
  }

  // MARK: - To and from a part

  mutating func append(_ part: ColumnBatch, _ layout: CubeLayout, _ texts: CubeTexts) {
    guard case .integers(let sessions, _)? = part["session"],
      case .integers(let flags, _)? = part["flags"]
    else { preconditionFailure("a part of \(layout.series) lacks its sessions") }
    self.sessions += sessions.map { UInt64($0) }
    self.flags += flags.map { UInt8($0) }
    keys += CubeKeys.keys(of: part, layout.axes, texts)
  }

  /// The rows as a part, sorted by session, and nothing left.
  mutating func takeBatch(_ layout: CubeLayout, _ texts: CubeTexts) -> ColumnBatch {
    let rows = sorted(by: CubeKeys.sortable(keys, layout.axes, texts))
    self = CubeVisits()
    return ColumnBatch(
      names: layout.axes.map(\.rawValue) + layout.numbers,
      columns: CubeKeys.columns(rows.keys, layout.axes, texts) + [
        .integers(rows.sessions.map { Int64($0) }, validity: nil),
        .integers(rows.flags.map { Int64($0) }, validity: nil),
      ])
  }
}
