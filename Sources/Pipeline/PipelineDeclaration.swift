import Declarations
import Domain
import Indicators

/// What a file of `Pipelines/` says: one pipeline, its steps in the order of the file.
///
/// ```toml
/// title = { de = "Tageslauf", en = "Daily run" }
///
/// [[step]]
/// ingest = "all"                   # feeds
/// from = "inbox"                   # or "reference"; Data/inbox where left out
///
/// [[step]]
/// compute = "all"                  # derived tables
///
/// [[step]]
/// export = "abdeckung-kreise"      # name of the files in Data/outbox
/// show = "coverage_share"          # indicator
/// by = ["kreis", "month"]
/// as = ["csv", "json"]
///
/// [[step]]
/// publish = "all"                  # exports that the run record names
/// ```
///
/// The order of the file does not matter: a step follows the steps that write what it reads.
public struct PipelineDeclaration: Sendable {
  /// Name of the file without `.toml`.
  public let name: String
  public let title: Text
  public let steps: [StepDeclaration]

  /// Reads a file's text.
  /// - Parameter file: as people know it, `Pipelines/tageslauf.toml`.
  /// - Throws: ``Fault`` or `Faults` (configuration) with file, line, key path and suggestion.
  public static func parse(
    _ text: String, file: String, vocabulary: PipelineVocabulary
  ) throws -> PipelineDeclaration {
    let base = file.split(separator: "/").last.map(String.init) ?? file
    let name = base.hasSuffix(".toml") ? String(base.dropLast(5)) : base
    return try Declaration.read(text, file: file) { root in
      let title = root.text("title")
      var steps: [StepDeclaration] = []
      let tables = root.tables("step")
      if tables.isEmpty {
        root.fault("step", "is missing", remedy: "Write at least one [[step]] with its verb")
      }
      for (index, table) in tables.enumerated() {
        guard let step = step(table, number: index + 1, vocabulary) else { continue }
        if let first = steps.first(where: { $0.id == step.id }) {
          table.fault(
            step.verb.rawValue, "says \"\(step.id)\" once more: step[\(first.number)] does that",
            remedy: "Remove one of the two, or give it another name")
        }
        steps.append(step)
      }
      StepGraph.noteFaults(of: steps, in: tables)
      return PipelineDeclaration(name: name, title: title, steps: steps)
    }
  }

  private static func step(
    _ table: Declaration, number: Int, _ known: PipelineVocabulary
  ) -> StepDeclaration? {
    let verbs = StepDeclaration.Verb.allCases.filter { table.has($0.rawValue) }
    guard verbs.count == 1, let verb = verbs.first else {
      table.fault(
        nil, verbs.isEmpty ? "has no verb" : "has \(verbs.count) verbs",
        remedy: "A step has one of: ingest, compute, export, publish")
      // Read all the same, so that only what is really unknown is called unknown.
      ["show", "by", "as", "from", "to", "rule", "where", "after"]
        .forEach { _ = table.raw($0) }
      return nil
    }
    let after = table.optionalStrings("after") ?? []
    switch verb {
    case .ingest:
      let feeds = names(table, verb, among: known.feeds)
      let folder: StepDeclaration.Folder = table.choice("from") ?? .inbox
      return StepDeclaration(
        number: number, verb: verb, subjects: feeds, folder: folder, figure: nil, after: after,
        reads: ["Data/\(folder.rawValue)"], writes: feeds.map { "feed \($0)" })
    case .compute:
      let marts = names(table, verb, among: known.marts.keys.sorted())
      return StepDeclaration(
        number: number, verb: verb, subjects: marts, folder: nil, figure: nil, after: after,
        reads: Set(marts.flatMap { known.marts[$0] ?? [] }).sorted().map { "feed \($0)" },
        writes: marts.map { "mart \($0)" })
    case .export:
      let figure = FigureDeclaration(table, known)
      let name = fileStem(table)
      return StepDeclaration(
        number: number, verb: verb, subjects: [name], folder: nil, figure: figure, after: after,
        reads: known.feeds.map { "feed \($0)" } + known.marts.keys.sorted().map { "mart \($0)" },
        writes: ["export \(name)"])
    case .publish:
      let exports = table.strings(verb.rawValue)
      return StepDeclaration(
        number: number, verb: verb, subjects: exports, folder: nil, figure: nil, after: after,
        reads: exports == ["all"] ? ["export *"] : exports.map { "export \($0)" },
        writes: ["run"])
    }
  }

  /// The names that a verb lists, `all` meaning every one.
  private static func names(
    _ table: Declaration, _ verb: StepDeclaration.Verb, among known: [String]
  ) -> [String] {
    let names = table.strings(verb.rawValue)
    if names == ["all"] { return known }
    for name in names where !known.contains(name) {
      table.unknownName(name, at: verb.rawValue, among: known + ["all"])
    }
    return names
  }

  /// An export's name becomes a file's name.
  private static func fileStem(_ table: Declaration) -> String {
    let name = table.string("export")
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    if !isPlain {
      table.fault(
        "export", "is \"\(name)\"",
        remedy: "It becomes a file's name: small letters, digits, - and _ only")
    }
    return name
  }
}

/// The names that a pipeline may use.
public struct PipelineVocabulary: Sendable {
  public let feeds: [String]
  /// Name of the derived table → feeds that it follows.
  public let marts: [String: Set<String>]
  public let indicators: [IndicatorDescription]

  public init(
    feeds: [String] = FeedCatalogue.all.map(\.name), marts: [NamedMart],
    indicators: [IndicatorDescription] = IndicatorRegistry.all.map(\.description)
  ) {
    self.feeds = feeds
    self.marts = Dictionary(uniqueKeysWithValues: marts.map { ($0.name, $0.mart.feeds) })
    self.indicators = indicators
  }
}
