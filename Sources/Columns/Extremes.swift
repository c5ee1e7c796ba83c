/// Smallest and largest value of a column.
public enum Extremes {
  /// - Parameter validity: which rows have a value; `nil`: all.
  /// - Returns: `nil` where no row has one.
  public static func of(
    _ values: [Int64], _ validity: Validity?
  ) -> (low: Int64, high: Int64)? { find(values, validity) }

  static func find<Value: FixedWidthInteger>(
    _ values: [Value], _ validity: Validity?
  ) -> (low: Value, high: Value)? {
    values.withUnsafeBufferPointer { values in
      var (low, high) = (Value.max, Value.min)
      guard let p = values.baseAddress else { return nil }
      if let validity {
        validity.forEachStretch { look(p, $0, &low, &high) }
      } else {
        look(p, values.indices, &low, &high)
      }
      return low <= high ? (low, high) : nil
    }
  }

  @inline(__always)
  private static func look<Value: FixedWidthInteger>(
    _ values: UnsafePointer<Value>, _ rows: Range<Int>, _ low: inout Value, _ high: inout Value
  ) {
    for row in rows {
      low = min(low, values[row])
      high = max(high, values[row])
    }
  }
}

extension Validity {
  /// Rows that have a value, in stretches, ascending.
  @inline(__always)
  func forEachStretch(_ body: (Range<Int>) -> Void) {
    for (index, word) in words.enumerated() {
      let start = index << 6
      if word == .max {
        body(start..<(start &+ 64))
        continue
      }
      var left = word
      while left != 0 {
        let row = start &+ left.trailingZeroBitCount
        left &= left &- 1
        body(row..<(row &+ 1))
      }
    }
  }

  /// Rows that have none.
  @inline(__always)
  func forEachNull(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() where word != .max {
      let rows = Swift.min(64, rowCount &- index << 6)
      var left = ~word & (rows == 64 ? .max : 1 &<< UInt64(rows) &- 1)
      while left != 0 {
        body(index << 6 &+ left.trailingZeroBitCount)
        left &= left &- 1
      }
    }
  }
}

/// The greatest common divisor of the distances of values to the smallest one.
enum CommonUnit {
  /// 0 where all values are the same.
  static func of<Value: FixedWidthInteger>(
    _ values: [Value], above low: Value, _ validity: Validity?
  ) -> UInt64 {
    let low = UInt64(truncatingIfNeeded: low)
    return values.withUnsafeBufferPointer { values in
      var unit = ExactDivisor(0)
      guard let p = values.baseAddress else { return 0 }
      if let validity {
        validity.forEachStretch { look(p, $0, low, &unit) }
      } else {
        look(p, values.indices, low, &unit)
      }
      return unit.divisor
    }
  }

  @inline(__always)
  private static func look<Value: FixedWidthInteger>(
    _ values: UnsafePointer<Value>, _ rows: Range<Int>, _ low: UInt64, _ unit: inout ExactDivisor
  ) {
    guard unit.divisor != 1 else { return }
    for row in rows {
      let distance = UInt64(truncatingIfNeeded: values[row]) &- low
      guard !unit.divides(distance) else { continue }
      unit = ExactDivisor(greatestCommonDivisor(distance, unit.divisor))
      if unit.divisor == 1 { return }
    }
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

/// Division of multiples by multiplication (H. S. Warren, "Hacker's Delight", exact division).
struct ExactDivisor {
  let divisor: UInt64
  private let zeros: UInt64
  /// Inverse of the odd part modulo 2^64.
  private let inverse: UInt64
  /// Largest quotient that the odd part can give.
  private let limit: UInt64

  init(_ divisor: UInt64) {
    self.divisor = divisor
    guard divisor > 0 else {
      (zeros, inverse, limit) = (0, 0, 0)
      return
    }
    zeros = UInt64(divisor.trailingZeroBitCount)
    let odd = divisor >> zeros
    var inverse = odd
    // Each of Newton's steps doubles the bits that are right, three to begin with.
    for _ in 0..<5 { inverse = inverse &* (2 &- odd &* inverse) }
    self.inverse = inverse
    limit = .max / odd
  }

  /// 0 divides only 0.
  @inline(__always)
  func divides(_ number: UInt64) -> Bool {
    guard divisor > 0 else { return number == 0 }
    return number & ((1 &<< zeros) &- 1) == 0 && (number &>> zeros) &* inverse <= limit
  }

  /// - Precondition: ``divides(_:)``; of another number something or other.
  @inline(__always)
  func quotient(of number: UInt64) -> UInt64 { (number &>> zeros) &* inverse }
}
