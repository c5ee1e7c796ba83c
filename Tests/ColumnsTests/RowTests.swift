import Columns
import Domain
import Testing

@Suite struct RowTests {
  @Test(arguments: 0..<60)
  func `rows stay what they are when columns are joined and parted`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let type = [PhysicalType.integer, .real, .text][seed % 3]
    let pieces = (0..<1 + dice.below(5)).map { _ -> [Cell] in
      let nulls = dice.below(3)
      return (0..<[0, 1, 63, 64, 65, 200][dice.below(6)]).map { _ in
        if nulls > 0, dice.below(nulls * 3) == 0 { return .null }
        let value = dice.below(20)
        return switch type {
        case .integer: .integer(Int64(value))
        case .real: .real(Double(value) / 4)
        case .text: .text("text \(value)")
        }
      }
    }
    let cells = pieces.flatMap { $0 }
    let joined = ColumnVector.concatenating(pieces.map { Cells.column(type, $0) })
    expect(joined, cells)

    let batch = ColumnBatch(names: ["a"], columns: [joined])
    let start = dice.below(cells.count + 1)
    let slice = Array(start..<start + dice.below(cells.count - start + 1))
    // The same rows where they do not all follow each other.
    let orders = [slice, slice.reversed(), slice.shuffled(using: &dice), slice + slice]
    for rows in orders { expect(batch.selecting(rows).columns[0], rows.map { cells[$0] }) }
  }

  private func expect(_ column: ColumnVector, _ cells: [Cell]) {
    #expect(column.rowCount == cells.count)
    #expect(cells.indices.allSatisfy { column[$0] == cells[$0] })
    let nulls = cells.count { $0 == .null }
    #expect(column.nullCount == nulls)
    #expect(nulls > 0 || column.validity == nil)
    // The bits past the last row count in comparisons.
    let isPresent = cells.map { $0 != .null }
    #expect(column.validity == nil || column.validity == Validity(isPresent))
  }
}
