import Columns
import Domain
import Store

/// Which sessions may lie in several runs of rows, or in several segments. All others are in one run
/// of one segment, so that distinct ones are counted by counting runs.
struct RecurringSessions: Sendable {
  /// Session numbers, as distances to the smallest.
  private var words: [UInt64]
  private(set) var count = 0
  /// `[word]`: recurring sessions in the words before.
  private var before: [UInt32] = []

  static let none = RecurringSessions(size: 0)

  private init(size: Int) {
    // One word at least: what is asked for nothing has to have a place, too.
    words = [UInt64](repeating: 0, count: max(1, (size + 63) / 64))
  }

  /// Looks at what the segments of a query say about their sessions, without reading the runs.
  /// - Parameter numbers: smallest and largest session number in the segments.
  init(_ segments: [SegmentInfo], _ numbers: ClosedRange<Int64>, _ reader: StoreReader) throws {
    self.init(size: Int(numbers.upperBound - numbers.lowerBound) + 1)
    var single: [(segment: SegmentInfo, positions: ClosedRange<Int>)] = []
    for segment in segments {
      let stored = try reader.storedColumns(["session"], of: segment, keeping: true)
      let chunk = try stored.open("session")
      let positions = SessionPositions(chunk, first: numbers.lowerBound)
      do throws(ChunkDamage) {
        if let (lowest, recurring) = try chunk.recurringNumbers(), lowest <= chunk.span,
          let low = positions.position(of: lowest), let high = positions.position(of: chunk.span)
        {
          for number in recurring { insert(positions.position(of: number)) }
          // Number 0 is never listed; unless it is null, it is a session like any other.
          insert(positions.position(of: 0))
          single.append((segment, low...high))
        } else {
          try insertAll(chunk, positions)
        }
      } catch {
        throw stored.damage("session", error)
      }
    }
    // Where two segments claim new sessions of the same range, what they say is not enough.
    single.sort { $0.positions.lowerBound < $1.positions.lowerBound }
    var highest = -1
    for (place, (segment, positions)) in single.enumerated() {
      let next = place + 1 < single.count ? single[place + 1].positions.lowerBound : .max
      if positions.lowerBound <= highest || positions.upperBound >= next {
        let stored = try reader.storedColumns(["session"], of: segment, keeping: true)
        let chunk = try stored.open("session")
        do throws(ChunkDamage) {
          try insertAll(chunk, SessionPositions(chunk, first: numbers.lowerBound))
        } catch {
          throw stored.damage("session", error)
        }
      }
      highest = max(highest, positions.upperBound)
    }
    var sum: UInt32 = 0
    before = words.map { word in
      defer { sum += UInt32(word.nonzeroBitCount) }
      return sum
    }
  }

  /// How many recurring sessions have a lower number: numbers them densely.
  /// - Precondition: the session recurs.
  @inline(__always)
  func rank(_ position: Int) -> Int {
    let lower = words[position &>> 6] & (1 &<< UInt64(position & 63) &- 1)
    return Int(before[position &>> 6]) &+ lower.nonzeroBitCount
  }

  /// - Parameter position: distance to the smallest session number.
  @inline(__always)
  func contains(_ position: Int) -> Bool {
    words[position &>> 6] &>> UInt64(position & 63) & 1 == 1
  }

  /// Bit `position & 63` of word `position / 64` tells whether a session recurs.
  @inline(__always)
  func withWords(_ body: (UnsafeBufferPointer<UInt64>) -> Void) {
    words.withUnsafeBufferPointer(body)
  }

  private mutating func insertAll(
    _ chunk: ChunkReader, _ positions: SessionPositions
  ) throws(ChunkDamage) {
    if let runs = try chunk.runs(in: 0..<chunk.rowCount) {
      for number in runs.numbers { insert(positions.position(of: number)) }
    } else {
      for number in try chunk.readAll() { insert(positions.position(of: number)) }
    }
  }

  private mutating func insert(_ position: Int?) {
    guard let position, !contains(position) else { return }
    words[position >> 6] |= 1 << UInt64(position & 63)
    count += 1
  }
}

/// From the numbers of a session column to positions in tables of sessions.
struct SessionPositions {
  /// Position of the smallest session.
  private let offset: Int64
  private let unit: Int64
  /// Whether number 0 is null.
  private let hasNulls: Bool

  /// - Parameter first: the session number at position 0.
  init(_ chunk: ChunkReader, first: Int64) {
    offset = chunk.value(of: chunk.hasNulls ? 1 : 0) &- first
    unit = Int64(chunk.unit)
    hasNulls = chunk.hasNulls
  }

  /// The position of a number and 1; for null, a position that there is and 0.
  @inline(__always)
  func anyPosition(of number: UInt64) -> (Int, isSession: Int) {
    let isSession = hasNulls && number == 0 ? 0 : 1
    let steps = Int64(bitPattern: number &- (hasNulls ? 1 : 0))
    return (Int(offset &+ steps &* unit) & (0 &- isSession), isSession)
  }

  /// `nil` for null.
  @inline(__always)
  func position(of number: UInt64) -> Int? {
    if hasNulls && number == 0 { return nil }
    return Int(offset &+ Int64(bitPattern: hasNulls ? number &- 1 : number) &* unit)
  }
}
