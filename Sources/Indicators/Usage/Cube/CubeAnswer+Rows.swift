/// Sums → the rows of the answer.
extension CubeAnswer {
  /// The dimensions, then the measures, sorted by the dimensions; groups with rows only, but one
  /// row where there are no dimensions.
  func rows() -> TableRows {
    let keys = spaces.map { space in space.keys.map { TableCell.key($0 ?? "", label: nil) } }
    let figures = query.measures.map(figure)
    let present = sums[.rows]
    var count = 0
    var cells = TableRows.Builder(width: keys.count + figures.count)
    let groups = sums.groups.filter { present[$0.place] > 0 || spaces.isEmpty }
    for (key, place) in groups {
      var rest = key
      for position in keys.indices {
        cells.append(keys[position][Int(rest / strides[position])])
        rest %= strides[position]
      }
      for figure in figures { cells.append(.figure(figure(place))) }
      count += 1
    }
    return cells.finish(count: count)
  }

  /// `place` → the measure; `missing` for a denominator of zero or no values.
  private func figure(_ measure: UsageMeasure) -> (Int) -> Figure {
    func count(_ sum: CubeSums.Sum) -> (Int) -> Figure {
      let values = sums[sum]
      return { .value(Double(values[$0])) }
    }
    func ratio(_ numerator: CubeSums.Sum, _ denominator: CubeSums.Sum) -> (Int) -> Figure {
      let (above, below) = (sums[numerator], sums[denominator])
      return { below[$0] == 0 ? .missing : .value(Double(above[$0]) / Double(below[$0])) }
    }
    switch measure {
    case .events: return count(.rows)
    case .pageViews: return count(.kind(.pageView))
    case .started: return count(.kind(.processStarted))
    case .submissions: return count(.kind(.submitted))
    case .completed: return count(.kind(.completed))
    case .sessions: return count(.sessions)
    case .completionRate: return ratio(.submitted, .started)
    case .takeUp: return ratio(.digital, .kind(.submitted))
    case .ratingMean: return ratio(.ratingSum, .ratingCount)
    case .ratingCount: return count(.ratingCount)
    case .durationP50, .durationP90, .durationP99:
      let values = quantiles[measure]!
      return { values[$0].map { .value(Double($0)) } ?? .missing }
    }
  }
}
