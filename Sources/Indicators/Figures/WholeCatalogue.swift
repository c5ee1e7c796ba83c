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
  /// Computes the figures of many questions and keeps none: how many there are, without those that
  /// are missing, and how often each indicator has one. Questions about the same rows are answered
  /// together, month by month.
  /// - Throws: ``Fault`` for a question that makes no sense.
  public func count(
    _ requests: [FigureRequest], threads: Int? = nil
  ) throws -> [String: Int] {
    let questions = try requests.map { try FigureQuestion($0, state: state) }
    let alike = Dictionary(grouping: questions.indices.filter { questions[$0].hasRows }) {
      Alike(rows: questions[$0].rowsAsked, relations: questions[$0].indicator.formula.relations)
    }
    let batches = alike.map { alike, members in
      (
        members: members,
        batch: EngineBatch(
          members.map { questions[$0].item }, where: alike.rows.filter,
          over: frames.frameSet(alike.rows.rule, months: alike.rows.months),
          denseLimit: Evaluator.denseLimit)
      )
    }
    let work = batches.indices.flatMap { batch in
      batches[batch].batch.scopes.map { (batch: batch, scope: $0) }
    }
    let counts = try Parallel.map(work, threads: threads) { work in
      var counts: [String: Int] = [:]
      batches[work.batch].batch.run(work.scope) { item, figures in
        let indicator = questions[batches[work.batch].members[item]].indicator.id
        counts[indicator, default: 0] += figures.rows.count { $0.value.number != nil }
      }
      return counts
    }
    return counts.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
  }

  private struct Alike: Hashable {
    let rows: FigureQuestion.RowsAsked
    let relations: [RelationSchema]
  }
}
