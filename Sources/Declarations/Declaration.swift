import Domain

/// A table of a declaration file, read strictly: each key is asked for by name and type, whatever
/// does not fit is collected, and a key that nobody asked for is a fault too.
///
/// ```swift
/// let page = try Declaration.read(text, file: "Dashboards/kreise.toml") { root in
///   Page(title: root.text("title"), tiles: root.tables("tile").map(Tile.init))
/// }
/// ```
///
/// A getter of a required key that is missing or of another type notes the fault and gives an
/// empty value so that reading goes on; `read` throws before that value can be used.
public final class Declaration {
  /// The file as people know it, relative to the project folder.
  public let file: String
  /// Where in the file this table stands: empty for the root, else `step[2]` (counted from 1).
  public let keyPath: String

  private let values: [String: DeclarationValue]
  private let ledger: Ledger
  private var asked: [String] = []
  private var children: [Declaration] = []

  /// What the tables of one file have in common.
  private final class Ledger {
    let lines: LineIndex
    var faults: [(path: String, fault: Fault)] = []
    init(lines: LineIndex) { self.lines = lines }
  }

  /// The root table of a file. Prefer ``read(_:file:_:)``, which cannot forget ``finish()``.
  /// - Parameter text: The file's text, if faults are to name lines.
  public convenience init(file: String, root: [String: DeclarationValue], text: String = "") {
    self.init(file: file, keyPath: "", values: root, ledger: Ledger(lines: LineIndex(text)))
  }

  private init(
    file: String, keyPath: String, values: [String: DeclarationValue], ledger: Ledger
  ) {
    self.file = file
    self.keyPath = keyPath
    self.values = values
    self.ledger = ledger
  }

  /// Parses `text` and lets `build` take a value from its root table.
  /// - Throws: ``Fault`` where the text is not TOML; ``Faults`` with everything that does not
  ///   fit, unknown keys included.
  public static func read<Value>(
    _ text: String, file: String, _ build: (Declaration) throws -> Value
  ) throws -> Value {
    let root = Declaration(file: file, root: try TOMLTree.parse(text, file: file), text: text)
    let value = try build(root)
    try root.finish()
    return value
  }

  /// The keys that stand in this table, sorted.
  public var keys: [String] { values.keys.sorted() }

  /// Whether a key stands in this table. Counts as having asked for it.
  public func has(_ key: String) -> Bool { raw(key) != nil }

  /// The value of a key, whatever it is. Counts as having asked for it.
  public func raw(_ key: String) -> DeclarationValue? {
    if !asked.contains(key) { asked.append(key) }
    return values[key]
  }

  /// Notes a fault of this table's own (`key` nil) or of one of its keys.
  ///
  /// `problem` follows the key path in the message: "names no indicator".
  public func fault(_ key: String?, _ problem: String, remedy: String) {
    let path = [keyPath, key ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
    let line = ledger.lines.line(of: path)
    ledger.faults.append(
      (
        path,
        Fault(
          .configuration, at: line.map { "\(file):\($0)" } ?? file,
          path.isEmpty ? problem : "\(path) \(problem)", remedy: remedy)
      ))
  }

  /// Notes that a required key is missing. The hint is a present key of a similar name.
  func missing(_ key: String, _ what: String) {
    fault(key, "is missing", remedy: "It wants \(what)")
  }

  func wrongType(_ key: String, _ value: DeclarationValue, _ what: String) {
    fault(key, "is \(value.kind)", remedy: "It wants \(what)")
  }

  func child(_ path: String, _ values: [String: DeclarationValue]) -> Declaration {
    let child = Declaration(
      file: file, keyPath: [keyPath, path].filter { !$0.isEmpty }.joined(separator: "."),
      values: values, ledger: ledger)
    children.append(child)
    return child
  }

  /// Ends the reading of the file; call it on the root table after the last getter.
  /// - Throws: ``Faults`` in the order of the lines, if anything did not fit or a key was
  ///   never asked for.
  public func finish() throws {
    noteUnknownKeys()
    guard !ledger.faults.isEmpty else { return }
    let lines = ledger.lines
    throw Faults(
      ledger.faults.enumerated()
        .sorted { a, b in
          let first = (lines.line(of: a.element.path) ?? Int.max, a.offset)
          return first < (lines.line(of: b.element.path) ?? Int.max, b.offset)
        }
        .map(\.element.fault))
  }

  private func noteUnknownKeys() {
    for key in keys where !asked.contains(key) {
      // A key that is there and right cannot be what the misspelt one was meant to be.
      let free = asked.filter { values[$0] == nil }
      let closest = Suggestion.closest(to: key, among: free)
      fault(
        key, "is not known here",
        remedy: closest.map { "Did you mean \"\($0)\"?" }
          ?? Suggestion.hint(for: key, among: asked))
    }
    children.forEach { $0.noteUnknownKeys() }
  }
}
