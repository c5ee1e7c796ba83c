import Domain
import Indicators
import Testing

/// What changes of the register do to figures and to competence.
@Suite struct AreaHistoryTests {
  private static let leika = "99012008001000"
  private static let rule = "\(leika),untere_verwaltungsbehoerde,2018-01-01,"
  private static let own = "\(leika),gemeinde,2018-01-01,"
  private static let process = "p,standard,\(leika),2024-01-01"

  /// Cdorf and Ddorf become Cdorf-Ddorf on 2024-11-15.
  private static let merger =
    areas(without: [Register.cdorf, Register.ddorf]) + [
      "\(Register.cdorf),Cdorf,Gemeinde,1500,2018-01-01,2024-11-14",
      "\(Register.ddorf),Ddorf,Gemeinde,500,2018-01-01,2024-11-14",
      "081155001005,Cdorf-Ddorf,Gemeinde,1950,2024-11-15,",
    ]

  private static func areas(without: [String]) -> [String] {
    Register.areas.filter { line in !without.contains { line.hasPrefix($0) } }
  }

  @Test func `a merged Gemeinde counts until its end, its successor after it`() throws {
    let register = try Register(
      areas: Self.merger, rules: [Self.own], processes: [Self.process],
      snapshots: [
        ["2024-10-01,\(Register.ddorf),p,active,prod,1.1,3"],
        ["2024-12-31,081155001005,p,active,prod,1.1,3"],
      ])
    #expect(
      try register.figures("coverage_share", by: ["month"], from: "2024-10", to: "2024-12") == [
        "2024-10 0.2 1 5", "2024-11 0 0 4", "2024-12 0.25 1 4",
      ])
    #expect(
      try register.figures(
        "coverage_share_population", by: ["month"], from: "2024-10", to: "2024-12"
      ).map { $0.split(separator: " ").last! } == ["16000", "15950", "15950"])
    #expect(
      try register.figures("activation_rate", by: ["gemeinde"], from: "2024-12", to: "2024-12")
        .map { $0.prefix(8) } == ["08111000", "08115001", "08115002", "08115005"])
  }

  @Test func `a Gemeinde that is no more is named with its last name and the year of its end`()
    throws
  {
    let register = try Register(
      areas: Self.merger, rules: [Self.own], processes: [Self.process],
      snapshots: [["2024-10-01,\(Register.ddorf),p,active,prod,1.1,3"]])
    let table = try register.world.figures().table(
      FigureRequest("coverage_share", by: ["gemeinde"], to: Month("2024-10")!))
    let labels = table.rows.map { row -> Text? in
      if case .key(_, let label) = row[0] { label } else { nil }
    }
    #expect(
      labels == [
        .same("Stadt (Stadtkreis)"), .same("Adorf (Gemeinde)"),
        .same("Bstadt (Große Kreisstadt)"),
        Text(de: "Cdorf (Gemeinde, aufgelöst 2024)", en: "Cdorf (Gemeinde, dissolved 2024)"),
        Text(de: "Ddorf (Gemeinde, aufgelöst 2024)", en: "Ddorf (Gemeinde, dissolved 2024)"),
        .same("Cdorf-Ddorf (Gemeinde)"),
      ])
  }

  @Test func `a Gemeinde that does not exist on the day is told with its time`() throws {
    let directory = try Register(areas: Self.merger, rules: [Self.own]).directory()
    let fault = #expect(throws: Fault.self) {
      try directory.explain(Self.leika, in: Register.ddorf, on: Day("2024-11-15")!)
    }
    #expect(
      fault?.description
        == "081155001004: Ddorf does not exist on 2024-11-15. It exists until 2024-11-14.")
  }

  @Test func `a Stadt that becomes a Große Kreisstadt is competent from that day on`() throws {
    let register = try Register(
      areas: Register.areas + ["\(Register.adorf),Adorf,Große Kreisstadt,1000,2024-07-01,"],
      rules: [Self.rule])
    #expect(try register.competent(Self.leika, "08115001", on: "2024-06-30") == Register.ost)
    #expect(try register.competent(Self.leika, "08115001", on: "2024-07-01") == Register.adorf)
    let areas = try register.directory().areas
    #expect(
      areas.areas.filter { $0.ars.digits == Register.adorf }.map(\.kind) == [.grosseKreisstadt])
  }

  @Test func `a Gemeinde that leaves its Verband keeps its AGS and one key as a Behörde`() throws {
    let alone = "081150004004"
    let register = try Register(
      areas: Register.areas + ["\(alone),Ddorf,Gemeinde,500,2024-12-01,"],
      rules: ["\(Self.leika),verwaltungsgemeinschaft,2018-01-01,"], processes: [Self.process],
      snapshots: [
        ["2024-10-01,\(Register.ddorf),p,active,prod,1.1,3"],
        ["2024-12-31,08115004,p,active,prod,1.1,3"],
      ])
    #expect(
      try register.competent(Self.leika, Register.ddorf, on: "2024-11-30") == Register.verband)
    #expect(try register.competent(Self.leika, Register.ddorf, on: "2024-12-01") == alone)
    // A Verband of one Gemeinde is the Gemeinde itself.
    #expect(try register.competent(Self.leika, Register.cdorf, on: "2024-12-01") == Register.cdorf)
    #expect(
      try register.figures(
        "coverage_share", by: ["gemeinde", "month"], from: "2024-11", to: "2024-12"
      ).filter { $0.hasPrefix("08115004") } == [
        "08115004 2024-11 0 0 1", "08115004 2024-12 1 1 1",
      ])
  }

  @Test func `an edition of the register ends what it no longer lists`() throws {
    let edition = Self.merger.filter { !$0.hasSuffix("2024-11-14") }.map {
      $0.replacing("2018-01-01,", with: "2025-01-01,").replacing("2024-11-15,", with: "2025-01-01,")
    }
    let register = try Register(areas: Register.areas + edition, rules: [Self.own])
    let directory = try register.directory()
    func names(_ day: String) throws -> [String] {
      try directory.gemeinden(in: "08115", on: Day(day)!).map(\.name)
    }
    #expect(try names("2024-12-31") == ["Adorf", "Bstadt", "Cdorf", "Ddorf"])
    #expect(try names("2025-01-01") == ["Adorf", "Bstadt", "Cdorf-Ddorf"])
    #expect(directory.areas.areas.count { $0.level == .gemeinde } == 4)
  }

  @Test func `a row for some Gemeinden is no edition, and ends nothing`() throws {
    let register = try Register(
      areas: Register.areas + [
        "\(Register.land),Land,Land,16100,2025-01-01,",
        "\(Register.adorf),Adorf,Gemeinde,1100,2025-01-01,",
      ], rules: [Self.own])
    let gemeinden = try register.directory().gemeinden(in: "08", on: Day("2025-01-01")!)
    #expect(gemeinden.map(\.population) == [10_000, 1_100, 3_000, 1_500, 500])
  }

  @Test func `the first edition stands for the months before it`() throws {
    let register = try Register(
      areas: Register.areas.map { $0.replacing("2018-01-01", with: "2025-01-15") },
      rules: [Self.own], processes: [Self.process],
      snapshots: [["2024-11-30,\(Register.adorf),p,active,prod,1.1,3"]])
    #expect(
      try register.figures("coverage_share", by: ["month"], from: "2024-11", to: "2024-11") == [
        "2024-11 0.2 1 5"
      ])
    #expect(try register.competent(Self.leika, Register.adorf, on: "2024-11-30") == Register.adorf)
  }
}
