import Columns
import Domain

/// The whole catalogue at once: every indicator by every level of area × every cut of its subject ×
/// month, under each counting rule that it knows. What a nightly run recomputes.
public enum WholeCatalogue {
  private static let areas = ["land", "regierungsbezirk", "kreis", "gemeinde", "size_class"]
  private static let subjects = ["", "themenfeld", "leistung", "process_kind"]
  /// Every activation, and the levels from which the two Reifegrad models say "online application".
  private static let rules = [nil, "maturity=1.1:3", "maturity=2.0:4"]

  /// All questions, those to the same relation under the same rule together.
  /// - Parameter months: `nil`: all that the data knows.
  public static func requests(months: ClosedRange<Month>? = nil) -> [FigureRequest] {
    IndicatorRegistry.all.flatMap { indicator in
      let dimensions = indicator.dimensions
      let levels = areas.filter(dimensions.contains)
      let cuts = subjects.filter { $0.isEmpty || dimensions.contains($0) }
      let time = dimensions.contains("month") ? ["month"] : []
      return (indicator.hasCountingRule ? rules : [nil]).flatMap { rule in
        (levels.isEmpty ? [""] : levels).flatMap { level in
          cuts.map { cut in
            FigureRequest(
              indicator.id, by: [level, cut].filter { !$0.isEmpty } + time,
              from: months?.lowerBound, to: months?.upperBound, rule: rule)
          }
        }
      }
    }
  }
}

extension ProjectFigures {
  /// Computes the figures of many questions and keeps none: how many there are of each indicator,
  /// without those that are missing. Questions about the same rows are answered
  /// together, month by month.
  /// - Throws: ``Fault`` for a question that makes no sense.
  public func count(
    _ requests: [FigureRequest], threads: Int? = nil
  ) throws -> [String: RecomputedFigures] {
    let questions = try requests.map { try FigureQuestion($0, state: state) }
    let alike = Dictionary(grouping: questions.indices.filter { questions[$0].hasRows }) {
      Alike(rows: questions[$0].rowsAsked, relations: questions[$0].indicator.formula.relations)
    }
    let batches = alike.sorted { $0.value[0] < $1.value[0] }.map { alike, members in
      (
        members: members,
        batch: EngineBatch(
          members.map { questions[$0].item }, where: alike.rows.filter,
          over: frames.frameSet(alike.rows.rule, months: alike.rows.months),
          denseLimit: Evaluator.denseLimit)
      )
    }
    // What is evaluated in one piece takes longest; questions about a month share what they read.
    let work = batches.indices.flatMap { batch in
      batches[batch].batch.scopes.map { (batch: batch, scope: $0) }
    }.sorted { ($0.scope.month ?? -1, $0.batch) < ($1.scope.month ?? -1, $1.batch) }
    let counts = try Parallel.map(work, threads: threads) { work in
      var counts: [String: RecomputedFigures] = [:]
      batches[work.batch].batch.run(work.scope) { item, figures in
        let question = batches[work.batch].members[item]
        var found = RecomputedFigures()
        figures.forEach { key, figure in found.add(question, key, figure) }
        counts[questions[question].indicator.id, default: RecomputedFigures()].add(found)
      }
      return counts
    }
    return counts.reduce(into: [:]) { $0.merge($1) { $0.adding($1) } }
  }

  private struct Alike: Hashable {
    let rows: FigureQuestion.RowsAsked
    let relations: [RelationSchema]
  }
}
