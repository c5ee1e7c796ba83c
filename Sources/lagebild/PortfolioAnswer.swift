import Formats
import Foundation
import Planning

/// A plan → JSON or CSV. Money has its cents, values the places of the values that were given.
enum PortfolioAnswer {
  /// - Parameter frequency: of the project's candidates over draws of their values.
  static func json(
    _ plan: PortfolioPlan, _ asked: PortfolioQuestion.Asked, _ frequency: Portfolio.Frequency?
  ) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("optimal", .bool(plan.optimal)), ("value", .decimal(plan.value.description)),
      ("bound", .decimal(plan.bound.description)),
    ]
    if !plan.optimal { members.append(("gap", .decimal(plan.gap.description))) }
    members += [
      ("relaxed_bound", .decimal(plan.relaxedBound.description)),
      ("policy", .string(asked.problem.money.policy.rawValue)),
      ("years", .array(plan.years.map(json))),
    ]
    if !asked.money.isGiven {
      members.append(("budget", .array(asked.money.rooms.map(json))))
      members.append(("carry_in_eur", euros(asked.problem.money.carryInCents)))
    }
    if let project = asked.project {
      let table = project.table(
        plan, frequency: frequency, money: asked.money, asked.dataState)
      members.append(("candidates", TableJSON.json(table)))
    }
    return .object(members)
  }

  private static func json(_ room: BudgetRoom) -> JSON {
    .object([
      ("year", .integer(room.year)), ("budget_eur", euros(room.budgetCents)),
      ("committed_eur", euros(room.committedCents)), ("free_eur", euros(room.freeCents)),
    ])
  }

  private static func json(_ year: PortfolioPlan.Year) -> JSON {
    .object(
      [("year", .integer(year.year)), ("budget_eur", euros(year.budgetCents))]
        + [("chosen", .array(year.chosen.map(JSON.string)))]
        + [
          ("spent_eur", euros(year.spentCents)),
          ("municipal_eur", euros(year.shares.municipalCents)),
          ("land_eur", euros(year.shares.landCents)),
          ("carry_over_eur", euros(year.carryOverCents)),
          ("limit_eur", euros(year.limitCents)), ("care_eur", euros(year.careCents)),
        ])
  }

  private static func euros(_ cents: Int64) -> JSON { .decimal(EuroText.text(cents)) }

  /// A line for each year.
  static func csv(_ plan: PortfolioPlan) -> String {
    var text =
      "year,budget_eur,chosen,spent_eur,municipal_eur,land_eur,carry_over_eur,limit_eur,care_eur,"
      + "optimal,value,bound\n"
    for year in plan.years {
      let money = [
        year.spentCents, year.shares.municipalCents, year.shares.landCents, year.carryOverCents,
        year.limitCents, year.careCents,
      ].map(EuroText.text)
      text +=
        "\(year.year),\(EuroText.text(year.budgetCents)),"
        + "\(field(year.chosen.joined(separator: " "))),\(money.joined(separator: ",")),"
        + "\(plan.optimal),\(plan.value),\(plan.bound)\n"
    }
    return text
  }

  static func field(_ text: String) -> String { CSVWriter.field(text) }

  static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
