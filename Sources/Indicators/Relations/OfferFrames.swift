import Domain

/// The frames of what active processes offer, and of embedding.
extension ProjectState {
  /// Competent pairs that are active, with the flags of their processes.
  func activePairs(_ month: Month) -> Frame? {
    let rows = pairs(in: month)
    let flags: [(name: String, flag: ActivationRecord.Flag)] = [
      ("fachverfahren", .fachverfahren), ("epayment", .epayment), ("once_only", .onceOnly),
      ("accessible", .accessible), ("url_ok", .urlOK),
    ]
    // Two bits a flag: yes, known; one for active.
    let isActive: UInt16 = 1 << 15
    var cells = [UInt16](
      repeating: 0, count: registers.authorities.count * registers.leistungen.count)
    let intervals = coverage.intervals
    for position in active(in: month) {
      let interval = intervals[Int(position)]
      let process = registers.processes[Int(interval.process)]
      var bits = isActive
      for (index, entry) in flags.enumerated() {
        guard let value = interval.record.flag(entry.flag), process.allows(entry.flag) else {
          continue
        }
        bits |= (value ? 3 : 2) << UInt16(2 * index)
      }
      for leistung in process.leistungen {
        cells[Int(interval.authority) * registers.leistungen.count + leistung] |= bits
      }
    }
    var authorities: [UInt32] = []
    var leistungen: [UInt32] = []
    var found: [UInt16] = []
    for (authority, leistung) in zip(rows.authorities, rows.authorityLeistungen) {
      let bits = cells[Int(authority) * registers.leistungen.count + Int(leistung)]
      guard bits != 0 else { continue }
      authorities.append(authority)
      leistungen.append(leistung)
      found.append(bits)
    }
    var measures = ["pairs": Frame.Measure.constant(1)]
    for (index, entry) in flags.enumerated() {
      measures[entry.name] = .values(found.map { Int64($0 >> UInt16(2 * index) & 1) })
      measures[entry.name + "_known"] = .values(
        found.map { Int64($0 >> UInt16(2 * index + 1) & 1) })
    }
    return frame(
      month, place: (authorities, dimensions.ofAuthority),
      subject: (leistungen, dimensions.ofLeistung), measures: measures)
  }

  /// The age of the texts of active processes.
  func textAges(_ month: Month) -> Frame? {
    let day = day(of: month)
    var updatedOn: [UInt64: Day] = [:]
    for text in coverage.texts where text.from <= day {
      updatedOn[Self.pair(text.authority, text.process)] = text.updatedOn
    }
    let intervals = coverage.intervals
    let rows = active(in: month).map { intervals[Int($0)] }
    return frame(
      month, place: (rows.map { UInt32($0.authority) }, dimensions.ofAuthority),
      subject: (rows.map { UInt32($0.process) }, dimensions.ofProcess),
      measures: [
        "activations": .constant(1),
        "age_days": .values(
          rows.map { row in
            let updated = updatedOn[Self.pair(row.authority, row.process)]
            return updated.map { Int64(max(day - $0, 0)) } ?? Frame.null
          }),
      ])
  }

  /// Gemeinden and Landkreise with the latest snapshot that mentions them. A Stadtkreis is one
  /// Kommune.
  func embeddingStates(_ month: Month) -> Frame? {
    guard let batch = facts.embedding else { return nil }
    let day = day(of: month)
    let (authority, embeds) = (batch.texts("authority_ars"), batch.integers("embeds"))
    let snapshots = batch.days("snapshot_on")
    var latest: [Int: (on: Day, embeds: Bool)] = [:]
    for row in 0..<batch.rowCount {
      guard let on = snapshots[row], on <= day, let embeds = embeds[row],
        let code = authority[row].flatMap({ registers.knownAuthority($0) })
      else { continue }
      if let known = latest[code], known.on > on { continue }
      latest[code] = (on, embeds != 0)
    }
    let states = registers.areas.gemeinden
    let gemeinden = competence(in: month).gemeinden.map { states[Int($0)] }
    let landkreise = Set(gemeinden.filter { !$0.isStadtkreis }.map { $0.ars.kreis.digits })
    let kommunen =
      gemeinden.map { (registers.authority($0.ars.digits), false) }
      + landkreise.sorted().map { (registers.authority($0), true) }
    let values = { (value: (Int, Bool) -> Int64) in
      Frame.Measure.values(kommunen.map { value($0.0, $0.1) })
    }
    var columns = dimensions.ofAuthority.mapValues { Frame.Dimension(base: 0, codeOf: $0) }
    columns["month"] = monthDimension(base: 1)
    return Frame(
      rowCount: kommunen.count,
      bases: [
        .words(kommunen.map { UInt32($0.0) }), .constant(UInt32(dimensions.monthCode(month))),
      ],
      dimensions: columns,
      measures: [
        "kommunen": values { code, _ in latest[code] == nil ? Frame.null : 1 },
        "embeds": values { code, _ in latest[code].map { $0.embeds ? 1 : 0 } ?? Frame.null },
        "unknown": values { code, _ in latest[code] == nil ? 1 : 0 },
        "landkreise": values { _, isLandkreis in isLandkreis ? 1 : 0 },
      ])
  }
}

extension Registers.Process {
  /// Whether the register of processes leaves a flag open to the process at all.
  func allows(_ flag: ActivationRecord.Flag) -> Bool {
    switch flag {
    case .epayment: epaymentPossible ?? true
    case .fachverfahren: middlewarePossible ?? true
    default: true
    }
  }
}
