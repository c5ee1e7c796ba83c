import Columns
import Domain
import Store
import Testing

@Suite struct RowKeyTests {
  @Test(arguments: UInt64(1)...60)
  func `rows have the same number where all their cells agree`(seed: UInt64) {
    var random = Random(seed: seed, "row keys")
    let rowCount = random.number(0...300)
    let columns = (0..<random.number(1...5)).map { _ in Self.column(rowCount, &random) }
    let numbers = RowKeys(columns).numbers
    #expect(numbers.count == rowCount)
    // The plain way: all cells of a row are its key.
    var firstRow: [[Cell]: Int] = [:]
    var firstNumber: [UInt64: Int] = [:]
    for row in 0..<rowCount {
      let cells = columns.map { $0[row] }
      let plain = firstRow[cells] ?? row
      let quick = firstNumber[numbers[row]] ?? row
      (firstRow[cells], firstNumber[numbers[row]]) = (plain, quick)
      #expect(plain == quick, "seed \(seed), row \(row)")
    }
  }

  private static func column(_ rowCount: Int, _ random: inout Random) -> ColumnVector {
    let validity: Validity? =
      random.chance(0.5) ? Validity((0..<rowCount).map { _ in random.chance(0.8) }) : nil
    switch random.index(4) {
    case 0:
      return .integers(
        (0..<rowCount).map { _ in
          random.pick([Int64.min, -1, 0, 1, 1 << 33, Int64.max])
        }, validity: validity)
    case 1:
      return .integers(
        (0..<rowCount).map { _ in Int64(random.number(-3...3)) }, validity: validity)
    case 2:
      return .reals((0..<rowCount).map { _ in Double(random.index(3)) / 2 }, validity: validity)
    default:
      // As two segments bring them together: the same text under two codes.
      return .texts(
        codes: (0..<rowCount).map { _ in UInt32(random.index(5)) },
        dictionary: ["a", "b", "", "a", "c"], validity: validity)
    }
  }
}
