import Domain
import Planning
import TestSupport
import Testing

/// The worked example of docs/planning.md, figure by figure.
@Suite struct WorkedBenefitTests {
  private func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

  /// 1,200 reported cases among 10,000 of 15,000 inhabitants are 1,800 in the Land; a fifth of them
  /// is digital already, so the shares of 40 and 70 % are 360 and 900 new digital cases. Each saves
  /// 10.00 + 1.00 − 4.00 − 1.00 (half of them are retyped for 2.00) = 6.00 EUR.
  @Test func `a clerk reckons the same capital value`() throws {
    let worth = try #require(try BenefitWorld().sheet("k1").worth)
    #expect(worth.digitalCases.map { $0.rounded() } == [360, 900])
    #expect(worth.flow.years.map { ($0.benefit * 100).rounded() } == [0, 216_000, 540_000])
    #expect(worth.flow.years.map { $0.cost.rounded() } == [3_000, 600, 600])
    // −3,000 + 1,560 · 0.8 + 4,800 · 0.64
    #expect(near(worth.value.total, 1_320))
    #expect(near(worth.value.budgetEffective, -1_920))
    #expect(near(worth.value.notBudgetEffective, 3_240))
    #expect(near(worth.value.annuity, 1_320 / 1.44))
    #expect(near(worth.value.paybackYears, 1 + 1_752 / 3_072))
    #expect(near(worth.value.benefitCostRatio, 5_184 / 3_864))
    #expect(near(worth.withRisk.total, 0.9 * 5_184 - 1.1 * 3_864))
    #expect(near(worth.allConnected, 7 * 864 - 3_864))
    #expect(near(worth.noneConnected, 5 * 864 - 3_864))
    #expect(near(worth.costPerCaseBefore, 11))
    #expect(near(worth.costPerCaseDigital, 5 + 3_864 / 1.44 / 900))
  }

  /// A citizen needs 30 minutes, and in four of five cases 15 minutes of way and 10 of waiting;
  /// online it is 20 minutes.
  @Test func `hours of citizens stay hours, and cost and benefit have their bearers`() throws {
    let worth = try #require(try BenefitWorld().sheet("k1").worth)
    #expect(near(worth.administrationEuros, 3_780))
    #expect(near(worth.citizenHoursAYear, 315))
    #expect(near(worth.citizenEuros, 630 * 0.8 * 1.10))
    #expect(near(worth.effort.citizenHoursBefore, 1_800 * 50 / 60))
    #expect(near(worth.effort.administrationBefore, 19_800))
    #expect(worth.byBearer.map(\.bearer) == [.kommunen, .land])
    #expect(near(worth.byBearer[0].benefits, 5_184) && near(worth.byBearer[1].benefits, 0))
    #expect(worth.byBearer.allSatisfy { near($0.costs, 1_932) })
    #expect(worth.sensitivity.map(\.rate) == [0, 0.009, 0.03])
    #expect(near(worth.sensitivity[0].capitalValue, 3_360))
  }

  /// An extension serves the cases that are digital anyway: 720 and 1,260, for a tenth of the saving.
  @Test func `an extension counts all digital cases, but a part of the saving`() throws {
    let worth = try #require(try BenefitWorld().sheet("k2").worth)
    #expect(near(worth.value.total, 0.6 * (720 * 0.8 + 1_260 * 0.64) - 300))
  }

  @Test func `a rate of one's own displaces that of the day, and says so`() throws {
    let worth = try #require(try BenefitWorld().sheet("k1", rate: 0).worth)
    #expect(near(worth.value.total, 3_360))
    let rate = try #require(worth.inputs.first { $0.id == "discount_rate_nominal" })
    #expect(rate.value == 0 && rate.source == "Vorgabe beim Aufruf")
  }

  @Test func `every input names its source`() throws {
    let worth = try #require(try BenefitWorld().sheet("k1").worth)
    #expect(worth.inputs.allSatisfy { !$0.source.isEmpty })
    func source(_ id: String) -> String? { worth.inputs.first { $0.id == id }?.source }
    #expect(source("wage_kommunen_ed_md") == "Lohntafel")
    #expect(source("minutes_citizen_5_simple") == "Zeitwerte")
    #expect(source("digital_share_year_1") == "Beschluss")
    #expect(source("minutes_waiting")?.hasPrefix("Annahme") == true)
    #expect(source("wage_land_hd") == nil)
  }
}
