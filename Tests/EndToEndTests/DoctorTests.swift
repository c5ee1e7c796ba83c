import Foundation
import Testing

/// `lagebild doctor` on what goes wrong without anybody noticing.
@Suite struct DoctorTests {
  private static let pages = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Dashboards").standardized.path

  @Test func `an old copy of the pages is named, file by file, and is no error`() throws {
    let project = try TestProject()
    try FileManager.default.createDirectory(
      atPath: project.folder + "/Data", withIntermediateDirectories: true)
    let own = project.folder + "/Dashboards"
    try FileManager.default.copyItem(atPath: Self.pages, toPath: own)
    let same = try Lagebild.run("doctor", in: project)
    #expect(same.status == 0 && !same.output.contains("those of the program"), "\(same.output)")
    try project.write("Dashboards/termine.toml", "# older\n")
    try project.write("Dashboards/assets/site.css", "")
    try project.write("Dashboards/eigene.toml", "# a page of one's own\n")
    try FileManager.default.removeItem(atPath: own + "/konvois.toml")
    let old = try Lagebild.run("doctor", in: project)
    #expect(old.status == 0)
    let lines = old.lines.filter { $0.contains("those of the program") }
    try #require(lines.count == 2, "\(old.output)")
    #expect(lines[0].contains("differ from those of the program: assets/site.css, termine.toml."))
    #expect(lines[1].contains("are fewer than those of the program: konvois.toml."))
    #expect(
      lines.allSatisfy { $0.contains("Copy what you have not changed yourself from \(Self.pages)") }
    )
  }

  @Test func `a misspelt name in a list is told until it is put right`() throws {
    let project = try TestProject()
    func load(_ indicator: String) throws -> String {
      let path = try project.write(
        "targets-\(indicator).csv",
        """
        target_id,indicator,area_ars,value,due_on,decided_on,source
        t1,\(indicator),080000000000,0.5,2026-12-31,2024-03-14,Beschluss

        """)
      let answer = try Lagebild.run("ingest", path, in: project)
      #expect(answer.status == 0, "\(answer.messages)")
      return answer.messages
    }
    let slip =
      "targets t1: indicator activation_rat is known nowhere. Did you mean activation_rate?"
    #expect(try load("activation_rat").contains("note: " + slip))
    #expect(try Lagebild.run("doctor", in: project).output.contains("note " + slip))
    #expect(try !load("activation_rate").contains("note"))
    #expect(try !Lagebild.run("doctor", in: project).output.contains("known nowhere"))
  }

  @Test func `a convoy for which nobody is competent is named`() throws {
    let project = try TestProject()
    func load(_ name: String, _ text: String) throws {
      let path = try project.write("\(name)-0.csv", text)
      let answer = try Lagebild.run("ingest", path, in: project)
      #expect(answer.status == 0, "\(answer.messages)")
    }
    try load(
      "areas",
      """
      ars,name,kind,parent_ars,population,area_km2,valid_from
      080000000000,Land,Land,,15000,50.00,2018-01-01
      081150000000,Ost,Landkreis,080000000000,4000,20.00,2018-01-01
      081150001001,Adorf,Gemeinde,081150000000,4000,20.00,2018-01-01

      """)
    try load(
      "processes",
      """
      process_id,name,kind,leika,released_on,customer
      p1,Eins,standard,99001001001000,2024-06-01,citizen

      """)
    try load(
      "convoys",
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k7,Leer,Einheitlich,p1,,08115,2025-01-10,,lead

      """)
    let without = try Lagebild.run("doctor", in: project)
    #expect(without.output.contains("convoy k7: no authority in any member district"))
    try load(
      "competence",
      """
      leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source
      99001001001000,,kreis,,2018-01-01,,§ 1

      """)
    #expect(!(try Lagebild.run("doctor", in: project)).output.contains("convoy k7"))
  }
}
