import Domain
import TestSupport
import Testing

@Suite struct MoneyTests {
  @Test(arguments: SharePolicy.allCases)
  func `shares add up to the cent and never pass what is available`(policy: SharePolicy) {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<100_000 {
      let spent = Int64.random(in: 0...1_000_000_000, using: &generator)
      let available = Int64.random(in: 0...400_000_000, using: &generator)
      let shares = policy.shares(ofSpentCents: spent, availableCents: available)
      #expect(shares.municipalCents + shares.landCents == spent)
      #expect(shares.municipalCents <= available)
      #expect(shares.landCents >= 0)
    }
  }

  @Test func `the Kommunen pay first, or half, and the odd cent is the Land's`() {
    let first = SharePolicy.municipalFirst.shares(
      ofSpentCents: 200_000_001, availableCents: 150_000_000)
    #expect((first.municipalCents, first.landCents) == (150_000_000, 50_000_001))
    let half = SharePolicy.halves.shares(ofSpentCents: 200_000_001, availableCents: 150_000_000)
    #expect((half.municipalCents, half.landCents) == (100_000_000, 100_000_001))
    let capped = SharePolicy.halves.shares(ofSpentCents: 400_000_000, availableCents: 150_000_000)
    #expect((capped.municipalCents, capped.landCents) == (150_000_000, 250_000_000))
  }

  @Test func `what the Kommunen do not use is carried over`() {
    func entry(_ year: Int, spent: Int64?) -> FinancingYear.Entry {
      FinancingYear.Entry(
        year: year, policy: .halves, budgetCents: 300_000_000, spentCents: spent,
        operatingCents: 50_000_000)
    }
    let years = FinancingYear.account([
      entry(2024, spent: 100_000_000), entry(2025, spent: 600_000_000), entry(2026, spent: nil),
    ])
    #expect(years.map(\.availableMunicipalCents) == [150_000_000, 250_000_000, 150_000_000])
    #expect(years.map(\.shares?.municipalCents) == [50_000_000, 250_000_000, nil])
    #expect(years.map(\.carryOverCents) == [100_000_000, 0, 150_000_000])
  }

  /// 100,000 accounts of one to eight years: what is spent, carried and capped adds up to the cent.
  @Test func `no cent is lost over years of carry-over under either reading, nor in operation`() {
    let seed: UInt64 = 11
    var random = SeededGenerator(seed: seed)
    var wrong: [String] = []
    for number in 0..<100_000 where wrong.count < 5 {
      let carryIn = Int64.random(in: 0...500_000_000, using: &random)
      let entries = (0..<Int.random(in: 1...8, using: &random)).map { year in
        FinancingYear.Entry(
          year: 2020 + year, policy: SharePolicy.allCases.randomElement(using: &random)!,
          budgetCents: Int64.random(in: 0...800_000_000, using: &random),
          spentCents: Int.random(in: 0..<5, using: &random) == 0
            ? nil : Int64.random(in: 0...900_000_000, using: &random),
          operatingCents: Int64.random(in: 0...100_000_000, using: &random))
      }
      var carry = carryIn
      var paid: Int64 = 0
      for year in FinancingYear.account(entries, carryInCents: carryIn) {
        let spent = year.entry.spentCents ?? 0
        let municipal = year.shares?.municipalCents ?? 0
        let wanted = year.entry.policy == .municipalFirst ? spent : (spent - spent % 2) / 2
        let operating = year.operatingShares
        let holds = [
          year.availableMunicipalCents == 150_000_000 + carry,
          municipal == min(wanted, year.availableMunicipalCents),
          municipal + (year.shares?.landCents ?? 0) == spent,
          year.carryOverCents == year.availableMunicipalCents - municipal,
          operating.municipalCents + operating.landCents == year.entry.operatingCents,
          operating.municipalCents <= 20_000_000,
          operating.municipalCents == 20_000_000
            || operating.landCents - operating.municipalCents == year.entry.operatingCents % 2,
        ]
        if holds.contains(false) { wrong.append("case \(number), \(year.entry.year): \(holds)") }
        carry = year.carryOverCents
        paid += municipal
      }
      if paid + carry != carryIn + 150_000_000 * Int64(entries.count) {
        wrong.append("case \(number): the account does not close")
      }
    }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong)")
  }

  @Test func `operating costs are halved, and the municipal half ends at 200,000 EUR`() {
    #expect(OperatingCosts.shares(ofCents: 39_999_999).municipalCents == 19_999_999)
    #expect(OperatingCosts.shares(ofCents: 39_999_999).landCents == 20_000_000)
    #expect(OperatingCosts.shares(ofCents: 60_000_000).municipalCents == 20_000_000)
  }
}
