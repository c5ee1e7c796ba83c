import Domain

/// Getters: each names a key and the type that it wants.
extension Declaration {
  /// A required text; empty is a fault.
  public func string(_ key: String) -> String {
    guard let value = optionalString(key) else {
      if raw(key) == nil { missing(key, "a text") }
      return ""
    }
    return value
  }

  /// A text, or `nil` where the key is absent. An empty text is a fault.
  public func optionalString(_ key: String) -> String? {
    guard let value = raw(key) else { return nil }
    guard case .string(let text) = value else {
      wrongType(key, value, "a text in quotation marks")
      return nil
    }
    if text.isEmpty { fault(key, "is empty", remedy: "Fill it in, or leave the key out") }
    return text
  }

  /// A required list of texts; one text alone counts as a list of one.
  public func strings(_ key: String) -> [String] {
    guard let value = optionalStrings(key) else {
      if raw(key) == nil { missing(key, "a list of texts") }
      return []
    }
    return value
  }

  /// A list of texts, or `nil` where the key is absent.
  public func optionalStrings(_ key: String) -> [String]? {
    guard let value = raw(key) else { return nil }
    if case .string(let text) = value { return [text] }
    guard case .array(let items) = value else {
      wrongType(key, value, "a list of texts")
      return nil
    }
    return items.enumerated().compactMap { index, item in
      guard case .string(let text) = item else {
        fault(
          "\(key)[\(index + 1)]", "is \(item.kind)", remedy: "It wants a text in quotation marks")
        return nil
      }
      return text
    }
  }

  /// A list of lists of texts (`[["kreis"], ["kreis", "month"]]`), or `nil` where absent. A plain
  /// list of texts counts as one inner list.
  public func optionalStringLists(_ key: String) -> [[String]]? {
    guard case .array(let items)? = raw(key), items.contains(where: \.isArray) else {
      return optionalStrings(key).map { [$0] }
    }
    return items.enumerated().map { index, item in
      guard case .array(let inner) = item else {
        fault("\(key)[\(index + 1)]", "is \(item.kind)", remedy: "It wants a list of texts")
        return []
      }
      return inner.compactMap { element in
        guard case .string(let text) = element else {
          fault("\(key)[\(index + 1)]", "contains \(element.kind)", remedy: "It wants texts only")
          return nil
        }
        return text
      }
    }
  }

  /// A whole number, or `nil` where the key is absent.
  public func integer(_ key: String, in range: ClosedRange<Int> = .min ... .max) -> Int? {
    guard let value = raw(key) else { return nil }
    guard case .integer(let wide) = value, let number = Int(exactly: wide) else {
      wrongType(key, value, "a whole number")
      return nil
    }
    guard range.contains(number) else {
      fault(
        key, "is \(number)",
        remedy: "It wants a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// A number, whole or decimal, or `nil` where the key is absent.
  public func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = raw(key) else { return nil }
    let number: Double
    switch value {
    case .integer(let whole): number = Double(whole)
    case .number(let decimal): number = decimal
    default:
      wrongType(key, value, "a number")
      return nil
    }
    guard range.contains(number) else {
      fault(
        key, "is \(number)",
        remedy: "It wants a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// `true` or `false`, or `nil` where the key is absent.
  public func boolean(_ key: String) -> Bool? {
    guard let value = raw(key) else { return nil }
    guard case .bool(let flag) = value else {
      wrongType(key, value, "true or false, without quotation marks")
      return nil
    }
    return flag
  }

  /// A day, as TOML date (2025-03-04) or as text, or `nil` where the key is absent.
  public func day(_ key: String) -> Day? {
    switch raw(key) {
    case nil: return nil
    case .day(let day): return day
    case .string(let text):
      if let day = Day(text) { return day }
      fault(key, "is \"\(text)\"", remedy: "It wants a day that exists, such as 2025-03-04")
    case .some(let value): wrongType(key, value, "a day such as 2025-03-04")
    }
    return nil
  }

  /// One of the listed names, or `nil` where the key is absent or names none of them.
  public func choice(_ key: String, among names: [String]) -> String? {
    guard let name = optionalString(key) else { return nil }
    guard names.contains(name) else {
      unknownName(name, at: key, among: names)
      return nil
    }
    return name
  }

  /// A case of an enumeration by its raw value, or `nil` where the key is absent or names none.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    choice(key, among: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
  }

  /// Notes that `name`, found at `key`, is none of the known names, with a suggestion.
  public func unknownName(_ name: String, at key: String, among names: [String]) {
    fault(key, "is \"\(name)\"", remedy: Suggestion.hint(for: name, among: names))
  }

  /// A required label in both languages, `title = { de = "…", en = "…" }`; one text alone is a
  /// proper noun that reads the same in both.
  public func text(_ key: String) -> Text {
    guard let value = optionalText(key) else {
      if raw(key) == nil { missing(key, "{ de = \"…\", en = \"…\" }") }
      return Text(de: "", en: "")
    }
    return value
  }

  /// A label in both languages, or `nil` where the key is absent.
  public func optionalText(_ key: String) -> Text? {
    if case .string(let both)? = raw(key) { return .same(both) }
    guard raw(key) != nil, let table = table(key) else { return nil }
    return Text(de: table.string("de"), en: table.string("en"))
  }

  /// The table under a key, or `nil` where the key is absent.
  public func table(_ key: String) -> Declaration? {
    guard let value = raw(key) else { return nil }
    guard case .table(let values) = value else {
      wrongType(key, value, "a table, [\(key)] or { … }")
      return nil
    }
    return child(key, values)
  }

  /// The tables of a list, `[[key]]`, in the order of the file; none where the key is absent.
  public func tables(_ key: String) -> [Declaration] {
    guard let value = raw(key) else { return [] }
    guard case .array(let items) = value else {
      wrongType(key, value, "a list of tables, each under [[\(key)]]")
      return []
    }
    return items.enumerated().compactMap { index, item in
      guard case .table(let values) = item else {
        fault(
          "\(key)[\(index + 1)]", "is \(item.kind)", remedy: "It wants a table under [[\(key)]]")
        return nil
      }
      return child("\(key)[\(index + 1)]", values)
    }
  }
}

extension DeclarationValue {
  fileprivate var isArray: Bool {
    if case .array = self { true } else { false }
  }
}
