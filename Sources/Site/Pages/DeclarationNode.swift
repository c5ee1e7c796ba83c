import Declarations
import Domain

/// A value of a declaration with its place, read strictly: a wrong type or name is a fault that
/// says file, key path and what was meant.
struct DeclarationNode {
  let value: DeclarationValue
  let file: String
  /// `tile[2].show`; empty at the top.
  let keyPath: String

  func fault(_ key: String?, _ problem: String, _ remedy: String) -> Fault {
    let path = [keyPath, key ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    return Fault(
      .configuration, at: path.isEmpty ? file : "\(file): \(path)", problem, remedy: remedy)
  }

  /// Refuses every key that is not `known`.
  func admit(_ known: [String]) throws(Fault) {
    for (name, _) in try members() where !known.contains(name) {
      throw fault(name, "unknown key \"\(name)\"", Suggestion.hint(for: name, among: known))
    }
  }

  func find(_ key: String) throws(Fault) -> DeclarationNode? {
    try members().first { $0.name == key }?.node
  }

  func need(_ key: String) throws(Fault) -> DeclarationNode {
    guard let node = try find(key) else {
      throw fault(key, "the key is missing", "Add \(key) = …")
    }
    return node
  }

  func members() throws(Fault) -> [(name: String, node: DeclarationNode)] {
    guard case .table(let table) = value else {
      throw fault(nil, "a table is wanted", "Write { … }")
    }
    return table.sorted { $0.key < $1.key }.map { key, value in
      (
        name: key,
        node: DeclarationNode(
          value: value, file: file, keyPath: keyPath.isEmpty ? key : keyPath + "." + key)
      )
    }
  }

  /// The elements of an array; a single value counts as an array of one.
  func elements() throws(Fault) -> [DeclarationNode] {
    guard case .array(let values) = value else { return [self] }
    return values.enumerated().map { index, value in
      DeclarationNode(value: value, file: file, keyPath: "\(keyPath)[\(index + 1)]")
    }
  }

  func string() throws(Fault) -> String {
    guard case .string(let text) = value else {
      throw fault(nil, "a text is wanted", "Put it in quotes")
    }
    return text
  }

  func integer() throws(Fault) -> Int {
    guard case .integer(let number) = value, let number = Int(exactly: number) else {
      throw fault(nil, "a whole number is wanted", "Write it without quotes")
    }
    return number
  }

  /// `{ de = "…", en = "…" }`; both languages, or one string for a proper noun.
  func text() throws(Fault) -> Text {
    if case .string(let both) = value { return .same(both) }
    try admit(["de", "en"])
    return Text(de: try need("de").string(), en: try need("en").string())
  }

  func choice(_ known: [String], what: String) throws(Fault) -> String {
    let name = try string()
    guard known.contains(name) else {
      throw fault(nil, "unknown \(what) \"\(name)\"", Suggestion.hint(for: name, among: known))
    }
    return name
  }
}
