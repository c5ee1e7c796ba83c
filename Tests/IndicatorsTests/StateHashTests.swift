import Store
import TestSupport
import Testing

@Suite struct StateHashTests {
  private func hash(_ withdrawn: [String]?) throws -> String {
    let world = try SmallWorld(order: [])
    let head =
      "candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,depends_on"
    let rows = [
      "k1,Eins,99001001001000,1.00,2.00,3.00,0.00,",
      "k2,Zwei,99001001002000,1.00,2.50,3.00,0.10,k1",
    ]
    let lines =
      withdrawn.map { flags in
        [head + ",withdrawn"] + zip(rows, flags).map { "\($0),\($1)" }
      } ?? [head] + rows
    try world.load(lines.joined(separator: "\n") + "\n", as: "candidates-0.csv")
    return try world.store.read { try StateHash.facts($0) }
  }

  /// As `lagebild state` said of these rows before the feed had the column.
  private static let before = "c26a32f02c1ed640507f892c025f489ec0a4175b551e0420eccd039db3d9f45f"

  @Test func `a column that a feed has got since then leaves the hash of rows without it`() throws {
    #expect(try hash(nil) == Self.before)
    #expect(try hash(["", ""]) == Self.before)
    let flagged = try [["yes", ""], ["", "yes"], ["no", ""], ["no", "no"]].map { try hash($0) }
    #expect(Set(flagged + [Self.before]).count == 5)
  }
}
