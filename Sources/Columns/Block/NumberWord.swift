/// Numbers of a block on their way into bytes, in as few bits as hold them with one to spare, so
/// that differences of neighbours fit too. In 64 bits, where none is to spare, they wrap around.
protocol NumberWord: FixedWidthInteger & UnsignedInteger & Sendable {
  associatedtype Difference: FixedWidthInteger & SignedInteger
}

extension UInt8: NumberWord { typealias Difference = Int8 }
extension UInt16: NumberWord { typealias Difference = Int16 }
extension UInt32: NumberWord { typealias Difference = Int32 }
extension UInt64: NumberWord { typealias Difference = Int64 }

extension NumberWord {
  /// Whether all numbers up to `span` fit, with a bit to spare where there is one.
  static func fits(_ span: UInt64) -> Bool {
    bitWidth == 64 || span < 1 << UInt64(bitWidth - 1)
  }
}

extension Array where Element: NumberWord {
  /// An array of known length, written through a pointer.
  init(count: Int, _ fill: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if count > 0 { fill(buffer.baseAddress!) }
      initialized = count
    }
  }
}
