import Columns
import Domain

/// A column of facts as an array with `nil` for empty cells; all `nil` where the batch lacks it.
extension ColumnBatch {
  package func texts(_ name: String) -> [String?] {
    guard case .texts(let codes, let dictionary, let validity)? = self[name] else {
      return [String?](repeating: nil, count: rowCount)
    }
    return codes.indices.map { row in
      if let validity, !validity[row] { return nil }
      return dictionary[Int(codes[row])]
    }
  }

  package func integers(_ name: String) -> [Int64?] {
    guard case .integers(let values, let validity)? = self[name] else {
      return [Int64?](repeating: nil, count: rowCount)
    }
    return values.indices.map { row in
      if let validity, !validity[row] { return nil }
      return values[row]
    }
  }

  /// The flags of a column; `nil`: not said.
  package func flags(_ name: String) -> [Bool?] { integers(name).map { $0.map { $0 != 0 } } }

  /// The keys of a column whose cells hold any number of them, separated by blanks.
  package func words(_ name: String) -> [[String]] {
    texts(name).map { $0?.split(separator: " ").map(String.init) ?? [] }
  }

  package func reals(_ name: String) -> [Double?] {
    guard case .reals(let values, let validity)? = self[name] else {
      return [Double?](repeating: nil, count: rowCount)
    }
    return values.indices.map { row in
      if let validity, !validity[row] { return nil }
      return values[row]
    }
  }

  package func days(_ name: String) -> [Day?] {
    integers(name).map { $0.map { Day(number: Int32(clamping: $0)) } }
  }

  /// Codes and dictionary of a text column without empty cells, for long feeds.
  func textCodes(_ name: String) -> (codes: [UInt32], dictionary: [String])? {
    guard case .texts(let codes, let dictionary, _)? = self[name] else { return nil }
    return (codes, dictionary)
  }

  /// The numbers of a column; empty cells hold 0.
  func rawIntegers(_ name: String) -> [Int64]? {
    guard case .integers(let values, _)? = self[name] else { return nil }
    return values
  }
}
