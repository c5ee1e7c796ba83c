import Columns
import Domain
import Indicators

/// Named lists and the panel of twelve months, from the words of the definitions.
extension PlainReports {
  func listedPairs(_ plans: RandomPlans, _ rule: CountingRule) -> [Row] {
    states.months.filter { states.isRated(states.day($0), rule) }.flatMap { month -> [Row] in
      let day = states.day(month)
      let decided = plans.memberships.filter { $0.from <= day }
      return Set(decided.map(\.list)).flatMap { list -> [Row] in
        let names = decided.filter { $0.list == list }
        return world.leistungen.filter { leistung in
          names.contains { $0.leika == leistung.key }
            // A bundle names what can be applied for.
            || states.countable.contains { $0.key == leistung.key }
              && names.contains { $0.ozg != nil && $0.ozg == leistung.ozg }
        }.flatMap { leistung in
          world.places(on: day).compactMap { place -> Row? in
            var row = states.areas(place.ars, place).merging(self.leistung(leistung.key)) { $1 }
            row["month"] = .text(month.description)
            row["list"] = .text(list)
            switch states.competence(leistung.key, place, day) {
            case .unknown: return nil
            case .notApplicable:
              row["pairs"] = .integer(0)
              row["not_applicable"] = .integer(1)
            case .authority(let ars):
              row["not_applicable"] = .integer(0)
              if let isOnline = states.online(ars.digits, leistung.key, day, rule, { _ in true }) {
                row["pairs"] = .integer(1)
                row["active"] = .integer(isOnline ? 1 : 0)
              }
            }
            return row
          }
        }
      }
    }
  }

  /// Who was competent both times, and is known both times.
  func authorityPanel(_ rule: CountingRule) -> [Row] {
    states.months.dropFirst(12).flatMap { month -> [Row] in
      let (now, then) = (states.day(month), states.day(month + -12))
      guard states.isRated(now, rule), states.isRated(then, rule) else { return [] }
      return states.countable.flatMap { leistung in
        states.competent(for: leistung, now).intersection(states.competent(for: leistung, then))
          .compactMap { authority -> Row? in
            guard
              let active = states.online(authority, leistung.key, now, rule, { _ in true }),
              let before = states.online(authority, leistung.key, then, rule, { _ in true })
            else { return nil }
            var row = place(authority).merging(self.leistung(leistung.key)) { $1 }
            row["month"] = .text(month.description)
            row["pairs"] = .integer(1)
            row["active"] = .integer(active ? 1 : 0)
            row["active_before"] = .integer(before ? 1 : 0)
            return row
          }
      }
    }
  }
}
