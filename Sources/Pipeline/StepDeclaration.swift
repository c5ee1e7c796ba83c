import Declarations
import Domain
import Indicators

/// One step of a pipeline: a verb, what it is applied to, what it reads and writes.
public struct StepDeclaration: Sendable, Hashable {
  public enum Verb: String, Sendable, CaseIterable {
    /// Files of `Data/inbox` → facts.
    case ingest
    /// Facts → derived tables.
    case compute
    /// Facts and derived tables → a file in `Data/outbox`.
    case export
    /// What was done → a run record that pages and listings show.
    case publish
  }

  /// Folder of `Data` from which a step takes files.
  public enum Folder: String, Sendable, CaseIterable {
    /// Deliveries: each file is cleared away once it is loaded.
    case inbox
    /// Facts with their source that the project keeps: each file stays.
    case reference
  }

  /// Position in the file, from 1.
  public let number: Int
  public let verb: Verb
  /// Feeds, derived tables, the export's name, or the published exports.
  public let subjects: [String]
  /// Where `ingest` takes its files from; `nil` for the other verbs.
  public let folder: Folder?
  /// What an export shows; `nil` for the other verbs.
  public let figure: FigureDeclaration?
  /// Steps that have to come first although no name says so.
  public let after: [String]
  /// Names such as `feed events`, `mart usage`, `export abdeckung-kreise`.
  public let reads: [String]
  public let writes: [String]

  /// `ingest inbox`, `ingest reference`, `compute`, `publish`, or the export's name: what `after`,
  /// the plan and the memory call the step.
  public var id: String {
    switch verb {
    case .ingest: "ingest \(folder?.rawValue ?? "")"
    case .export: subjects.first ?? ""
    case .compute, .publish: verb.rawValue
    }
  }

  /// The declaration in canonical words: a change of meaning changes it, a change of layout or
  /// comments does not.
  var fingerprint: String {
    var words = [verb.rawValue] + subjects.sorted()
    if let figure { words += ["show"] + figure.words }
    return words.joined(separator: "\u{1F}")
  }
}

/// What an export shows: an indicator, by what, over which months, in which forms.
public struct FigureDeclaration: Sendable, Hashable {
  /// Forms of a file in `Data/outbox`.
  public enum Form: String, Sendable, CaseIterable { case csv, json }

  public let request: FigureRequest
  public let forms: [Form]

  public init(request: FigureRequest, forms: [Form]) {
    self.request = request
    self.forms = forms
  }

  /// Reads `show`, `by`, `from`, `to`, `rule`, `where` and `as`, and notes what does not fit.
  init(_ table: Declaration, _ known: PipelineVocabulary) {
    let id = table.string("show")
    let indicator = known.indicators.first { $0.id == id }
    if indicator == nil, !id.isEmpty {
      table.unknownName(id, at: "show", among: known.indicators.map(\.id))
    }
    let by = table.optionalStrings("by") ?? []
    var filter: [String: [String]] = [:]
    if let conditions = table.table("where") {
      for name in conditions.keys {
        filter[name] = conditions.strings(name)
        Self.check(name, at: name, in: conditions, indicator)
      }
    }
    for name in by { Self.check(name, at: "by", in: table, indicator) }
    request = FigureRequest(
      id, by: by, from: Self.month("from", table), to: Self.month("to", table),
      rule: table.optionalString("rule"), filter: filter)
    forms = Self.forms(table)
  }

  private static func check(
    _ dimension: String, at key: String, in table: Declaration, _ indicator: IndicatorDescription?
  ) {
    guard let indicator, !indicator.dimensions.contains(dimension) else { return }
    table.unknownName(dimension, at: key, among: indicator.dimensions)
  }

  private static func forms(_ table: Declaration) -> [Form] {
    let names = table.optionalStrings("as") ?? [Form.csv.rawValue]
    return names.compactMap { name in
      if let form = Form(rawValue: name) { return form }
      table.unknownName(name, at: "as", among: Form.allCases.map(\.rawValue))
      return nil
    }
  }

  private static func month(_ key: String, _ table: Declaration) -> Month? {
    guard let text = table.optionalString(key) else { return nil }
    guard let month = Month(text) else {
      table.fault(key, "is \"\(text)\"", remedy: "It wants a month such as 2025-03")
      return nil
    }
    return month
  }

  var words: [String] {
    [
      request.indicator, request.by.joined(separator: ","), request.from?.description ?? "",
      request.to?.description ?? "", request.rule ?? "",
      request.filter.sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value.joined(separator: "|"))" }.joined(separator: ";"),
      forms.map(\.rawValue).joined(separator: ","),
    ]
  }
}
