import Columns
import Domain
import Indicators

/// Coverage as residents and as Behörden see it, row by row from the words of the definitions.
extension PlainReports {
  /// - Parameter kind: of the processes that are looked at; `nil`: of all.
  func competentPairs(
    _ plans: RandomPlans, _ rule: CountingRule, _ kind: ProcessKind? = nil
  ) -> [Row] {
    months(rule).flatMap { month -> [Row] in
      let day = states.day(month)
      return states.countable.flatMap { leistung in
        world.places(on: day).compactMap { place -> Row? in
          var row = states.areas(place.ars, place).merging(
            pair(leistung.key, month, kind)
          ) { $1 }
          row["population"] = place.population.map { .integer($0) }
          row["expected_cases"] = expectedThousandths(leistung.key, place).map { .integer($0) }
          switch states.competence(leistung.key, place, day) {
          case .unknown: return nil
          case .notApplicable:
            row["pairs"] = .integer(0)
            row["not_applicable"] = .integer(1)
          case .authority(let ars):
            row["not_applicable"] = .integer(0)
            let online = states.online(ars.digits, leistung.key, day, rule, states.admits(kind))
            guard let online else { break }
            let isElsewhere = plans.offers.contains {
              $0.leika == leistung.key && $0.authority == ars.digits && $0.since ?? day <= day
            }
            row["pairs"] = .integer(1)
            row["active"] = .integer(online ? 1 : 0)
            row["elsewhere"] = .integer(!online && isElsewhere ? 1 : 0)
          }
          return row
        }
      }
    }
  }

  /// - Parameter kind: of the processes that are looked at; `nil`: of all.
  func authorityPairs(_ rule: CountingRule, _ kind: ProcessKind? = nil) -> [Row] {
    months(rule).flatMap { month -> [Row] in
      let day = states.day(month)
      return states.countable.flatMap { leistung -> [Row] in
        let isShared = isShared(leistung.key, day)
        return states.competent(for: leistung, day).map { authority in
          var row = place(authority).merging(pair(leistung.key, month, kind)) { $1 }
          row["kommunal"] = .integer(row["kreis"] == nil ? 0 : 1)
          row["shared"] = .integer(isShared ? 1 : 0)
          func online(_ own: ProcessKind?) -> Bool? {
            states.online(authority, leistung.key, day, rule) {
              states.admits(kind)($0) && states.admits(own)($0)
            }
          }
          guard let isActive = online(nil) else { return row }
          row["pairs"] = .integer(1)
          row["active"] = .integer(isActive ? 1 : 0)
          for own in [ProcessKind.standard, .universal, .individual] {
            row[own.rawValue] = .integer(online(own) == true ? 1 : 0)
          }
          // At any level, but in the model of the rule.
          let isRated = world.processes.contains { process in
            guard process.leika.contains(leistung.key), states.admits(kind)(process),
              let state = states.active(authority, process.id, day)
            else { return false }
            return states.counts(state, rule) != nil
          }
          row["online"] = .integer(isRated ? 1 : 0)
          return row
        }
      }
    }
  }

  private func months(_ rule: CountingRule) -> [Month] {
    states.months.filter { states.isRated(states.day($0), rule) }
  }

  private func pair(_ leika: String, _ month: Month, _ kind: ProcessKind?) -> Row {
    var row = leistung(leika)
    row["month"] = .text(month.description)
    row["process_kind"] = kind.map { .text($0.rawValue) }
    return row
  }

  /// Whether Gemeinden below 5,000 and from 20,000 inhabitants do it themselves.
  private func isShared(_ leika: String, _ day: Day) -> Bool {
    let own = world.places(on: day).filter { place in
      states.competence(leika, place, day)
        == .authority(ARS(world.lastPlace(place.ags)!.ars)!)
    }.compactMap(\.population)
    return own.contains { $0 < 5_000 } && own.contains { $0 >= 20_000 }
  }

  // MARK: - Expected cases

  /// Of a year, rounded: the cases of the reported ones among the last twelve months, by the
  /// inhabitants whom the Behörden that reported them serve in these months, times the inhabitants of
  /// the Gemeinde.
  private func expectedThousandths(_ leika: String, _ place: RandomWorld.Place) -> Int64? {
    let closed = reports.cases.filter { $0.month.lastDay <= states.cutOff }
    guard let last = closed.map(\.month).max(), let population = place.population else {
      return nil
    }
    let window = closed.filter { $0.month > last + -12 }
    let counted = window.filter { $0.leika == leika }
    let reporting = Set(counted.map(\.authority))
    let inhabitantMonths = Set(window.map(\.month)).reduce(0) { sum, month in
      sum + served(by: reporting, leika, month.lastDay)
    }
    guard !counted.isEmpty, inhabitantMonths > 0 else { return nil }
    let cases = counted.reduce(0) { $0 + $1.counts[0] }
    let exact = Double(cases) * 12 * Double(population) * 1_000 / Double(inhabitantMonths)
    return Int64(exact.rounded())
  }

  private func served(by authorities: Set<String>, _ leika: String, _ day: Day) -> Int64 {
    world.places(on: day).reduce(0) { sum, place in
      guard case .authority(let ars) = states.competence(leika, place, day),
        authorities.contains(ars.digits)
      else { return sum }
      return sum + (place.population ?? 0)
    }
  }
}
