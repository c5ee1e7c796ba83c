import Columns
import Domain

/// Who is competent for a Leistung in a Gemeinde.
public enum Competence: Sendable, Hashable {
  /// The competent Behörde.
  case authority(ARS)
  /// Rules exist, but none reaches this Gemeinde: the Leistung does not exist here.
  case notApplicable
  /// No rule says anything about the Leistung on that day: figures are `missing`.
  case unknown
}

/// The rules of competence in their order (``Precedence``).
public struct CompetenceRules: Sendable {
  private let ofKey: [String: [CompetenceRule]]

  public init(_ rules: [CompetenceRule]) {
    ofKey = Dictionary(grouping: rules, by: \.leika)
  }

  public init(_ batch: ColumnBatch?) {
    guard let batch else {
      self.init([])
      return
    }
    let (leika, prefix) = (batch.texts("leika"), batch.texts("leika_prefix"))
    let (kind, authority) = (batch.texts("authority_kind"), batch.texts("authority_ars"))
    let (from, to) = (batch.days("valid_from"), batch.days("valid_to"))
    let source = batch.texts("source")
    self.init(
      (0..<batch.rowCount).compactMap { row -> CompetenceRule? in
        guard let key = leika[row] ?? prefix[row], let from = from[row] else { return nil }
        let target: CompetenceRule.Target
        if let ars = authority[row].flatMap({ ARS($0) }) {
          target = .authority(ars)
        } else if let kind = kind[row].flatMap(AuthorityKind.init) {
          target = .kind(kind)
        } else {
          return nil
        }
        return CompetenceRule(
          leika: key, target: target, validFrom: from, validTo: to[row], source: source[row] ?? "")
      })
  }

  public var isEmpty: Bool { ofKey.isEmpty }

  /// All rules by key, the strongest of a key first.
  public var all: [CompetenceRule] {
    ofKey.sorted { $0.key < $1.key }.flatMap { $0.value.sorted(by: Precedence.precedes) }
  }

  /// Keys of Leistungen that have a rule of their own (prefixes left out), sorted.
  public var exactKeys: [String] { ofKey.keys.filter { $0.utf8.count == 14 }.sorted() }

  /// The rules for a Leistung that exist on a day, the strongest first.
  public func rules(for leika: String, on day: Day) -> [CompetenceRule] {
    candidates(for: leika).filter { $0.exists(on: day) }.sorted(by: Precedence.precedes)
  }

  /// The rules for a Leistung at any time, in no order.
  func candidates(for leika: String) -> [CompetenceRule] {
    (2...14).compactMap { ofKey[String(leika.prefix($0))] }.flatMap { $0 }
  }

  /// Days on which a rule begins or has ended, ascending.
  var changeDays: [Day] {
    Set(ofKey.values.joined().flatMap { [$0.validFrom] + ($0.validTo.map { [$0 + 1] } ?? []) })
      .sorted()
  }

  /// The competent Behörde.
  public func competence(
    for leika: String, in gemeinde: AreaRegister.Gemeinde, on day: Day
  ) -> Competence {
    let rules = rules(for: leika, on: day)
    if rules.isEmpty { return .unknown }
    return rules.lazy.compactMap { $0.target.authority(for: gemeinde) }.first
      .map(Competence.authority) ?? .notApplicable
  }
}
