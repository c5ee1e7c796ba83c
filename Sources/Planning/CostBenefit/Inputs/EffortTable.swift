import Columns
import Domain
import Indicators

/// The side of a Leistung on which a work step falls.
package enum EffortSide: String, Sendable, CaseIterable {
  case administration, citizen, business

  var name: Text {
    switch self {
    case .administration: Text(de: "Verwaltung", en: "administration")
    case .citizen: Text(de: "Bürgerinnen und Bürger", en: "citizens")
    case .business: Text(de: "Wirtschaft", en: "businesses")
    }
  }
}

/// Before digitisation, or with the digital way.
package enum EffortMode: String, Sendable, CaseIterable {
  case before, digital

  var name: Text {
    switch self {
    case .before: Text(de: "bisher", en: "before")
    case .digital: Text(de: "digital", en: "digital")
    }
  }
}

/// Work and material of one case: Σ over its steps, each times the share of cases that need it.
package struct CaseWork: Sendable, Hashable {
  /// By ``CareerGrade``; citizens and businesses have none, so theirs stand under `mean`.
  package var minutes = [Double](repeating: 0, count: CareerGrade.allCases.count)
  /// EUR
  package var material = 0.0

  package var allMinutes: Double { minutes.reduce(0, +) }
}

/// The feed `effort` → work of one case by Leistung, side and mode.
package struct EffortTable: Sendable {
  package struct Place: Sendable, Hashable {
    package let leika: String
    package let side: EffortSide
    package let mode: EffortMode
  }

  private var works: [Place: CaseWork] = [:]
  private var standards: [Place: Set<String>] = [:]
  private var missing: [Place: Set<String>] = [:]
  private var points: [String: Double] = [:]

  /// - Parameter parameters: the standard times, `minutes_<side>_<number>_<complexity>`.
  package init(_ batch: ColumnBatch?, _ parameters: Parameters) {
    guard let batch else { return }
    let (leika, side, mode) = (batch.texts("leika"), batch.texts("side"), batch.texts("mode"))
    let (complexity, grade) = (batch.texts("complexity"), batch.texts("grade"))
    let (number, material) = (batch.integers("activity_no"), batch.integers("material_cost_eur"))
    for row in 0..<batch.rowCount {
      guard let leika = leika[row], let side = side[row].flatMap(EffortSide.init),
        let mode = mode[row].flatMap(EffortMode.init), let number = number[row],
        let share = batch["share_of_cases"]![row].real
      else { continue }
      let place = Place(leika: leika, side: side, mode: mode)
      var minutes = batch["minutes"]![row].real
      if minutes == nil {
        let id = "minutes_\(side.rawValue)_\(number)_\(complexity[row] ?? "")"
        minutes = parameters[id]?.value
        if minutes == nil {
          missing[place, default: []].insert(id)
        } else {
          standards[place, default: []].insert(id)
        }
      }
      let grade = side == .administration ? grade[row].flatMap(CareerGrade.init) ?? .mean : .mean
      let position = CareerGrade.allCases.firstIndex(of: grade)!
      works[place, default: CaseWork()].minutes[position] += share * (minutes ?? 0)
      if side == .administration, mode == .before {
        points[leika, default: 0] += Self.points[complexity[row] ?? ""] ?? 1
      }
      works[place]!.material += share * Double(material[row] ?? 0) / 100
    }
  }

  /// `nil` where the feed says nothing of it, or names a standard time that is no parameter.
  package func work(_ leika: String, _ side: EffortSide, _ mode: EffortMode) -> CaseWork? {
    let place = Place(leika: leika, side: side, mode: mode)
    return missing[place] == nil ? works[place] : nil
  }

  /// What the administration's present steps of a Leistung add up to: 1 for a simple one, 2 and 3
  /// for one of medium and of high complexity; `nil` where the feed names none.
  package func stepPoints(_ leika: String) -> Double? { points[leika] }

  private static let points = ["medium": 2.0, "high": 3.0]

  /// Ids of the standard times that a Leistung uses, ascending.
  func standardTimes(_ leika: String) -> [String] {
    Set(
      EffortSide.allCases.flatMap { side in
        EffortMode.allCases.flatMap { mode in
          standards[Place(leika: leika, side: side, mode: mode)] ?? []
        }
      }
    ).sorted()
  }

  /// What has to be known of a Leistung and is not: the administration's work, and that of citizens
  /// or businesses, both before and digital.
  func missing(_ leika: String) -> [Text] {
    func gap(_ side: EffortSide, _ mode: EffortMode) -> Text? {
      let place = Place(leika: leika, side: side, mode: mode)
      if let ids = missing[place] {
        let list = ids.sorted().joined(separator: ", ")
        return Text(de: "Zeitwert \(list)", en: "standard time \(list)")
      }
      guard works[place] == nil else { return nil }
      return Text(
        de: "Aufwand \(mode.name.de) (\(side.name.de))",
        en: "effort \(mode.name.en) (\(side.name.en))")
    }
    let applicants = [EffortSide.citizen, .business].filter { side in
      EffortMode.allCases.contains { works[Place(leika: leika, side: side, mode: $0)] != nil }
    }
    let sides = [.administration] + (applicants.isEmpty ? [.citizen] : applicants)
    // The same standard time may be missing in both modes.
    var gaps: [Text] = []
    for side in sides {
      for text in EffortMode.allCases.compactMap({ gap(side, $0) }) where !gaps.contains(text) {
        gaps.append(text)
      }
    }
    return gaps
  }
}
