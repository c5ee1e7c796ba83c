import Domain
import Planning
import TestSupport

/// The small Land with three candidates, cases, efforts and money: one candidate has everything,
/// one is an extension of it, of one nothing is known.
enum PlanningWorld {
  static func make() throws -> SmallWorld {
    let world = try SmallWorld()
    for (name, text) in files { try world.load(text, as: name + "-0.csv") }
    return world
  }

  /// Capital values and hours of k1 and k2 in four draws; nobody can assess k3.
  static let draws = BenefitDraws(
    ids: ["k1", "k2"], count: 4, capitalValues: [40_000, 50_000, 60_000, 70_000, -3, -2, -1, 9],
    citizenHours: [10, 10, 10, 10, 4, 5, 6, 7])

  private static let files = [
    "candidates": """
    candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,kommunen_interested,legal_deadline,depends_on,alternative_group,efa_available,themenfeld
    k1,Eins neu,99001001001000,80000.00,100000.00,170000.00,15000.00,3,2025-12-31,,,no,
    k2,Zwei und Drei,99001001002000 99001001003000,10000.00,20000.00,30000.00,1000.00,,,k1,,yes,Gesundheit
    k3,Vier,99001001004000,10000.00,20000.00,30000.00,1000.00,,,,,,
    k4,Vier und mehr,99001001004000,10000.00,20000.00,30000.00,1000.00,,,k3,,,

    """,
    "effort": """
    leika,side,mode,activity_no,complexity,minutes,grade,share_of_cases,material_cost_eur
    99001001001000,administration,before,3,simple,,gd,1.0,
    99001001001000,administration,before,5,high,,gd,1.0,
    99001001001000,citizen,before,5,high,,,1.0,
    99001001001000,administration,digital,5,high,,gd,1.0,
    99001001002000,administration,before,1,medium,,gd,1.0,
    99001001002000,administration,before,2,,7.5,gd,1.0,

    """,
    "parameters": BenefitWorld.parameters,
    "cases": """
    month,authority_ars,leika,channel,cases,mean_handling_minutes
    2023-12,081150001001,99001001001000,counter,1000,
    2025-01,081150001001,99001001001000,counter,30,
    2025-01,081150001001,99001001001000,online,10,
    2025-02,081150001001,99001001001000,counter,20,
    2025-02,081150000000,99001001002000,mail,6,

    """,
    "budget": """
    year,total_eur,operating_eur,policy_id
    2025,3000000.00,400000.00,B
    2026,3100000.00,400000.00,A
    2028,3100000.00,400000.00,C

    """,
    "costs": """
    item_id,process_id,order_id,kind,month,amount_eur,paid_by,budget_effective,plan_or_actual
    a,p1,,maintenance,2025-01,1000.00,land,yes,plan
    b,p1,,maintenance,2025-01,1200.50,land,yes,actual
    c,p1,,maintenance,2025-06,300.00,kommunen,yes,plan
    d,p1,,operation,2025-06,77777.00,kommunen,yes,plan
    e,p1,,support,2025-06,88888.00,bund,yes,plan
    f,p1,,support,2025-06,99999.00,land,no,plan
    g,,,support,2026-06,5000000.00,land,yes,plan

    """,
  ]
}
