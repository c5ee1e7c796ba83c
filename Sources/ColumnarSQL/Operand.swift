import CSQLiteExtension

/// A value of the right-hand side of a constraint.
enum Operand: Equatable {
  case null
  case integer(Int64)
  case real(Double)
  /// What it is as a number, if it reads as one: SQLite compares it so with a column of numbers.
  indirect case text([UInt8], number: Operand?)
  case blob

  init(_ value: OpaquePointer) {
    switch lagebild_value_type(value) {
    case 1: self = .integer(lagebild_value_int64(value))
    case 2: self = .real(lagebild_value_double(value))
    case 3:
      // The bytes first: asking for the number may convert the value in place.
      let start = lagebild_value_text(value)
      let count = Int(lagebild_value_bytes(value))
      let bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
      let number: Operand? =
        switch lagebild_value_numeric_type(value) {
        case 1: .integer(lagebild_value_int64(value))
        case 2: .real(lagebild_value_double(value))
        default: nil
        }
      self = .text(bytes, number: number)
    case 4: self = .blob
    default: self = .null
    }
  }

  var text: [UInt8]? { if case .text(let bytes, _) = self { bytes } else { nil } }

  var real: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .text(_, let number): number?.real
    case .null, .blob: nil
    }
  }

  /// The integers beside the operand; `nil` bounds where there are none.
  struct Integers {
    let exactly: Int64?
    /// The smallest that is greater.
    let above: Int64?
    /// The smallest that is not less.
    let from: Int64?
    /// The largest that is less.
    let below: Int64?
    /// The largest that is not greater.
    let upTo: Int64?
  }

  /// `nil` where the operand is no number.
  var integers: Integers? {
    switch self {
    case .integer(let value):
      return Integers(
        exactly: value, above: value == .max ? nil : value + 1, from: value,
        below: value == .min ? nil : value - 1, upTo: value)
    case .real(let value):
      if value.isNaN { return nil }
      let top = 9_223_372_036_854_775_808.0
      if value >= top {
        return Integers(exactly: nil, above: nil, from: nil, below: .max, upTo: .max)
      }
      if value < -top {
        return Integers(exactly: nil, above: .min, from: .min, below: nil, upTo: nil)
      }
      let down = Int64(value.rounded(.down))
      guard let exact = Int64(exactly: value) else {
        // Between two integers; `down` is at most 2^52, so that the next one exists.
        return Integers(exactly: nil, above: down + 1, from: down + 1, below: down, upTo: down)
      }
      return Operand.integer(exact).integers
    case .text(_, let number): return number?.integers
    case .null, .blob: return nil
    }
  }
}
