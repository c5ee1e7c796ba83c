import Cryptography
import Foundation
import Indicators
import TestSupport
import Testing

@Suite struct PerturbationTests {
  private static let tables = [PerturbationTable.standard, .sensitive]

  @Test func `the cumulative probabilities are those of the published method`() {
    let printed: [Int: [Int: Double]] = [
      1: [0: 0.7345, 3: 0.8712, 4: 0.9440, 5: 0.9814, 6: 1],
      2: [0: 0.4088, 3: 0.8155, 4: 0.9631, 5: 0.9954, 6: 0.9997],
      3: [0: 0.2040, 3: 0.5976, 4: 0.8451, 5: 0.9557],
      4: [0: 0.0849, 3: 0.3628, 4: 0.6407, 5: 0.8301],
      8: [
        3: 0.0038, 4: 0.0204, 5: 0.0727, 6: 0.1914, 7: 0.3856, 8: 0.6144, 9: 0.8086, 10: 0.9273,
        11: 0.9796, 12: 0.9962, 13: 1,
      ],
    ]
    for (count, expected) in printed {
      let row = PerturbationTable.standard.row(of: count)
      var sum = 0.0
      for (deviation, probability) in zip(row.deviations, row.probabilities) {
        sum += probability
        guard let value = expected[count + deviation] else { continue }
        #expect(abs(sum - value) < 0.001, "\(count) → \(count + deviation)")
      }
    }
  }

  @Test(arguments: tables)
  func `a row keeps what it owes: mean 0, variance, forbidden values, rising towards 0`(
    table: PerturbationTable
  ) {
    #expect(table.rows.count == table.smallest + table.deviation + 1)
    for (index, row) in table.rows.enumerated() {
      let count = index + 1
      #expect(abs(row.moment(1)) < 1e-9, "\(count)")
      #expect(row.moment(2) <= table.variance + 1e-9, "\(count)")
      for (deviation, probability) in zip(row.deviations, row.probabilities) {
        #expect(abs(deviation) <= table.deviation && probability > 0)
        #expect(count + deviation == 0 || count + deviation > table.smallest, "\(count)")
      }
      let below = zip(row.deviations, row.probabilities).filter { $0.0 <= 0 }.map(\.1)
      #expect(zip(below, below.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 }, "\(count)")
    }
  }

  @Test(arguments: tables)
  func `solved anew the table is the same to twelve digits`(table: PerturbationTable) {
    let solved = PerturbationSolver.table(
      deviation: table.deviation, variance: table.variance, smallest: table.smallest)
    #expect(solved.rows.map(\.deviations) == table.rows.map(\.deviations))
    for (row, other) in zip(solved.rows, table.rows) {
      for (a, b) in zip(row.thresholds, other.thresholds) {
        #expect(abs(Double(a) - Double(b)) / 0x1p64 < 1e-12)
      }
    }
  }

  /// The twin of the solver: whatever moves probability between three targets and keeps mean and
  /// variance cannot raise the entropy of a row.
  @Test(arguments: tables)
  func `no distribution with the same mean and variance has more entropy`(
    table: PerturbationTable
  ) {
    func entropy(_ p: [Double]) -> Double { -p.reduce(0) { $0 + $1 * log($1) } }
    for row in table.rows where row.deviations.count > 3 {
      let d = row.deviations.map(Double.init)
      let p = row.probabilities
      let top = entropy(p)
      for i in 0..<(d.count - 3) {
        // A direction that leaves sum, mean and mean square: third differences over four targets.
        let places = [i, i + 1, i + 2, i + 3]
        let weights = places.map { a in
          1 / places.filter { $0 != a }.reduce(1) { $0 * (d[a] - d[$1]) }
        }
        for sign in [1.0, -1] {
          var moved = p
          for (place, weight) in zip(places, weights) { moved[place] += sign * 1e-7 * weight }
          let below = zip(row.deviations, moved).filter { $0.0 <= 0 }.map(\.1)
          guard moved.allSatisfy({ $0 > 0 }),
            zip(below, below.dropFirst()).allSatisfy({ $0 <= $1 })
          else { continue }
          #expect(entropy(moved) <= top + 1e-12)
        }
      }
    }
  }

  @Test func `0 stays 0, and every other value lies behind what is published`() {
    for table in Self.tables {
      #expect(table.value(of: 0, cellKey: 0) == 0 && table.value(of: 0, cellKey: .max) == 0)
      for count in 1...40 {
        for key in [0, 1 << 62, 1 << 63, 3 << 62, UInt64.max] {
          let value = table.value(of: count, cellKey: key)
          #expect(table.counts(behind: value).contains(count))
          #expect(value == 0 || value > table.smallest)
        }
      }
    }
  }

  @Test(arguments: [
    (1, "96f6e55cb69522a5", 0), (2, "3c058c733819a27c", 0), (3, "5c86362800f6b733", 3),
    (4, "416c1cee3d95cfdb", 3), (5, "af19f7261fe075fd", 6), (8, "a57987d8918dd936", 9),
    (9, "546e75079a64a2b4", 8), (50, "510c3edfa332b61c", 49),
  ])
  func `sums of record keys and the look-up give the golden vectors`(
    count: Int, sum: String, value: Int
  ) {
    let codes = HMACSHA256(key: (0..<32).map { UInt8($0) })
    let key = (0..<count).reduce(into: 0 as UInt64) { sum, record in
      sum &+= codes.word(of: Array("ozg-bw/ckm/v1\0evt-\(count)-\(record)".utf8))
    }
    #expect(Hex.encode((0..<8).map { UInt8(truncatingIfNeeded: key >> (56 - 8 * $0)) }) == sum)
    #expect(PerturbationTable.standard.value(of: count, cellKey: key) == value)
  }

  /// RFC 4231, cases 1, 2 and 6.
  @Test func `HMAC-SHA256 is that of the standard`() {
    let cases: [(key: [UInt8], message: String, code: String)] = [
      (
        [UInt8](repeating: 0x0b, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xaa, count: 131),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ]
    for (key, message, code) in cases {
      #expect(Hex.encode(HMACSHA256(key: key).code(of: Array(message.utf8))) == code)
    }
  }

  /// Whatever is left of the text before the number: it may end in any place of a block.
  @Test func `the quick sum of codes is the sum of the codes one by one`() {
    var random = SeededGenerator(seed: 5)
    for length in 0...200 {
      let codes = HMACSHA256(key: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
      let prefix = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let count = [0, 1, 5, 300].randomElement(using: &random)!
      var sum: UInt64 = 0
      for number in 0..<count {
        let bytes = [UInt8((number + 1) >> 8), UInt8((number + 1) & 255)]
        sum &+= codes.word(of: prefix + [0, 0, 0, 0, 0, 0] + bytes)
      }
      #expect(codes.sumOfWords(prefix: prefix, count: count) == sum, "\(length) bytes")
    }
  }
}
