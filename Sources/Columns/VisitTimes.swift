/// Since when a duration is counted. The raw value is part of the file format.
enum Origin: UInt8, CaseIterable {
  /// What it is, is not expected: the number itself is stored.
  case unknown = 0
  /// Since the row before, of the same visit.
  case rowBefore = 1
  /// Since the first row of the visit.
  case firstRow = 2
}

/// The times of the rows of visits. A visit is a run of equal sessions: rows of the same session
/// that stand elsewhere in the segment, or in another one, are a visit of their own.
public final class VisitTimes: Sendable {
  /// `[row]`: milliseconds.
  private let instants: [Int64]
  /// `[row]`: first row of the visit; of a row without session itself.
  private let firstRow: [UInt32]

  /// - Parameters:
  ///   - instants: of each row, in milliseconds.
  ///   - sessions: of each row; `validity` tells which rows have one.
  public init(_ instants: [Int64], sessions: [Int64], validity: Validity?) {
    self.instants = instants
    let known = validity.flatMap { $0.nullCount > 0 ? $0 : nil }
    firstRow = Self.firstRows(sessions) { known?[$0] ?? true }
  }

  /// - Throws: ``ChunkDamage`` where the chunks are no times and sessions of the same rows.
  init(instants: ChunkReader, sessions: ChunkReader) throws(ChunkDamage) {
    guard instants.content == .integer, !instants.hasNulls, sessions.content == .integer,
      instants.rowCount == sessions.rowCount
    else { throw ChunkDamage("the times of visits are none") }
    let line = instants.line
    let (base, unit) = (line.base, Int64(bitPattern: line.unit))
    if instants.isNarrow {
      let numbers = try instants.readAll(as: UInt32.self)
      self.instants = numbers.map { base &+ unit &* Int64($0) }
    } else {
      self.instants = try instants.readAll().map { base &+ unit &* Int64(bitPattern: $0) }
    }
    if let runs = try sessions.runs(in: 0..<sessions.rowCount) {
      firstRow = Self.firstRows(runs, sessions.rowCount, hasNulls: sessions.hasNulls)
    } else {
      let numbers = try sessions.readAll()
      let hasNulls = sessions.hasNulls
      firstRow = Self.firstRows(numbers) { !hasNulls || numbers[$0] != 0 }
    }
  }

  private static func firstRows(
    _ runs: NumberRuns, _ rowCount: Int, hasNulls: Bool
  ) -> [UInt32] {
    [UInt32](count: rowCount) { rows in
      var (start, first) = (0, 0)
      for run in runs.ends.indices {
        let end = Int(runs.ends[run])
        if hasNulls, runs.numbers[run] == 0 {
          for row in start..<end { rows[row] = UInt32(truncatingIfNeeded: row) }
        } else {
          // Two runs of one number are one.
          if run == 0 || runs.numbers[run] != runs.numbers[run - 1] { first = start }
          (rows + start).update(repeating: UInt32(truncatingIfNeeded: first), count: end - start)
        }
        start = end
      }
    }
  }

  private static func firstRows<Session: Equatable>(
    _ sessions: [Session], _ hasSession: (Int) -> Bool
  ) -> [UInt32] {
    var first = 0
    return sessions.indices.map { row in
      let goesOn =
        row > 0 && sessions[row] == sessions[row - 1] && hasSession(row) && hasSession(row - 1)
      if !goesOn { first = row }
      return UInt32(truncatingIfNeeded: first)
    }
  }

  var rowCount: Int { instants.count }

  /// Milliseconds since the origin; 0 where the row is the first of its visit.
  @inline(__always)
  func elapsed(_ row: Int, since origin: Origin) -> Int64 {
    let first = Int(firstRow[row])
    guard row != first else { return 0 }
    return instants[row] &- instants[origin == .firstRow ? first : row - 1]
  }
}

/// The chunks that tell the times of the visits of a segment; read when first asked for.
package final class VisitChunks {
  private let instants: ChunkReader
  private let sessions: ChunkReader
  /// What reading gave. The chunks are read once: after damage they stand somewhere in the middle.
  private var known: Result<VisitTimes, ChunkDamage>?

  static let missing = ChunkDamage("the columns that tell the times of visits are not there")

  /// - Parameters:
  ///   - instants: `ts`. Nothing has been read of it, nor will it be by another.
  ///   - sessions: `session`, likewise.
  package init(instants: ChunkReader, sessions: ChunkReader) {
    (self.instants, self.sessions) = (instants, sessions)
  }

  func times(of rowCount: Int) throws(ChunkDamage) -> VisitTimes {
    let result: Result<VisitTimes, ChunkDamage>
    if let known {
      result = known
    } else {
      do throws(ChunkDamage) {
        result = .success(try VisitTimes(instants: instants, sessions: sessions))
      } catch {
        result = .failure(error)
      }
      known = result
    }
    let times = try result.get()
    guard times.rowCount == rowCount else { throw .rowCount }
    return times
  }
}
