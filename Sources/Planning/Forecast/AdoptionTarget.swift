import Columns
import Domain
import Indicators
import Store

/// The share of competent Behörden that was decided on, or one to read by.
public struct AdoptionTarget: Sendable, Hashable {
  /// Id in the feed `targets`; `nil`: nobody decided it.
  public let id: String?
  /// 0…1, not 0.
  public let share: Double
  public let dueOn: Day?
  public let source: String?
  /// For whom it was decided.
  public fileprivate(set) var scope: Scope

  public enum Scope: Sendable, Hashable {
    /// For the Land and all processes together: a single process is measured by it, not bound.
    case land
    case kreis
    /// For the process alone.
    case process
  }

  public var isDecided: Bool { id != nil }

  /// Without a decision, 80 % as a plain reading aid.
  public static let readingAid = AdoptionTarget(
    id: nil, share: 0.8, dueOn: nil, source: nil, scope: .land)

  /// Two targets may have the same share and day: whose they are tells them apart.
  public var name: Text {
    let percent = ForecastWords.percent(share)
    guard isDecided else {
      return Text(
        de: "\(percent.de) (Lesehilfe, kein Beschluss)",
        en: "\(percent.en) (reading aid, not decided)")
    }
    let whose =
      switch scope {
      case .land:
        Text(
          de: "Gemessen am Landesziel für die Verbreitung",
          en: "Measured by the target of the Land for adoption")
      case .kreis:
        Text(
          de: "Gemessen am Ziel des Kreises für die Verbreitung",
          en: "Measured by the target of the Kreis for adoption")
      case .process:
        Text(de: "Beschlossenes Ziel dieses Prozesses", en: "Decided target of this process")
      }
    let origin = source.map { " (\($0))" } ?? ""
    let due = dueOn.map { Text(de: " bis \($0)", en: " by \($0)") } ?? .same("")
    return Text(
      de: "\(whose.de), \(percent.de)\(due.de)\(origin)",
      en: "\(whose.en), \(percent.en)\(due.en)\(origin)")
  }
}

/// The decided targets for the share of active Behörden.
struct AdoptionTargets {
  private struct Row {
    let target: AdoptionTarget
    let area: String
    let decidedOn: Day
  }

  private let rows: [Row]

  init(_ batch: ColumnBatch?) {
    guard let batch else {
      rows = []
      return
    }
    let (id, indicator) = (batch.texts("target_id"), batch.texts("indicator"))
    let (area, source) = (batch.texts("area_ars"), batch.texts("source"))
    let (due, decided) = (batch.days("due_on"), batch.days("decided_on"))
    let value = batch["value"]!
    rows = (0..<batch.rowCount).compactMap { row in
      guard let id = id[row], indicator[row] == "activation_rate", let area = area[row],
        let share = value[row].real, share > 0, share <= 1, let decidedOn = decided[row]
      else { return nil }
      let scope: AdoptionTarget.Scope = area.hasSuffix("0000000000") ? .land : .kreis
      return Row(
        target: AdoptionTarget(
          id: id, share: share, dueOn: due[row], source: source[row], scope: scope),
        area: area, decidedOn: decidedOn)
    }
  }

  /// The target of a process in an area: the one decided last. One whose id is the process, or
  /// begins with it and a slash, is for that process alone and goes before those for all.
  /// - Parameter area: ARS of the Kreis, `nil` for the Land.
  func target(_ process: String, area: String?) -> AdoptionTarget {
    let here = rows.filter { row in
      area.map { $0 == row.area } ?? row.area.hasSuffix("0000000000")
    }
    let own = here.filter { row in
      row.target.id == process || row.target.id!.hasPrefix(process + "/")
    }
    let general = here.filter { !$0.target.id!.contains("/") }
    let last = (own.isEmpty ? general : own).max {
      ($0.decidedOn, $0.target.dueOn!, $0.target.id!)
        < ($1.decidedOn, $1.target.dueOn!, $1.target.id!)
    }
    guard var target = last?.target else { return .readingAid }
    if !own.isEmpty { target.scope = .process }
    return target
  }
}
