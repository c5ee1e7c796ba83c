import Domain
import Indicators

extension Priority {
  /// `candidate_id, rank, share, equal_share`: how often a candidate has a rank. Ranks that it
  /// never has are left out.
  public func acceptabilityTable(_ dataState: DataState) -> Table<Exact> {
    var rows: [[TableCell]] = []
    for index in candidates.indices {
      for rank in 1...candidates.count {
        let (own, equal) = (ranks.share(index, rank: rank), equalRanks.share(index, rank: rank))
        guard own > 0 || equal > 0 else { continue }
        rows.append([
          key(index), .key(String(rank), label: nil), .figure(.value(own)),
          .figure(.value(equal)),
        ])
      }
    }
    return table(
      Text(de: "Rangverteilung der Kandidaten", en: "Ranks of the candidates"),
      [
        Self.candidate, .dimension("rank", Text(de: "Rang", en: "rank")),
        .measure("share", Text(de: "Anteil", en: "share"), .share),
        .measure(
          "equal_share", Text(de: "Anteil ohne Meinung", en: "share without opinion"), .share),
      ], rows, dataState)
  }

  /// `candidate_id, other_id, better_share, equal_better_share`: how often the candidate is better
  /// than the other; equally good counts half.
  /// - Precondition: pairs were counted.
  public func pairTable(_ dataState: DataState) -> Table<Exact> {
    var rows: [[TableCell]] = []
    for index in candidates.indices {
      for other in candidates.indices where other != index {
        guard let own = ranks.preferred(index, over: other),
          let equal = equalRanks.preferred(index, over: other)
        else { preconditionFailure("a ranking that counted no pairs") }
        rows.append([key(index), key(other), .figure(.value(own)), .figure(.value(equal))])
      }
    }
    return table(
      Text(de: "Kandidaten im Paarvergleich", en: "Candidates in pairs"),
      [
        Self.candidate, .dimension("other_id", Text(de: "anderer Kandidat", en: "other")),
        .measure("better_share", Text(de: "besser", en: "better"), .share),
        .measure(
          "equal_better_share", Text(de: "besser ohne Meinung", en: "better without opinion"),
          .share),
      ], rows, dataState)
  }

  /// `candidate_id`, then a column for each criterion: the mean weights under which the candidate
  /// is first. Candidates that are never first are left out.
  public func centralWeightTable(_ dataState: DataState) -> Table<Exact> {
    let width = scores.columns.count
    let rows = candidates.indices.filter { ranks.confidence[$0] != nil }.map { index in
      [key(index)]
        + (0..<width).map {
          TableCell.figure(.value(ranks.centralWeights[index * width + $0]))
        }
    }
    return table(
      Text(
        de: "Gewichte, die für einen Kandidaten sprechen", en: "Weights that favour a candidate"),
      [Self.candidate]
        + scores.criteria.map { .measure($0.rawValue, $0.name, .share) }, rows, dataState)
  }

  /// `candidate_id`, then a column for each criterion: what was measured, in its unit; of what is
  /// drawn the median.
  public func valueTable(_ dataState: DataState) -> Table<Exact> {
    let columns = scores.columns.map { column -> [Double?] in
      switch column.values {
      case .known(let values): values
      case .drawn(let draws):
        DrawQuantiles([0.5], of: draws, count: scores.drawCount).values.map { $0[0] }
      }
    }
    let rows = candidates.indices.map { index in
      [key(index)] + columns.map { .number($0[index]) }
    }
    return table(
      Text(de: "Werte der Kandidaten", en: "Values of the candidates"),
      [Self.candidate]
        + scores.criteria.map { .measure($0.rawValue, $0.name, $0.unit) }, rows, dataState)
  }

  private func key(_ candidate: Int) -> TableCell {
    .key(candidates[candidate].id, label: .same(candidates[candidate].name))
  }
}
