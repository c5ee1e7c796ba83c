import Domain
import Foundation
import Indicators
import Ingest
import Store
import TestSupport
import Testing

/// The rules that the project ships, asked on the official register.
@Suite struct CompetenceOnRegisterTests {
  private static let reference = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Data/reference").standardized.path
  private static let baugenehmigung = "99012008001000"
  private static let day = Day("2025-11-30")!

  private func directory(exception: String? = nil) throws -> CompetenceDirectory {
    let world = try SmallWorld(order: [])
    for (file, feed) in [
      (RegisterTests.folder + "/GV100AD_30112025.txt", nil),
      (Self.reference + "/leistungen.csv", "catalogue"),
      (Self.reference + "/competence.csv", "competence"),
    ] {
      let loader = FileLoader(
        store: world.store, marts: [], options: ReadOptions(now: 1_767_225_600_000))
      guard case .loaded(let report) = try loader.load(file, feedName: feed) else {
        preconditionFailure("a first load was taken for a repeat")
      }
      #expect(report.rowsQuarantined == 0, "\(file)")
    }
    if let exception {
      try world.load(
        "leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source\n\(exception)\n",
        as: "competence-exception.csv")
    }
    return try world.store.read { try CompetenceDirectory(reading: $0) }
  }

  @Test(
    .enabled(
      if: RegisterTests.isThere, "the folder shared/data/register is not beside the project"))
  func `a Baugenehmigung is given by the Stadtkreis, the Große Kreisstadt or the Landkreis`()
    throws
  {
    let directory = try directory()
    func authority(_ key: String) throws -> String? {
      try directory.explain(Self.baugenehmigung, in: key, on: Self.day)[0].authority?.text
    }
    #expect(try authority("08311") == "Freiburg im Breisgau, Stadtkreis (083110000000)")
    #expect(try authority("08115045") == "Sindelfingen, Große Kreisstadt (081150045045)")
    #expect(try authority("08115001") == "Böblingen, Landkreis (081150000000)")
    let kreis = try directory.explain(Self.baugenehmigung, in: "08115", on: Self.day)
    #expect(kreis.count == 26)
    #expect(
      Set(kreis.filter { $0.authority?.kind == .grosseKreisstadt }.map(\.gemeinde.name))
        == Set(kreis.filter { $0.gemeinde.kind == .grosseKreisstadt }.map(\.gemeinde.name)))
    #expect(kreis.allSatisfy { $0.competence != .notApplicable && $0.competence != .unknown })
  }

  @Test(
    .enabled(
      if: RegisterTests.isThere, "the folder shared/data/register is not beside the project"))
  func `an exception for a Verwaltungsgemeinschaft serves its members and no one else`() throws {
    let verband = "081155001000"
    let directory = try directory(
      exception: "\(Self.baugenehmigung),,,\(verband),2020-01-01,2025-11-30,made for this test")
    func served(_ day: Day) throws -> [String] {
      try directory.explain(Self.baugenehmigung, in: "08115", on: day)
        .filter { $0.authority?.ars.digits == verband }.map(\.gemeinde.ars.digits)
    }
    let members = try served(Self.day)
    #expect(members.count > 1 && members.allSatisfy { $0.hasPrefix("081155001") })
    #expect(try served(Day("2025-12-01")!) == [])
    let explanation = try directory.explain(Self.baugenehmigung, in: members[0], on: Self.day)[0]
    #expect(
      explanation.steps.map(\.outcome) == [
        .decides, .beaten(by: 0, because: .exceptionBeforeKind),
      ])
    #expect(explanation.chain.map(\.kind).dropFirst().first == .verwaltungsgemeinschaft)
  }
}
