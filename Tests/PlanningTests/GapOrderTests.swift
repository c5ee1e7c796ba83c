import Domain
import Indicators
import TestSupport
import Testing

/// The working list of a Kreis.
@Suite struct GapOrderTests {
  @Test func `what is nearest to being done stands first, of these what has waited longest`() throws
  {
    let world = try SmallWorld()
    try world.load(
      """
      process_id,name,kind,leika,released_on,customer
      x1,Eins,standard,99001001001000,2024-09-01,citizen
      x2,Zwei,standard,99001001001000,2024-09-01,citizen
      x3,Drei,efa,99001001001000,2024-08-01,citizen
      x4,Vier,standard,99001001001000,2024-07-01,citizen
      x5,Fünf,individual,99001001001000,2024-07-01,citizen

      """, as: "processes-1.csv")
    let header =
      "snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level\n"
    let adorf = "081150001001"
    func load(_ day: String, _ states: [(String, String, String)], _ number: Int) throws {
      let rows = states.map { "\(day),\($0.0),\($0.1),\($0.2),1.1,0\n" }
      let later = SmallWorld.now + 30 * 86_400_000
      try world.load(header + rows.joined(), as: "activations-\(number).csv", now: later)
    }
    let first = [
      (adorf, "p1", "active,prod"), (adorf, "x1", "available,prod"),
      (adorf, "x2", "configured,prod"), (adorf, "x3", "released,prod"),
    ]
    let other = "081150002002"
    try load("2025-03-01", first + [(other, "x2", "active,test")], 5)
    try load("2025-03-10", first + [(adorf, "x4", "paused,prod")], 6)
    try world.load(
      """
      decision_id,body,decided_on,subject,refers_to,result
      d1,uag,2024-07-15,Drei in Bstadt,x3/081150002002,bewusst nicht eingeführt

      """, as: "decisions-0.csv")
    let table = try world.store.read {
      try GapListing(reading: $0).table(kreis: "08115", on: Day("2025-03-31")!)
    }
    #expect(
      table.listed("authority_ars", "process_id", "state", "since", "next") == [
        "\(adorf) x2 configured 2025-03-01 kommune_activate",
        "\(other) x2 test 2025-03-01 kommune_activate",
        "\(adorf) x4 paused 2025-03-10 kommune_activate",
        "\(adorf) x1 available 2025-03-01 kommune_configure",
        "\(adorf) x3 released 2025-03-01 provider",
        "\(other) p1 none 2024-06-01 kommune_decide",
        "\(other) x4 none 2024-07-01 kommune_decide",
        "\(other) x1 none 2024-09-01 kommune_decide",
        "\(other) x3 declined 2024-07-15 nobody",
      ])
  }
}
