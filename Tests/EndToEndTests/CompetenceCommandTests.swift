import Foundation
import Testing

/// `lagebild competence` and `lagebild coverage`, from files to what a Koordinator reads.
@Suite struct CompetenceCommandTests {
  private func project() throws -> TestProject {
    let project = try TestProject()
    for (name, text) in Self.files {
      let file = try project.write(name, text)
      #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    }
    return project
  }

  @Test func `explain says who is competent and why`() throws {
    let answer = try Lagebild.run(
      "competence", "explain", "99001001001000", "08115001", "--on", "2025-01-31",
      in: try project())
    #expect(
      answer.output == """
        Eins (99001001001000)
        in Adorf, Gemeinde (081150001001) on 2025-01-31

        competent  Ost, Landkreis (081150000000)
        because    neither Stadtkreis nor Große Kreisstadt, so its Landkreis
        by rule    99001001001000 untere_verwaltungsbehoerde, § 2
        catalogue  regulated by the Bund, executed by the Kommune

        rules for the Leistung, strongest first
          1  99001001001000 untere_verwaltungsbehoerde, 2018-01-01
             decides: neither Stadtkreis nor Große Kreisstadt, so its Landkreis
             names Ost, Landkreis (081150000000)
             § 2
          2  99001* gemeinde, 2018-01-01
             beaten: after rule 1: a whole key before a beginning
             names Adorf, Gemeinde (081150001001)
             § 1

        the Gemeinde and what lies above it
            Adorf, Gemeinde (081150001001)
          → Ost, Landkreis (081150000000)
            Nord, Regierungsbezirk (081000000000)
            Land (080000000000)
            Bund (000000000000)

        """)
  }

  @Test func `a question that cannot be answered exits as a wrong usage, with a remedy`() throws {
    let project = try project()
    for (area, day, words) in [
      ("08115002", "2025-01-31", "Did you mean 08115001 (Adorf)?"),
      ("08115001", "2017-12-31", "the register begins on 2018-01-01"),
      ("08115001", "2025-02-30", "--on 2025-02-30 is not a day"),
    ] {
      let answer = try Lagebild.run(
        "competence", "explain", "99001001001000", area, "--on", day, in: project)
      #expect(answer.status == 64)
      #expect(answer.messages.contains(words), "\(answer.messages)")
    }
  }

  @Test func `check lists doubts, coverage state what is switched on`() throws {
    let project = try project()
    let check = try Lagebild.run("competence", "check", in: project)
    #expect(
      check.lines == [
        "finding,leika,leistung,rule,valid_from,valid_to,against,source",
        "never_decides,,,99001* gemeinde,2018-01-01,,"
          + "99001001001000 untere_verwaltungsbehoerde,§ 1",
      ])
    let state = try Lagebild.run("coverage", "state", "08115", in: project)
    #expect(
      state.lines == [
        "ags,gemeinde,leika,leistung,authority_ars,authority,process_id,process,state,environment,"
          + "since,maturity_model,maturity_level,last_snapshot,stale",
        "08115001,Adorf,99001001001000,Eins,081150000000,Ost,p1,Eins online,active,prod,"
          + "2025-01-31,1.1,3,2025-01-31,yes",
      ])
  }

  private static let files = [
    (
      "areas.csv",
      """
      ars,name,kind,population,valid_from
      080000000000,Land,Land,2000,2018-01-01
      081000000000,Nord,Regierungsbezirk,2000,2018-01-01
      081110000000,Stadt,Stadtkreis,1000,2018-01-01
      081150000000,Ost,Landkreis,1000,2018-01-01
      081150001001,Adorf,Gemeinde,1000,2018-01-01

      """
    ),
    ("catalogue.csv", "leika,name,leika_typ\n99001001001000,Eins,2/3b\n"),
    (
      "competence.csv",
      """
      leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source
      ,99001,gemeinde,,2018-01-01,,§ 1
      99001001001000,,untere_verwaltungsbehoerde,,2018-01-01,,§ 2

      """
    ),
    (
      "processes.csv",
      """
      process_id,name,kind,leika,released_on,customer
      p1,Eins online,standard,99001001001000,2024-06-01,citizen

      """
    ),
    (
      "activations-1.csv",
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      2025-01-31,08115,p1,active,prod,1.1,3
      2025-01-31,08111,p1,active,prod,1.1,3

      """
    ),
    (
      "activations-2.csv",
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      2025-02-28,08111,p1,active,prod,1.1,3

      """
    ),
  ]
}
