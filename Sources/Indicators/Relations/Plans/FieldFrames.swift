import Domain

/// The frame of the Koordinatoren's fields.
extension ProjectState {
  func fieldStates(_ month: Month) -> Frame? {
    guard let batch = facts.plans.coordination else { return nil }
    let today = day(of: month)
    let (days, keys) = (batch.days("snapshot_on"), batch.texts("authority_ars"))
    let (fields, states) = (batch.texts("field"), batch.texts("status"))
    struct Place: Hashable {
      let key: String
      let field: String
    }
    var latest: [Place: Int] = [:]
    for row in 0..<batch.rowCount {
      guard let key = keys[row], let field = fields[row], let day = days[row], day <= today else {
        continue
      }
      let place = Place(key: registers.areas.canonicalAuthority(key), field: field)
      if let known = latest[place], days[known]! > day { continue }
      latest[place] = row
    }
    guard !latest.isEmpty else { return nil }
    var rows = FrameRows(.fieldStates, dimensions)
    for (place, row) in latest.sorted(by: { $0.value < $1.value }) {
      rows.add(
        place: registers.knownAuthority(place.key),
        keys: [code("field", place.field), dimensions.monthCode(month)],
        [1, states[row] == "done" ? 1 : 0])
    }
    return rows.frame
  }
}
