import Columns
import Domain

/// Cells in memory: keys with the sums that belong to them.
final class CubeSheet: @unchecked Sendable {
  // Unchecked: one worker holds it at a time.

  let layout: CubeLayout
  private var index = GroupIndex()
  private var sums: CubeBlocks
  /// `[number of a tally]`: its position in a cell; −1: it is not kept.
  private let positions: [Int]

  init(_ layout: CubeLayout) {
    self.layout = layout
    positions = CubeNumbers.all.map { layout.numbers.firstIndex(of: $0) ?? -1 }
    sums = CubeBlocks(width: layout.numbers.count)
  }

  var cellCount: Int { index.count }

  /// Adds to one of ``CubeNumbers`` of a cell, where the layout keeps it.
  func add(_ number: Int32, to key: UInt64, _ position: Int) {
    let cell = Int(index.group(of: key))
    sums.reserve(cell + 1)
    if positions[position] >= 0 { sums.cell(cell)[positions[position]] += number }
  }

  /// Adds many cells.
  /// - Parameter numbers: `[cell × CubeNumbers.count + number]`
  func add(_ keys: [UInt64], _ numbers: [Int32]) {
    let kept = layout.numbers.map { CubeNumbers.all.firstIndex(of: $0)! }
    add(keys, numbers, width: CubeNumbers.count, kept)
  }

  /// - Parameters:
  ///   - numbers: `[cell × width + column]`
  ///   - columns: `[number of the layout]`: its column.
  private func add(_ keys: [UInt64], _ numbers: [Int32], width: Int, _ columns: [Int]) {
    let cells = index.groups(of: keys)
    sums.reserve(index.count)
    let kept = columns.count
    // Most layouts keep the first numbers.
    let isPrefix = columns.elementsEqual(0..<kept)
    numbers.withUnsafeBufferPointer { numbers in
      columns.withUnsafeBufferPointer { columns in
        sums.forEach(cells) { place, target in
          let source = numbers.baseAddress! + place &* width
          if isPrefix {
            for position in 0..<kept { target[position] &+= source[position] }
          } else {
            for position in 0..<kept { target[position] &+= source[columns[position]] }
          }
        }
      }
    }
  }

  /// Adds cells of which there is one each time.
  func count(_ keys: [UInt64]) {
    let one = [Int32](repeating: 1, count: keys.count)
    add(keys, one, width: 1, [0])
  }

  /// Adds the cells of a stored part.
  func add(_ part: ColumnBatch, _ texts: CubeTexts) {
    let keys = CubeKeys.keys(of: part, layout.axes, texts)
    let width = layout.numbers.count
    var numbers = [Int32](repeating: 0, count: keys.count * width)
    for (column, name) in layout.numbers.enumerated() {
      guard case .integers(let values, _)? = part[name] else {
        preconditionFailure("a part of \(layout.series) lacks \(name)")
      }
      for (row, value) in values.enumerated() { numbers[row * width + column] = Int32(value) }
    }
    add(keys, rows: numbers)
  }

  /// Adds many cells with all numbers of the layout.
  /// - Parameter numbers: `[cell × width + number]`
  func add(_ keys: [UInt64], rows numbers: [Int32]) {
    let width = layout.numbers.count
    add(keys, numbers, width: width, Array(0..<width))
  }

  /// The cells as parts, sorted by key, and nothing left. A part is made when it is asked for.
  func takeParts(_ texts: CubeTexts, rowLimit: Int) -> some Sequence<ColumnBatch> {
    let (known, sums) = (index.keys, sums)
    let order = RadixOrder.sorted(CubeKeys.sortable(known, layout.axes, texts))
    index = GroupIndex()
    self.sums = CubeBlocks(width: layout.numbers.count)
    return stride(from: 0, to: order.count, by: rowLimit).lazy.map { [layout] start in
      let cells = order[start..<min(start + rowLimit, order.count)]
      let numbers = sums.columns(of: cells).map { ColumnVector.integers($0, validity: nil) }
      let keys = cells.map { known[Int($0)] }
      return ColumnBatch(
        names: layout.columns, columns: CubeKeys.columns(keys, layout.axes, texts) + numbers)
    }
  }
}

/// Keys of cells ↔ columns of a part.
enum CubeKeys {
  static func keys(of part: ColumnBatch, _ axes: [CubeAxis], _ texts: CubeTexts) -> [UInt64] {
    var keys = [UInt64](repeating: 0, count: part.rowCount)
    for axis in axes {
      switch part[axis.rawValue] {
      case .texts(let codes, let dictionary, _):
        let known = Dictionary(
          uniqueKeysWithValues: texts.texts(of: axis).enumerated().map { ($1, UInt64($0)) })
        let bits = dictionary.map { text in
          guard let code = known[text] else { preconditionFailure("a cell of unknown events") }
          return code << axis.shift
        }
        for row in keys.indices { keys[row] |= bits[Int(codes[row])] }
      case .integers(let values, _):
        for row in keys.indices { keys[row] |= UInt64(values[row]) << axis.shift }
      default: preconditionFailure("a part of a cube lacks \(axis.rawValue)")
      }
    }
    return keys
  }

  static func columns(
    _ keys: [UInt64], _ axes: [CubeAxis], _ texts: CubeTexts
  ) -> [ColumnVector] {
    axes.map { axis in
      axis.isText
        ? .texts(
          codes: keys.map { UInt32(axis.code(in: $0)) }, dictionary: texts.texts(of: axis),
          validity: nil)
        : .integers(keys.map { Int64(axis.code(in: $0)) }, validity: nil)
    }
  }

  /// The keys with ranks of texts in the place of codes: what lies close together sorts together.
  static func sortable(_ keys: [UInt64], _ axes: [CubeAxis], _ texts: CubeTexts) -> [UInt64] {
    var sortable = [UInt64](repeating: 0, count: keys.count)
    for axis in axes {
      let ranks = axis.isText ? texts.ranks(of: axis) : []
      for row in keys.indices {
        let code = axis.code(in: keys[row])
        sortable[row] |= (axis.isText ? ranks[Int(code)] : code) << axis.shift
      }
    }
    return sortable
  }
}
