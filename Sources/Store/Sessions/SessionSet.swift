/// A set of session numbers, which lie close together: one bit for each number between the
/// smallest and the largest. Seventeen million take 2 MB; looking one up costs next to nothing.
public struct SessionSet: Sendable {
  /// Bit `number % 64` of word `number / 64 - firstWord`.
  private var words: [UInt64] = []
  private var firstWord = 0
  public private(set) var count = 0

  public init() {}

  public var isEmpty: Bool { count == 0 }

  public func contains(_ number: Int64) -> Bool {
    let place = Int(number >> 6) &- firstWord
    guard words.indices.contains(place) else { return false }
    return words[place] >> UInt64(number & 63) & 1 == 1
  }

  /// - Precondition: the number is that of a session, at least 1.
  public mutating func insert(_ number: Int64) {
    precondition(number > 0, "session numbers begin with 1")
    let word = Int(number >> 6)
    if words.isEmpty { firstWord = word }
    if word < firstWord {
      // At least twice as long, so that ever smaller numbers do not move everything every time.
      let more = min(firstWord, max(firstWord - word, words.count))
      words.insert(contentsOf: repeatElement(0, count: more), at: 0)
      firstWord -= more
    }
    while word - firstWord >= words.count {
      words.append(contentsOf: repeatElement(0, count: max(1, words.count)))
    }
    let bit: UInt64 = 1 << UInt64(number & 63)
    if words[word - firstWord] & bit == 0 { count += 1 }
    words[word - firstWord] |= bit
  }

  /// The smallest and the largest number; `nil` for an empty set.
  public var range: ClosedRange<Int64>? {
    guard let first = words.firstIndex(where: { $0 != 0 }),
      let last = words.lastIndex(where: { $0 != 0 })
    else { return nil }
    let low = (firstWord + first) * 64 + words[first].trailingZeroBitCount
    let high = (firstWord + last) * 64 + 63 - words[last].leadingZeroBitCount
    return Int64(low)...Int64(high)
  }
}

extension SessionSet: ExpressibleByArrayLiteral {
  public init(_ numbers: some Sequence<Int64>) {
    for number in numbers { insert(number) }
  }

  public init(arrayLiteral numbers: Int64...) { self.init(numbers) }
}

extension SessionSet: Equatable {
  public static func == (a: SessionSet, b: SessionSet) -> Bool {
    guard a.count == b.count, a.range == b.range else { return false }
    guard let range = a.range else { return true }
    return (range.lowerBound >> 6...range.upperBound >> 6).allSatisfy {
      a.words[Int($0) - a.firstWord] == b.words[Int($0) - b.firstWord]
    }
  }
}
