import Columns
import Domain

/// Parts of the usage cube on their way to one sum.
struct UsageCellSum {
  private struct Place: Hashable {
    let session: Int64
    let cell: Int
  }

  private var cells = UsageCells()
  private var processes = TextDictionary()
  private var authorities = TextDictionary()
  private var index = GroupIndex()
  private var flags: [Place: UInt8] = [:]

  mutating func add(cells part: ColumnBatch) {
    let positions = positions(of: part)
    for (name, path) in zip(UsageCells.numberColumns, UsageCells.numberPaths) {
      guard case .integers(let values, _)? = part[name] else {
        preconditionFailure("the usage cube lacks \(name)")
      }
      // Taken out and put back: a write through the key path would copy the column each time.
      var sums = cells[keyPath: path]
      cells[keyPath: path] = []
      extend(&sums)
      for row in values.indices { sums[positions[row]] += values[row] }
      cells[keyPath: path] = sums
    }
  }

  mutating func add(visits part: ColumnBatch) {
    let positions = positions(of: part)
    guard case .integers(let sessions, _)? = part["session"],
      case .integers(let done, _)? = part["flags"]
    else { preconditionFailure("the usage cube lacks its sessions") }
    for row in sessions.indices {
      flags[Place(session: sessions[row], cell: positions[row]), default: 0] |= UInt8(done[row])
    }
  }

  consuming func finish() -> UsageCells {
    for path in UsageCells.numberPaths {
      var numbers = cells[keyPath: path]
      extend(&numbers)
      cells[keyPath: path] = numbers
    }
    cells.processes = processes.texts
    cells.authorities = authorities.texts
    cells.spanning =
      flags
      .map { SpanningVisit(session: $0.key.session, cell: $0.key.cell, flags: $0.value) }
      .sorted { ($0.session, $0.cell) < ($1.session, $1.cell) }
    return cells
  }

  /// A number for each cell.
  private func extend(_ numbers: inout [Int64]) {
    numbers.append(contentsOf: repeatElement(0, count: cells.cellCount - numbers.count))
  }

  /// The position in the sum of each row's cell.
  private mutating func positions(of part: ColumnBatch) -> [Int] {
    guard case .integers(let months, _)? = part["month"],
      case .texts(let process, let processTexts, _)? = part["process"],
      case .texts(let authority, let authorityTexts, _)? = part["authority"],
      case .texts(let channel, let channelTexts, _)? = part["channel"]
    else { preconditionFailure("the usage cube lacks its keys") }
    let processOf = processTexts.map { processes.code(of: $0) }
    let authorityOf = authorityTexts.map { authorities.code(of: $0) }
    let channelOf = channelTexts.map { text in
      UInt8(Channel.allCases.firstIndex { $0.rawValue == text }!)
    }
    return months.indices.map { row in
      let (process, authority) = (processOf[Int(process[row])], authorityOf[Int(authority[row])])
      let channel = channelOf[Int(channel[row])]
      let position = Int(
        index.group(
          of: UInt64(months[row]) << 48 | UInt64(process) << 28 | UInt64(authority) << 8
            | UInt64(channel)))
      if position == cells.cellCount {
        cells.month.append(Int32(months[row]))
        cells.process.append(process)
        cells.authority.append(authority)
        cells.channel.append(channel)
      }
      return position
    }
  }
}
