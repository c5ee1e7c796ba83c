import Domain
import Planning
import TestSupport
import Testing

/// Two Gemeinden each in the Landkreise 08115 and 08116, the Stadtkreis 08111: five Behörden that
/// may use p1.
@Suite struct ConvoyUseTests {
  private let today = Day("2025-03-01")!

  private func world(convoys: String) throws -> SmallWorld {
    let world = try SmallWorld()
    try world.load(
      "convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role\n" + convoys + "\n",
      as: "convoys-0.csv")
    return world
  }

  @Test func `uniform is the same process with the same reported flags`() throws {
    let world = try world(
      convoys: """
        k1,Konvoi,Einheitlich,p1,,08115,2025-01-10,,lead
        k1,Konvoi,Einheitlich,p1,,08116,2025-02-15,,member
        """)
    try world.load(
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level,\
      embedded,fachverfahren,epayment,once_only
      2025-03-01,081150001001,p1,active,prod,1.1,3,yes,no,no,no
      2025-03-01,081150002002,p1,active,prod,1.1,3,yes,no,no,no
      2025-03-01,081165001001,p1,active,prod,1.1,3,yes,yes,no,no
      2025-03-01,081165001002,p1,active,prod,1.1,3,yes,,no,no

      """, as: "activations-2.csv")
    let table = try world.store.read { try ConvoyUniformity.table($0, convoy: "k1") }
    #expect(
      table.listed("month", "authorities", "active", "unknown", "uniform", "flags") == [
        "2025-01 2.0 1.0 1.0 0.0 ", "2025-02 4.0 2.0 2.0 0.0 ",
        "2025-03 4.0 4.0 1.0 2.0 embedded=yes fachverfahren=no epayment=no once_only=no",
      ])
    #expect(table.listed("uniform_share").last == "0.5")
  }

  @Test func `a blueprint is adopted outside the convoy, after it began, by half of a Kreis`()
    throws
  {
    let world = try world(
      convoys: """
        k1,Konvoi,Einheitlich,p1,,08115,2025-01-10,,lead
        k2,Später,Einheitlich,p1,,08115,2025-02-01,,lead
        k3,Alle,Einheitlich,p1,,08115,2025-01-10,,lead
        k3,Alle,Einheitlich,p1,,08116,2025-01-10,,member
        k4,Ohne Prozess,Beraten,,,08115,2025-01-10,,lead
        """)
    let table = try world.store.read { try BlueprintAdopters.table($0, today: today) }
    #expect(
      table.listed("convoy_id", "kreis", "adopted_on", "days", "authorities", "active") == [
        "k1 08111 2025-01-31 21.0 1.0 1.0", "k1 08116 2025-02-28 49.0 2.0 1.0",
        // The Stadtkreis had it before the convoy began.
        "k2 08116 2025-02-28 27.0 2.0 1.0", "k3 08111 2025-01-31 21.0 1.0 1.0",
      ])
    let before = try world.store.read {
      try BlueprintAdopters.table($0, convoy: "k1", on: Day("2025-02-27")!, today: today)
    }
    #expect(before.listed("kreis") == ["08111"])
  }

  @Test func `what cannot be estimated is said in words`() throws {
    let world = try world(
      convoys: """
        k1,Konvoi,Einheitlich,p1,,08115,2025-02-10,,lead
        k2,Alle,Einheitlich,p1,,08115,2025-02-10,,lead
        k2,Alle,Einheitlich,p1,,08116,2025-02-10,,member
        k3,Ohne Prozess,Beraten,,,08115,2025-01-10,,lead
        k4,Früh,Einheitlich,p1,,08115,2024-01-10,,lead
        k5,Unbekannt,Einheitlich,p9,,08115,2024-01-10,,lead
        k6,Stadt,Einheitlich,p1,,08111,2025-02-10,,lead
        k7,Künftig,Einheitlich,p1,,08115,2025-04-10,,lead
        k8,West,Einheitlich,p1,,08116,2025-02-10,,lead
        """)
    let table = try world.store.read { try ConvoyEffect.table($0, permutations: 19) }
    let notes = Dictionary(
      table.listed("convoy_id", "note").map { line in
        let cut = line.firstIndex(of: " ")!
        return (String(line[..<cut]), String(line[line.index(after: cut)...]))
      }, uniquingKeysWith: { first, _ in first })
    // The only other Landkreis takes the process over in the month in which the convoy begins.
    #expect(notes["k1"] == "nicht schätzbar: kein Landkreis zum Vergleich übrig")
    #expect(notes["k2"] == "nicht schätzbar: kein Landkreis zum Vergleich übrig")
    #expect(notes["k3"] == "nicht schätzbar: der Konvoi hat keinen Prozess")
    #expect(
      notes["k4"]
        == "nicht schätzbar: alle Mitglieder traten vor dem zweiten Monat der Daten bei")
    #expect(notes["k5"] == "nicht schätzbar: der Prozess p9 ist nicht bekannt")
    #expect(notes["k6"] == "nicht schätzbar: kein Mitglied unter den verglichenen Landkreisen")
    #expect(notes["k7"] == "nicht schätzbar: noch kein Monat nach dem Beitritt")
    // West goes from 0 to 1 of 2; Ost stays at 1 of 2. Dealt anew, it is as far the other way.
    #expect(
      table.listed("convoy_id", "term", "relative_month", "estimate", "p_value").suffix(4) == [
        "k8 overall not_applicable 0.5 1.0", "k8 overall_uncensored not_applicable 0.5 1.0",
        "k8 pre_trend not_applicable missing missing", "k8 month 0.0 0.5 not_applicable",
      ])
    #expect(
      notes["k8"]
        == "Mitgliedschaft geht einher mit 50 Prozentpunkten mehr (Anteil aktiver Behörden); "
        + "ein solcher Unterschied ergibt sich auch durch Auslosen oft.")
    #expect(table.provenance.caveat?.de.contains("wählen selbst") == true)
    let spill = try world.store.read {
      try Spillover.table(
        $0, neighbours: KreisNeighbours([("08115", "08116"), ("08111", "08115")]), process: "p1",
        permutations: 19)
    }
    #expect(
      spill.listed("term", "note") == [
        "moran ",
        "kreis_neighbours nicht schätzbar: zu wenige Einführungen (1, nötig sind 10)",
        "authority_own_kreis nicht schätzbar: zu wenige Einführungen (1, nötig sind 10)",
        "authority_neighbours nicht schätzbar: zu wenige Einführungen (1, nötig sind 10)",
      ])
    let note = spill.rows[1][spill.columns.count - 1]
    #expect(
      note
        == .key(
          "nicht schätzbar: zu wenige Einführungen (1, nötig sind 10)",
          label: Text(
            de: "nicht schätzbar: zu wenige Einführungen (1, nötig sind 10)",
            en: "not estimable: too few adoptions (1, 10 are needed)")))
    let empty = try SmallWorld(order: []).store.read { try ConvoyEffect.table($0) }
    #expect(empty.rows.isEmpty)
  }
}
