import Domain

/// Rows of a feed as CSV text with the columns that the feed declares.
struct FeedText {
  let feed: FeedSchema
  private(set) var rowCount = 0
  private(set) var bytes: [UInt8] = []
  private let names: [String]

  init(_ feed: FeedSchema) {
    self.feed = feed
    names = feed.columns.map(\.name)
    line(names)
  }

  /// Adds a row by column name; what is not named stays empty.
  /// - Precondition: the feed has the columns.
  mutating func add(_ values: [String: String]) {
    precondition(
      values.keys.allSatisfy(names.contains), "\(feed.name) has no such column: \(values.keys)")
    line(names.map { values[$0] ?? "" })
    rowCount += 1
  }

  private mutating func line(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if field.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A }) {
        bytes.append(0x22)
        for byte in field.utf8 {
          if byte == 0x22 { bytes.append(0x22) }
          bytes.append(byte)
        }
        bytes.append(0x22)
      } else {
        bytes.append(contentsOf: field.utf8)
      }
    }
    bytes.append(0x0A)
  }
}

/// Amounts of money as feeds have them.
func euros(_ cents: Int) -> String {
  "\(cents / 100).\(SimulatedAreas.padded(cents % 100, 2))"
}
