import Domain

/// The frame of the funnel: how many visits came as far as each step, and for how many it was the
/// last one.
extension ProjectState {
  func funnelSteps() -> Frame? {
    let funnel = facts.funnel
    guard funnel.cellCount > 0, let first = dimensions.months?.lowerBound else { return nil }
    var (processes, kreise, months) = ([UInt32](), [UInt32](), [UInt32]())
    var (steps, reached, ended) = ([UInt32](), [Int64](), [Int64]())
    // Cells of a month, process and Kreis stand together, by ascending step.
    var end = funnel.cellCount
    while end > 0 {
      var start = end - 1
      while start > 0, funnel.isSameFunnel(start - 1, end - 1) { start -= 1 }
      var visits: Int64 = 0
      var cell = end - 1
      for step in stride(from: funnel.step[cell], through: 0, by: -1) {
        let isLast = cell >= start && funnel.step[cell] == step
        if isLast { visits += funnel.visits[cell] }
        processes.append(funnel.process[start])
        kreise.append(funnel.kreis[start])
        months.append(UInt32(funnel.month[start] - first.number))
        steps.append(UInt32(step))
        reached.append(visits)
        ended.append(isLast ? funnel.visits[cell] - funnel.visitsSubmitted[cell] : 0)
        if isLast { cell -= 1 }
      }
      end = start
    }
    return Frame(
      rowCount: steps.count,
      bases: [.words(kreise), .words(processes), .words(months), .words(steps)],
      dimensions: funnelDimensions,
      measures: ["reached": .values(reached), "ended": .values(ended)])
  }

  private var funnelDimensions: [String: Frame.Dimension] {
    let processes = facts.funnel.processes.map { registers.processCode[$0]! }
    var columns = dimensions.ofProcess.mapValues { codes in
      Frame.Dimension(base: 1, codeOf: processes.map { codes[$0] })
    }
    // The digits of a Kreis name what it lies in; the Land itself has no Kreis.
    for (name, length) in [("land", 2), ("regierungsbezirk", 3), ("kreis", 5)] {
      let keys = dimensions.keySpaces[name]!
      columns[name] = Frame.Dimension(
        base: 0,
        codeOf: facts.funnel.kreise.map { kreis in
          keys.code(of: String(kreis.prefix(length))).map { Int32($0) } ?? Frame.noKey
        })
    }
    columns["month"] = monthDimension(base: 2)
    columns["step"] = Frame.Dimension(
      base: 3, codeOf: Array(0..<Int32(dimensions.keySpaces["step"]!.count)))
    return columns
  }
}

extension FunnelCells {
  fileprivate func isSameFunnel(_ a: Int, _ b: Int) -> Bool {
    month[a] == month[b] && process[a] == process[b] && kreis[a] == kreis[b]
  }
}
