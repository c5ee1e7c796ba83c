import Columns
import Domain
import Store

/// A dimension's keys of one segment: a dense code per row, −1 where the row has no key. Codes
/// hold across segments, so groups can be compared by code.
struct UsageKeys {
  let dimension: UsageDimension
  private var dictionary = TextDictionary()

  init(_ dimension: UsageDimension) { self.dimension = dimension }

  func key(of code: Int32) -> String? { code < 0 ? nil : dictionary.texts[Int(code)] }

  mutating func codes(_ batch: ColumnBatch) -> [Int32] {
    switch batch[dimension.column]! {
    case .texts(let codes, let texts, let validity):
      let translation = texts.map { text in
        dimension.key(of: text).map { Int32(dictionary.code(of: $0)) } ?? -1
      }
      return codes.indices.map { row in
        validity?[row] ?? true ? translation[Int(codes[row])] : -1
      }
    case .integers(let values, let validity):
      return dimension == .step ? steps(values, validity) : times(values)
    case .reals: preconditionFailure("no dimension is a real number")
    }
  }

  private mutating func steps(_ values: [Int64], _ validity: Validity?) -> [Int32] {
    var codeOfStep: [Int64: Int32] = [:]
    return values.indices.map { row in
      guard validity?[row] ?? true else { return -1 }
      if let code = codeOfStep[values[row]] { return code }
      let code = Int32(dictionary.code(of: String(values[row])))
      codeOfStep[values[row]] = code
      return code
    }
  }

  /// One look-up per hour of the calendar, however many rows fall into it.
  private mutating func times(_ instants: [Int64]) -> [Int32] {
    var codeOfHour: [Int64: Int32] = [:]
    var lastHour: Int64 = .min
    var lastCode: Int32 = -1
    return instants.map { instant in
      let hour = floorDivide(instant, BerlinTime.millisecondsPerHour)
      if hour == lastHour { return lastCode }
      lastHour = hour
      if let code = codeOfHour[hour] {
        lastCode = code
      } else {
        lastCode = Int32(dictionary.code(of: key(ofHour: hour)))
        codeOfHour[hour] = lastCode
      }
      return lastCode
    }
  }

  private func key(ofHour hour: Int64) -> String {
    let instant = hour * BerlinTime.millisecondsPerHour
    if dimension == .hour {
      let local = instant + BerlinTime.offset(atInstant: instant)
      return String(
        floorDivide(local, BerlinTime.millisecondsPerHour) - 24
          * floorDivide(local, BerlinTime.millisecondsPerDay))
    }
    return dimension.key(of: BerlinTime.day(ofInstant: instant))!
  }
}
