import Domain
import Indicators
import Store

extension Priority {
  /// ``rankTable(_:)`` of the project's candidates.
  /// - Throws: as ``init(reader:rules:draws:seed:pairs:)``.
  public static func table(
    _ reader: StoreReader, rules: WeightRules = WeightRules(), draws: Int = 10_000,
    seed: UInt64 = 1
  ) throws -> Table<Exact> {
    try Priority(reader: reader, rules: rules, draws: draws, seed: seed).rankTable(
      reader.dataState())
  }

  /// The ranked candidates by expected rank, then those that cannot be assessed, with what is
  /// missing: `candidate_id, name, state (ranked, not_assessable), rank_from, rank_to,
  /// expected_rank, first_share, first_ten_share, confidence, equal_rank_from, equal_rank_to,
  /// equal_expected_rank, equal_first_share, missing`. Nine of ten draws lie in the interval of
  /// ranks; `equal_` is without any opinion about weights.
  /// - Parameters:
  ///   - selected: the candidates that the budget pays for, as `selected`; `nil`: not asked.
  ///   - obstacle: why nobody can say what the budget pays for; told in the note.
  public func rankTable(
    _ dataState: DataState, selected: Set<String>? = nil, withoutSelection obstacle: Text? = nil
  ) -> Table<Exact> {
    let expected = candidates.indices.map { ranks.expectedRank($0) }
    let order = candidates.indices.sorted { (expected[$0], $0) < (expected[$1], $1) }
    let ranked = order.map { index -> [TableCell] in
      let (interval, equal) = (ranks.interval(index), equalRanks.interval(index))
      return [
        .key(candidates[index].id, label: .same(candidates[index].name)),
        .text(candidates[index].name), .key("ranked", label: Self.states["ranked"]),
      ] + Self.selection(candidates[index].id, selected) + [
        .number(interval.lowerBound), .number(interval.upperBound),
        .figure(.value(expected[index])), .figure(.value(ranks.share(index, rank: 1))),
        .figure(.value(ranks.share(index, first: 10))),
        .applicable(ranks.confidence[index]),
        .number(equal.lowerBound), .number(equal.upperBound),
        .figure(.value(equalRanks.expectedRank(index))),
        .figure(.value(equalRanks.share(index, rank: 1))),
        .text(unknownCriteria(index).map(\.rawValue).joined(separator: " ")),
      ]
    }
    let others = notAssessable.sorted { $0.id < $1.id }.map { other -> [TableCell] in
      [.key(other.id, label: .same(other.name)), .text(other.name)]
        + [.key("not_assessable", label: Self.states["not_assessable"])]
        + Self.selection(other.id, selected)
        + [TableCell](repeating: .figure(.missing), count: 10)
        + [other.cell()]
    }
    return table(
      Text(de: "Reihenfolge der Standardprozesse", en: "Order of the Standardprozesse"),
      [
        Self.candidate, .dimension("name", .same("Name")),
        .dimension("state", Text(de: "Einordnung", en: "standing")),
      ]
        + (selected == nil
          ? [] : [.dimension("selected", Text(de: "im Vorschlag", en: "in the proposal"))]) + [
          .measure("rank_from", Text(de: "Rang von (P5)", en: "rank from (P5)"), .count),
          .measure("rank_to", Text(de: "Rang bis (P95)", en: "rank to (P95)"), .count),
          .measure(
            "expected_rank", Text(de: "erwarteter Rang", en: "expected rank"), .coefficient),
          .measure("first_share", Text(de: "auf Rang 1", en: "on rank 1"), .share),
          .measure(
            "first_ten_share", Text(de: "unter den ersten zehn", en: "among the first ten"), .share),
          .measure(
            "confidence",
            Text(
              de: "auf Rang 1 bei passenden Gewichten", en: "on rank 1 with weights that suit it"),
            .share),
          .measure(
            "equal_rank_from",
            Text(de: "ohne Meinung: Rang von", en: "without opinion: rank from"), .count),
          .measure(
            "equal_rank_to", Text(de: "ohne Meinung: Rang bis", en: "without opinion: rank to"),
            .count),
          .measure(
            "equal_expected_rank",
            Text(de: "ohne Meinung: erwarteter Rang", en: "without opinion: expected rank"),
            .coefficient),
          .measure(
            "equal_first_share",
            Text(de: "ohne Meinung: auf Rang 1", en: "without opinion: on rank 1"), .share),
          .dimension("missing", Text(de: "es fehlt", en: "missing")),
        ], ranked + others, dataState,
      beside: obstacle.map {
        Text(de: "Ohne Vorschlag im Budget: \($0.de)", en: "Without a proposal: \($0.en)")
      })
  }

  private static func selection(_ id: String, _ selected: Set<String>?) -> [TableCell] {
    guard let selected else { return [] }
    return [
      selected.contains(id)
        ? .key("yes", label: Text(de: "ja", en: "yes"))
        : .key("no", label: Text(de: "nein", en: "no"))
    ]
  }

  /// Criteria of which nothing is known for a candidate.
  public func unknownCriteria(_ candidate: Int) -> [Criterion] {
    scores.columns.compactMap { column in
      guard case .known(let values) = column.values, values[candidate] == nil else { return nil }
      return column.criterion
    } + withoutData
  }

  /// `criterion, name, measure, direction, scaling, at_zero, at_one, unit, weight, equal_weight,
  /// without_data`: how each is measured and brought to 0…1, and what it weighs on average.
  public func criteriaTable(_ dataState: DataState) -> Table<Exact> {
    let (means, equal) = (weights.means, equalWeights.means)
    let used = scores.columns.enumerated().map { index, column -> [TableCell] in
      Self.criterionCells(column.criterion) + [
        .text(column.scale.kind.rawValue), .figure(.value(column.scale.atZero)),
        .figure(.value(column.scale.atOne)), .text(column.criterion.unit.rawValue),
        .figure(.value(means[index])), .figure(.value(equal[index])),
        .number(scores.unknown(index).count),
      ]
    }
    let left = withoutData.map { criterion -> [TableCell] in
      Self.criterionCells(criterion) + [
        .text(""), .figure(.missing), .figure(.missing), .text(criterion.unit.rawValue),
        .figure(.notApplicable), .figure(.notApplicable), .number(candidates.count),
      ]
    }
    return table(
      Text(de: "Kriterien der Reihenfolge", en: "Criteria of the order"),
      [
        .dimension("criterion", Text(de: "Kriterium", en: "criterion")),
        .dimension("name", .same("Name")),
        .dimension("measure", Text(de: "gemessen als", en: "measured as")),
        .dimension("direction", Text(de: "Richtung", en: "direction")),
        .dimension("scaling", Text(de: "Skala", en: "scaling")),
        .measure("at_zero", Text(de: "zählt 0 bei", en: "counts 0 at"), nil),
        .measure("at_one", Text(de: "zählt 1 bei", en: "counts 1 at"), nil),
        .dimension("unit", Text(de: "Einheit", en: "unit")),
        .measure("weight", Text(de: "mittleres Gewicht", en: "mean weight"), .share),
        .measure(
          "equal_weight",
          Text(de: "mittleres Gewicht ohne Meinung", en: "mean weight without opinion"), .share),
        .measure(
          "without_data", Text(de: "Kandidaten ohne Angabe", en: "candidates without data"),
          .count),
      ], used + left, dataState)
  }

  private static func criterionCells(_ criterion: Criterion) -> [TableCell] {
    [
      .key(criterion.rawValue, label: criterion.name), .text(criterion.name.de),
      .key(criterion.measure.de, label: criterion.measure),
      criterion.isHigherBetter
        ? .key("higher_is_better", label: Text(de: "mehr ist besser", en: "higher is better"))
        : .key("lower_is_better", label: Text(de: "weniger ist besser", en: "lower is better")),
    ]
  }

  private static let states = [
    "ranked": Text(de: "eingereiht", en: "ranked"),
    "not_assessable": Text(de: "nicht bewertbar", en: "not assessable"),
  ]

  static let candidate = TableColumn.dimension(
    "candidate_id", Text(de: "Kandidat", en: "candidate"))

  func table(
    _ title: Text, _ columns: [TableColumn], _ rows: [[TableCell]], _ dataState: DataState,
    beside remark: Text? = nil
  ) -> Table<Exact> {
    let draws = Text.count(weights.count)
    return Disclosure.exact(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: title,
        source: Text(
          de: "Kandidaten, Kosten-Nutzen, Fallzahlen, Aktivierungen, Prozesse",
          en: "candidates, cost-benefit, cases, activations, processes"),
        rule: rules.sentence.de, ruleText: rules.sentence,
        caveat: Text(
          de:
            "Ein Rang gilt nur mit seiner Spanne: neun von zehn Ziehungen liegen darin. Was ein Kandidat nicht hat, ist gelost, nicht null.",
          en:
            "A rank holds only with its interval: nine of ten draws lie in it. What is not known of a candidate is drawn, not zero."
        ),
        note: Text(
          de: "SMAA-2, \(draws.de) Ziehungen, Startwert \(seed)"
            + (remark.map { ". \($0.de)" } ?? ""),
          en: "SMAA-2, \(draws.en) draws, seed \(seed)" + (remark.map { ". \($0.en)" } ?? "")),
        dataState: dataState))
  }
}
