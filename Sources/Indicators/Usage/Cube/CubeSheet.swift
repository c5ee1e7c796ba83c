import Columns
import Domain

/// Cells in memory: keys with the sums that belong to them.
final class CubeSheet: @unchecked Sendable {
  // Unchecked: one worker holds it at a time.

  let layout: CubeLayout
  private let width: Int
  /// `[number of the layout]`: its position among the sums.
  private let positions: [Int]
  private var index = GroupIndex()
  /// `[cell × width + position]`
  private var sums: [Int32] = []

  init(_ layout: CubeLayout) {
    self.layout = layout
    width = layout.sums.count
    positions = layout.numbers.map { layout.sums.firstIndex(of: $0)! }
  }

  var cellCount: Int { index.count }

  /// Adds to one sum of a cell.
  func add(_ number: Int32, to key: UInt64, _ position: Int) {
    let cell = Int(index.group(of: key))
    if cell * width == sums.count { sums.append(contentsOf: repeatElement(0, count: width)) }
    sums[cell * width + position] += number
  }

  /// Adds many cells.
  /// - Parameter numbers: `[cell × width + position]`
  func add(_ keys: [UInt64], _ numbers: [Int32], _ key: (UInt64) -> UInt64) {
    let width = width
    var cells = [UInt32](repeating: 0, count: keys.count)
    for (place, finer) in keys.enumerated() { cells[place] = index.group(of: key(finer)) }
    sums.append(contentsOf: repeatElement(0, count: index.count * width - sums.count))
    sums.withUnsafeMutableBufferPointer { sums in
      numbers.withUnsafeBufferPointer { numbers in
        for (place, cell) in cells.enumerated() {
          let (target, source) = (Int(cell) &* width, place &* width)
          for position in 0..<width {
            sums[target &+ position] &+= numbers[source &+ position]
          }
        }
      }
    }
  }

  /// Adds cells of which there is one each time.
  func count(_ keys: [UInt64]) {
    let one = [Int32](repeating: 1, count: keys.count)
    add(keys, one) { $0 }
  }

  /// Adds the cells of a stored part.
  func add(_ part: ColumnBatch, _ texts: CubeTexts) {
    let keys = CubeKeys.keys(of: part, layout.axes, texts)
    var numbers = [Int32](repeating: 0, count: keys.count * width)
    for (name, position) in zip(layout.numbers, positions) {
      guard case .integers(let values, _)? = part[name] else {
        preconditionFailure("a part of \(layout.series) lacks \(name)")
      }
      for (row, value) in values.enumerated() { numbers[row * width + position] = Int32(value) }
    }
    add(keys, numbers) { $0 }
  }

  /// The cells as a part, sorted by key, and nothing left.
  func takeBatch(_ texts: CubeTexts) -> ColumnBatch {
    let order = RadixOrder.sorted(CubeKeys.sortable(index.keys, layout.axes, texts))
    let known = index.keys
    let keys = order.map { known[Int($0)] }
    let width = width
    let sums = sums
    let numbers = positions.map { position in
      ColumnVector.integers(
        order.map { Int64(sums[Int($0) &* width &+ position]) }, validity: nil)
    }
    index = GroupIndex()
    self.sums = []
    return ColumnBatch(
      names: layout.columns,
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
