import Columns
import Domain
import Planning
import TestSupport

/// Random candidates for four Leistungen of the small Land, by way of the feeds.
struct RandomBenefit {
  let seed: UInt64
  let model: BenefitModel
  static let count = 4_000

  var cases: [BenefitCase] { model.cases }

  init(seed: UInt64, cases: Int) throws {
    self.seed = seed
    var dice = SeededGenerator(seed: seed)
    let world = try SmallWorld()
    let keys = (1...3).map { "9900100100\($0)000" }
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
    var parameters = "id,value,unit,valid_from,source\n"
    for level in ["kommunen", "land"] {
      for grade in ["ed_md", "gd", "hd", "mean"] {
        parameters += "wage_\(level)_\(grade),\(number(20...70)),eur_per_hour,2024-01-01,Tafel\n"
      }
    }
    for level in ["gemeinde", "kreis", "land"] {
      parameters += "travel_minutes_\(level),\(number(5...60)),minutes,2024-01-01,Tafel\n"
      parameters += "travel_cost_\(level),\(number(0...9)),eur,2024-01-01,Tafel\n"
    }
    parameters += "discount_rate_nominal,0.0\(number(0...9)),share,2024-01-01,Tafel\n"
    for year in 1...5 {
      parameters += "digital_share_year_\(year),0.\(number(1...9)),share,2024-01-01,Tafel\n"
    }
    try world.load(parameters, as: "parameters-0.csv")

    var effort = "leika,side,mode,activity_no,minutes,grade,share_of_cases,material_cost_eur\n"
    var counts = "month,authority_ars,leika,channel,cases\n"
    for key in keys {
      for (side, grade) in [("administration", "gd"), ("administration", ""), ("citizen", "")] {
        for (mode, most) in [("before", 90), ("digital", 60)] {
          let activity = grade == "gd" ? 3 : 5
          effort +=
            "\(key),\(side),\(mode),\(activity),\(number(1...most)),\(grade),"
            + "0.\(number(1...9)),\(number(0...4)).50\n"
        }
      }
      for channel in ["online", "mobile", "counter", "mail"] {
        counts += "2025-02,081110000000,\(key),\(channel),\(number(1...300))\n"
      }
    }
    try world.load(effort, as: "effort-0.csv")
    try world.load(counts, as: "cases-0.csv")

    var candidates =
      "candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,depends_on\n"
    for index in 0..<cases {
      let likely = number(1_000...30_000)
      let range = (likely - number(0...900), likely + number(0...20_000))
      let isExtension = index > 0 && index % 3 == 2
      let key = isExtension ? keys[0] : keys[index == 0 ? 0 : number(0...2)]
      let leika = index % 4 == 3 ? keys[1...].joined(separator: " ") : key
      candidates +=
        "k\(index),K,\(leika),\(range.0).00,\(likely).00,\(range.1).00,"
        + "\(number(0...900)).00,\(isExtension ? "k0" : "")\n"
    }
    try world.load(candidates, as: "candidates-0.csv")
    model = try world.store.read { try BenefitModel(candidatesOf: BenefitFacts(reading: $0)) }
    precondition(model.cases.count == cases, "\(model.notAssessable)")
  }

  func draws(_ cases: [BenefitCase]? = nil, threads: Int) -> [CaseDraws] {
    let cases = cases ?? self.cases
    return BenefitSimulation(cases, model.facts.settings, count: Self.count, seed: seed)
      .draws(cases, model.leistungen, threads: threads)
  }
}
