import Testing

/// The feeds from which cost-benefit is reckoned, as a user delivers them: one Leistung whose digital
/// case saves ten minutes.
enum CostFeeds {
  static let texts = [
    "parameters": """
    id,value,unit,valid_from,source
    wage_kommunen_mean,30.00,eur_per_hour,2024-01-01,Lohntafel
    wage_kommunen_ed_md,30.00,eur_per_hour,2024-01-01,Lohntafel
    travel_minutes_gemeinde,15,minutes,2024-01-01,Wegetafel
    travel_cost_gemeinde,1.00,eur,2024-01-01,Wegetafel
    discount_rate_nominal,0.009,share,2024-01-01,Zinstafel
    horizon_years,3,years,2024-01-01,Beschluss
    digital_share_year_1,0.5,share,2024-01-01,Beschluss

    """,
    "effort": """
    leika,side,mode,activity_no,minutes,share_of_cases
    99001001001000,administration,before,5,20,1
    99001001001000,administration,digital,5,10,1
    99001001001000,citizen,before,5,30,1
    99001001001000,citizen,digital,5,10,1

    """,
    "cases": """
    month,authority_ars,leika,channel,cases
    2025-01,081110000000,99001001001000,counter,1000

    """,
  ]

  /// A project with files of feeds loaded in this order.
  static func project(_ files: [(feed: String, text: String)]) throws -> TestProject {
    let project = try TestProject()
    for (feed, text) in files {
      let file = try project.write("\(feed)-1.csv", text)
      let answer = try Lagebild.run("ingest", file, in: project)
      #expect(answer.status == 0, "\(feed): \(answer.messages)")
    }
    return project
  }
}
