import Domain
import Indicators
import TestSupport
import Testing

/// The rules of the data contract about `competence`, sentence by sentence.
@Suite struct CompetenceTests {
  private static let leika = "99012008001000"
  private static let day = "2025-03-31"

  @Test(arguments: [
    // kind: Stadtkreis, Gemeinde alone, Große Kreisstadt, member of a Verwaltungsgemeinschaft
    (
      "gemeinde", [Register.stadt, Register.adorf, Register.bstadt, Register.cdorf]
    ),
    (
      "verwaltungsgemeinschaft",
      [Register.stadt, Register.adorf, Register.bstadt, Register.verband]
    ),
    ("kreis", [Register.stadt, Register.ost, Register.ost, Register.ost]),
    (
      "untere_verwaltungsbehoerde",
      [Register.stadt, Register.ost, Register.bstadt, Register.ost]
    ),
    (
      "untere_baurechtsbehoerde", [Register.stadt, Register.ost, Register.bstadt, Register.ost]
    ),
    ("regierungspraesidium", [String](repeating: Register.bezirk, count: 4)),
    ("land", [String](repeating: Register.land, count: 4)),
    ("bund", [String](repeating: Register.bund, count: 4)),
  ])
  func `a rule by kind finds the Behörde of each Gemeinde`(
    kind: String, authorities: [String]
  ) throws {
    let register = try Register(rules: ["\(Self.leika),\(kind),2018-01-01,"])
    let gemeinden = [Register.stadt, Register.adorf, Register.bstadt, Register.cdorf]
    let found = try gemeinden.map { try register.competent(Self.leika, $0, on: Self.day) }
    #expect(found == authorities)
  }

  @Test(arguments: [
    (Register.ddorf, ["", "", "", "", "D"]), (Register.verband, ["", "", "", "D", "D"]),
    (Register.bstadt, ["", "", "D", "", ""]), (Register.ost, ["", "D", "D", "D", "D"]),
    (Register.stadt, ["D", "", "", "", ""]), (Register.bezirk, ["D", "D", "D", "D", "D"]),
    (Register.land, ["D", "D", "D", "D", "D"]), (Register.bund, ["D", "D", "D", "D", "D"]),
  ])
  func `an exception serves the Gemeinden inside its area, and there beats the rule by kind`(
    exception: String, decides: [String]
  ) throws {
    let register = try Register(rules: [
      "\(Self.leika),gemeinde,2024-01-01,", "\(Self.leika),\(exception),2018-01-01,",
    ])
    let gemeinden = [
      Register.stadt, Register.adorf, Register.bstadt, Register.cdorf, Register.ddorf,
    ]
    for (gemeinde, mark) in zip(gemeinden, decides) {
      let found = try register.competent(Self.leika, gemeinde, on: Self.day)
      #expect(found == (mark == "D" ? exception : gemeinde), "\(gemeinde)")
    }
  }

  @Test func `without a rule by kind an exception leaves the others without the Leistung`() throws {
    let register = try Register(rules: ["\(Self.leika),\(Register.verband),2018-01-01,"])
    #expect(try register.competent(Self.leika, Register.cdorf, on: Self.day) == Register.verband)
    #expect(try register.competent(Self.leika, Register.adorf, on: Self.day) == "not_applicable")
    #expect(try register.competent("99012008002000", Register.cdorf, on: Self.day) == "unknown")
  }

  @Test func `a whole key beats a beginning, a longer beginning a shorter, an exception all`()
    throws
  {
    let register = try Register(rules: [
      "99*,land,2018-01-01,", "99012*,kreis,2018-01-01,", "99012008*,gemeinde,2018-01-01,",
      "\(Self.leika),regierungspraesidium,2018-01-01,", "99012*,\(Register.verband),2018-01-01,",
    ])
    let answers = try [
      "99013001001000", "99012001001000", "99012008001001", Self.leika,
    ].map { leika in
      try [Register.adorf, Register.cdorf].map {
        try register.competent(leika, $0, on: Self.day)
      }
    }
    #expect(
      answers == [
        [Register.land, Register.land], [Register.ost, Register.verband],
        [Register.adorf, Register.verband], [Register.bezirk, Register.verband],
      ])
    let steps = try register.directory().explain(
      Self.leika, in: Register.cdorf, on: Day(Self.day)!)[
        0
      ].steps.map(\.outcome)
    #expect(
      steps
        == [
          .decides, .beaten(by: 0, because: .exceptionBeforeKind),
          .beaten(by: 0, because: .exceptionBeforeKind),
          .beaten(by: 0, because: .exceptionBeforeKind),
          .beaten(by: 0, because: .exceptionBeforeKind),
        ])
    let elsewhere = try register.directory().explain(
      Self.leika, in: Register.adorf, on: Day(Self.day)!)[0]
    #expect(
      elsewhere.steps.map(\.outcome) == [
        .outsideItsArea, .decides, .beaten(by: 1, because: .exactBeforePrefix),
        .beaten(by: 1, because: .exactBeforePrefix), .beaten(by: 1, because: .exactBeforePrefix),
      ])
  }

  @Test func `the first and the last day of a rule belong to it`() throws {
    let register = try Register(rules: [
      "\(Self.leika),kreis,2024-01-01,2024-06-30", "\(Self.leika),gemeinde,2024-07-01,2024-12-31",
    ])
    let found = try ["2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01", "2024-12-31"]
      .map { try register.competent(Self.leika, Register.adorf, on: $0) }
    #expect(found == ["unknown", Register.ost, Register.ost, Register.adorf, Register.adorf])
    #expect(try register.competent(Self.leika, Register.adorf, on: "2025-01-01") == "unknown")
  }

  @Test func `a change in the middle of a month counts from that month on`() throws {
    let register = try Register(
      rules: [
        "\(Self.leika),kreis,2018-01-01,2024-11-14", "\(Self.leika),gemeinde,2024-11-15,",
      ], processes: ["p,standard,\(Self.leika),2024-01-01"],
      snapshots: [
        ["2024-10-01,\(Register.ost),p,active,prod,1.1,3"],
        ["2024-12-31,\(Register.ost),p,active,prod,1.1,3"],
      ])
    #expect(
      try register.figures("coverage_share", by: ["month"], from: "2024-10", to: "2024-12") == [
        "2024-10 0.8 4 5", "2024-11 0 0 5", "2024-12 0 0 5",
      ])
  }

  @Test func `an explanation names rule, source and the areas above`() throws {
    let register = try Register(
      rules: [
        "\(Self.leika),untere_baurechtsbehoerde,2018-01-01,",
        "\(Self.leika),\(Register.verband),2024-01-01,2024-12-31",
      ], catalogue: ["\(Self.leika),Baugenehmigung,4b,"])
    let directory = try register.directory()
    let rows = Register.lines(
      directory.table(try directory.explain(Self.leika, in: "08115003", on: Day(Self.day)!)))
    #expect(
      rows == [
        "answer,,99012008001000 untere_baurechtsbehoerde,081150000000,Ost,Landkreis,2018-01-01,,"
          + "§ untere_baurechtsbehoerde,competent,"
          + "neither Stadtkreis nor Große Kreisstadt, so its Landkreis",
        "rule,1,99012008001000 untere_baurechtsbehoerde,081150000000,Ost,Landkreis,2018-01-01,,"
          + "§ untere_baurechtsbehoerde,decides,"
          + "neither Stadtkreis nor Große Kreisstadt, so its Landkreis",
        "rule,2,99012008001000 081155001000,081155001000,VG,Verwaltungsgemeinschaft,2024-01-01,"
          + "2024-12-31,§ 081155001000,not_in_force,only until 2024-12-31",
        "chain,1,,081155001003,Cdorf,Gemeinde,,,,,",
        "chain,2,,081155001000,VG,Verwaltungsgemeinschaft,,,,,",
        "chain,3,,081150000000,Ost,Landkreis,,,,competent,",
        "chain,4,,081000000000,Nord,Regierungsbezirk,,,,,", "chain,5,,080000000000,Land,Land,,,,,",
        "chain,6,,000000000000,Bund,,,,,,",
        "catalogue,,,,,,,,,4b,regulated by the Land, executed by the Kommune",
      ])
  }

  @Test func `a larger area is explained Gemeinde by Gemeinde`() throws {
    let register = try Register(rules: ["\(Self.leika),untere_verwaltungsbehoerde,2018-01-01,"])
    let directory = try register.directory()
    for key in ["08115", "08115000", Register.ost] {
      let found = try directory.explain(Self.leika, in: key, on: Day(Self.day)!)
      #expect(found.map(\.gemeinde.name) == ["Adorf", "Bstadt", "Cdorf", "Ddorf"])
      #expect(found.map { $0.authority?.name } == ["Ost", "Bstadt", "Ost", "Ost"])
    }
    for key in ["08111", "08111000", Register.stadt] {
      #expect(try directory.explain(Self.leika, in: key, on: Day(Self.day)!).count == 1)
    }
  }

  @Test(arguments: [
    ("9901200800100", Register.adorf, "2025-03-31", "14 digits"),
    (leika, "Adorf", "2025-03-31", "named by an AGS"),
    (leika, "08115009", "2025-03-31", "Did you mean 08115001 (Adorf)?"),
    (leika, Register.adorf, "2017-12-31", "begins on 2018-01-01"),
  ])
  func `a question that cannot be answered says why`(
    leika: String, area: String, day: String, expected: String
  ) throws {
    let directory = try Register(rules: ["\(Self.leika),gemeinde,2018-01-01,"]).directory()
    let fault = #expect(throws: Fault.self) {
      try directory.explain(leika, in: area, on: Day(day)!)
    }
    #expect(fault?.description.contains(expected) == true, "\(fault?.description ?? "")")
  }
}
