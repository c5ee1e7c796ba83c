import Domain

/// The keys of one dimension in the order of its codes: code 0 is the first key of a listing.
/// Frames that are summed together share their key spaces, so that codes can be compared.
public struct KeySpace: Sendable {
  private enum Keys: Sendable {
    case texts([String])
    /// Dense numbers without a text of their own (sessions).
    case numbers(Int)
  }

  private let keys: Keys
  private let codeOfKey: [String: Int]
  private let labels: [String: Text]

  /// - Precondition: the keys are distinct.
  public init(_ keys: [String], labels: [String: Text] = [:]) {
    self.keys = .texts(keys)
    codeOfKey = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    self.labels = labels
  }

  /// Codes 0..<`count`, whose keys are their decimal digits.
  public init(numbers count: Int) {
    keys = .numbers(count)
    codeOfKey = [:]
    labels = [:]
  }

  public var count: Int {
    switch keys {
    case .texts(let texts): texts.count
    case .numbers(let count): count
    }
  }

  /// All keys in the order of their codes.
  public var all: [String] { (0..<count).map { self[$0] } }

  public subscript(code: Int) -> String {
    switch keys {
    case .texts(let texts): texts[code]
    case .numbers: String(code)
    }
  }

  public func code(of key: String) -> Int? {
    switch keys {
    case .texts: codeOfKey[key]
    case .numbers(let count): Int(key).flatMap { (0..<count).contains($0) ? $0 : nil }
    }
  }

  public func label(of code: Int) -> Text? { labels[self[code]] }
}
