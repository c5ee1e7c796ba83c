import Columns
import Domain
import Store

/// Cells ↔ the parts in which the store keeps them.
extension UsageCells {
  /// Adds up all parts of the usage cube.
  public init(reading reader: StoreReader) throws {
    try self.init(
      reading: UsageCube().series.flatMap { try reader.segments(of: $0) }, reader)
  }

  /// Adds up some parts.
  init(reading parts: [SegmentInfo], _ reader: StoreReader) throws {
    self.init()
    var sum = UsageCellSum()
    for part in parts {
      if part.series == UsageCube.cellSeries {
        sum.add(cells: try reader.read(part, columns: Self.keyColumns + Self.numberColumns))
      } else {
        sum.add(visits: try reader.read(part, columns: Self.keyColumns + ["session", "flags"]))
      }
    }
    self = sum.finish()
  }

  static let keyColumns = ["month", "process", "authority", "channel"]
  static let numberColumns =
    EventKind.allCases.map(\.rawValue) + [
      "sessions", "sessions_started", "sessions_submitted", "rating_sum", "rating_count",
    ]

  /// Positions of the number columns in memory, in the order of ``numberColumns``.
  static var numberPaths: [WritableKeyPath<UsageCells, [Int64]>] {
    EventKind.allCases.indices.map { \.counts[$0] } + [
      \.sessions, \.sessionsStarted, \.sessionsSubmitted, \.ratingSum, \.ratingCount,
    ]
  }

  /// One row a cell. With `sign` −1 the part takes back what an earlier one added.
  func cellBatch(sign: Int64) -> ColumnBatch {
    ColumnBatch(
      names: Self.keyColumns + Self.numberColumns,
      columns: keyVectors(Array(0..<cellCount))
        + Self.numberPaths.map { path in
          .integers(self[keyPath: path].map { sign * $0 }, validity: nil)
        })
  }

  /// One row a session and cell that it touches, for sessions that touch several.
  func visitBatch() -> ColumnBatch {
    ColumnBatch(
      names: Self.keyColumns + ["session", "flags"],
      columns: keyVectors(spanning.map(\.cell)) + [
        .integers(spanning.map(\.session), validity: nil),
        .integers(spanning.map { Int64($0.flags) }, validity: nil),
      ])
  }

  private func keyVectors(_ positions: [Int]) -> [ColumnVector] {
    [
      .integers(positions.map { Int64(month[$0]) }, validity: nil),
      .texts(codes: positions.map { process[$0] }, dictionary: processes, validity: nil),
      .texts(codes: positions.map { authority[$0] }, dictionary: authorities, validity: nil),
      .texts(
        codes: positions.map { UInt32(channel[$0]) }, dictionary: Channel.allCases.map(\.rawValue),
        validity: nil),
    ]
  }

  /// The same cells by process, authority, month and channel: neighbours that are alike take little
  /// room.
  var sorted: UsageCells {
    let order = (0..<cellCount).sorted { a, b in
      (process[a], authority[a], month[a], channel[a])
        < (process[b], authority[b], month[b], channel[b])
    }
    var place = [Int](repeating: 0, count: cellCount)
    for (position, cell) in order.enumerated() { place[cell] = position }
    var cells = self
    cells.month = order.map { month[$0] }
    cells.process = order.map { process[$0] }
    cells.authority = order.map { authority[$0] }
    cells.channel = order.map { channel[$0] }
    for path in Self.numberPaths { cells[keyPath: path] = order.map { self[keyPath: path][$0] } }
    for index in spanning.indices { cells.spanning[index].cell = place[spanning[index].cell] }
    return cells
  }

  /// The content without order of loads and numbers of sessions: one line a cell, and one line a
  /// set of sessions with the same path.
  var canonicalRows: [String] {
    func key(_ cell: Int) -> String {
      "\(month[cell]) \(processes[Int(process[cell])]) \(authorities[Int(authority[cell])])"
        + " \(Channel.allCases[Int(channel[cell])].rawValue)"
    }
    let numbers = Self.numberPaths.map { self[keyPath: $0] }
    let lines = (0..<cellCount).map { cell in
      key(cell) + numbers.map { " \($0[cell])" }.joined()
    }
    var paths: [Int64: [String]] = [:]
    for visit in spanning {
      paths[visit.session, default: []].append("\(key(visit.cell)) \(visit.flags)")
    }
    return lines.sorted() + paths.values.map { $0.sorted().joined(separator: " | ") }.sorted()
  }
}
