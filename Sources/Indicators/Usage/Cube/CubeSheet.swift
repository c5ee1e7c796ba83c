import Columns
import Domain

/// Cells in memory: keys with the sums that belong to them.
final class CubeSheet: @unchecked Sendable {
  // Unchecked: one worker holds it at a time.

  let layout: CubeLayout
  private let width: Int
  private var index = GroupIndex()
  /// `[cell × numbers + number]`
  private var sums: [Int32] = []

  init(_ layout: CubeLayout) {
    self.layout = layout
    width = layout.numbers.count
  }

  var cellCount: Int { index.count }

  /// The position of a cell, a new one where its key is seen for the first time.
  @inline(__always)
  func cell(of key: UInt64) -> Int {
    let cell = Int(index.group(of: key))
    if cell &* width == sums.count { sums.append(contentsOf: repeatElement(0, count: width)) }
    return cell
  }

  func add(_ number: Int32, to cell: Int, _ column: Int) { sums[cell &* width &+ column] += number }

  /// Adds a row of numbers.
  /// - Precondition: it has as many as the layout.
  @inline(__always)
  func add(_ numbers: UnsafePointer<Int32>, to cell: Int) {
    let (start, width) = (cell &* width, width)
    sums.withUnsafeMutableBufferPointer { sums in
      for column in 0..<width { sums[start &+ column] &+= numbers[column] }
    }
  }

  /// Adds the cells of a stored part.
  func add(_ part: ColumnBatch, _ texts: CubeTexts) {
    let cells = CubeKeys.keys(of: part, layout.axes, texts).map { cell(of: $0) }
    for (column, name) in layout.numbers.enumerated() {
      guard case .integers(let values, _)? = part[name] else {
        preconditionFailure("a part of \(layout.series) lacks \(name)")
      }
      for (row, cell) in cells.enumerated() { add(Int32(values[row]), to: cell, column) }
    }
  }

  /// The cells as a part, sorted by key, and nothing left.
  func takeBatch(_ texts: CubeTexts) -> ColumnBatch {
    let order = RadixOrder.sorted(CubeKeys.sortable(index.keys, layout.axes, texts))
    let keys = order.map { index.keys[Int($0)] }
    let width = width
    let numbers = layout.numbers.indices.map { column in
      ColumnVector.integers(
        order.map { Int64(sums[Int($0) &* width &+ column]) }, validity: nil)
    }
    index = GroupIndex()
    sums = []
    return ColumnBatch(
      names: layout.axes.map(\.rawValue) + layout.numbers,
      columns: CubeKeys.columns(keys, layout.axes, texts) + numbers)
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
