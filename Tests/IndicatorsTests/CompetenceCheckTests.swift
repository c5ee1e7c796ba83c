import Domain
import Indicators
import Testing

/// What the check of competence finds, one doubt each.
@Suite struct CompetenceCheckTests {
  private func findings(
    rules: [String], catalogue: [String] = [], processes: [String] = [],
    snapshots: [[String]] = []
  ) throws -> [String] {
    let register = try Register(
      rules: rules, catalogue: catalogue, processes: processes, snapshots: snapshots)
    return Register.lines(try register.world.store.read { try CompetenceCheck.table($0) }).map {
      let cells = $0.split(separator: ",", omittingEmptySubsequences: false)
      return [cells[0], cells[1], cells[3], cells[6]].filter { !$0.isEmpty }.joined(
        separator: " | ")
    }
  }

  @Test func `rules without doubt give no finding`() throws {
    #expect(
      try findings(
        rules: [
          "99001001001000,gemeinde,2018-01-01,2024-06-30", "99001001001000,kreis,2024-07-01,",
          "99001001001000,\(Register.verband),2018-01-01,", "99002*,land,2018-01-01,",
        ],
        catalogue: [
          "99001001001000,Eins,2/3b,", "99002001001000,Zwei,4a,", "99003001001000,Drei,44,",
        ],
        processes: ["p,standard,99001001001000,2024-01-01"],
        snapshots: [["2025-01-31,\(Register.adorf),p,active,prod,1.1,3"]]) == [])
  }

  @Test func `the catalogue names another level of execution`() throws {
    let catalogue = [
      "99001001001000,Eins,2/3a,", "99001001002000,Zwei,5,", "99001001003000,Drei,4,land",
      "99001001004000,Vier,1,",
    ]
    #expect(
      try findings(
        rules: [
          "99001001001000,gemeinde,2018-01-01,", "99001001002000,land,2018-01-01,",
          // A Landratsamt is a Behörde of the Land as well.
          "99001001003000,untere_verwaltungsbehoerde,2018-01-01,",
          "99001001003000,\(Register.adorf),2018-01-01,", "99001001004000,bund,2018-01-01,",
        ], catalogue: catalogue) == [
          "contradicts_catalogue | 99001001001000 | 99001001001000 gemeinde | land",
          "contradicts_catalogue | 99001001002000 | 99001001002000 land | kommune",
          "contradicts_catalogue | 99001001003000 | 99001001003000 \(Register.adorf) | land",
        ])
  }

  @Test func `rules that make no difference are told with the reason`() throws {
    let leika = "99001001001000"
    #expect(
      try findings(
        rules: [
          "\(leika),gemeinde,2018-01-01,", "99001*,kreis,2018-01-01,",
          "\(leika),081190001009,2018-01-01,", "99009*,land,2018-01-01,",
        ], catalogue: ["\(leika),Eins,,"]) == [
          "never_decides | 99001* kreis | \(leika) gemeinde",
          "authority_not_registered | \(leika) 081190001009 | 081190001009",
          "matches_no_leistung | 99009* land",
        ])
  }

  @Test func `a beginning of keys that decides for one Leistung makes a difference`() throws {
    #expect(
      try findings(
        rules: ["99001001001000,gemeinde,2018-01-01,", "99001*,kreis,2018-01-01,"],
        catalogue: ["99001001001000,Eins,,", "99001001002000,Zwei,,"]) == [])
  }

  @Test func `two rules of equal rank at one time are told, one after the other not`() throws {
    let leika = "99001001001000"
    #expect(
      try findings(rules: [
        "\(leika),gemeinde,2018-01-01,", "\(leika),kreis,2020-01-01,2021-12-31",
        "\(leika),gemeinde,2023-01-01,",
      ]).filter { !$0.hasPrefix("never") } == [
        "same_rule_twice | \(leika) gemeinde | \(leika) gemeinde from 2023-01-01",
        "equal_rank | \(leika) gemeinde | \(leika) kreis from 2020-01-01",
      ])
  }

  @Test func `a Leistung that is offered without a rule is told with its processes`() throws {
    #expect(
      try findings(
        rules: ["99001001001000,gemeinde,2018-01-01,"],
        processes: [
          "p,standard,99001001002000,2024-01-01", "q,standard,99001001003000,2024-01-01",
        ],
        snapshots: [
          [
            "2025-01-31,\(Register.adorf),p,active,prod,1.1,3",
            "2025-01-31,\(Register.adorf),q,active,test,1.1,3",
          ]
        ]) == ["no_rule | 99001001002000 | p"])
  }
}
