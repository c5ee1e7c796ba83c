import Domain

/// The frame of promises: it asks the indicators that they name.
extension RelationFrames {
  func promiseStates(_ month: Month) -> Frame? {
    guard let batch = state.facts.plans.promises else { return nil }
    let today = state.day(of: month)
    var rows = FrameRows(.promiseStates, state.dimensions, subject: .process)
    let (ids, processes) = (batch.texts("promise_id"), batch.texts("process_id"))
    let (indicators, values) = (batch.texts("indicator"), batch.reals("value"))
    let due = batch.days("due_on")
    var known: [String: [String: Double]] = [:]
    for row in 0..<batch.rowCount {
      guard let id = indicators[row], let promised = values[row], let day = due[row], day <= today
      else { continue }
      let isByProcess = processes[row] != nil
      let question = isByProcess ? id + " by process" : id
      if known[question] == nil {
        known[question] = figures(of: id, byProcess: isByProcess, month)
      }
      let value = known[question]![processes[row] ?? ""]
      let isKept = value.map { value -> Bool in
        switch try? IndicatorRegistry.indicator(id).direction {
        case .lowerIsBetter?: value <= promised
        default: value >= promised
        }
      }
      rows.add(
        subject: processes[row].flatMap { state.registers.processCode[$0] },
        keys: [state.code("promise", ids[row]), state.dimensions.monthCode(month)],
        [1, isKept == nil ? 0 : 1, isKept.map { $0 ? 1 : 0 }])
    }
    return rows.frame
  }

  /// The values of an indicator at the end of a month, or over the twelve months that end with it:
  /// by process, or of everything under an empty key. Empty where it cannot be asked so.
  private func figures(
    of id: String, byProcess: Bool, _ month: Month
  ) -> [String: Double] {
    guard let indicator = try? IndicatorRegistry.indicator(id),
      // A promise about promises would ask itself.
      !indicator.formula.relations.contains(.promiseStates),
      let question = try? FigureQuestion(
        FigureRequest(id, by: byProcess ? ["process"] : [], from: month + -11, to: month),
        state: state)
    else { return [:] }
    var values: [String: Double] = [:]
    for row in question.rows(self) {
      guard let value = row.figure.value.number else { continue }
      if case .key(let key, _)? = row.keys.first {
        values[key] = value
      } else {
        values[""] = value
      }
    }
    return values
  }
}
