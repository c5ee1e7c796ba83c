import Domain
import Foundation
import Indicators
import Ingest
import Store

/// A Land that fits on a sheet of paper: two Landkreise, a Stadtkreis, five Gemeinden, four
/// Leistungen (one without a rule of competence), three processes, two snapshots, one month of use.
public struct SmallWorld {
  public let folder: String
  public let store: ProjectStore

  /// Milliseconds since 1970-01-01T00:00Z: noon of 2025-03-01.
  public static let now: Int64 = 1_740_830_400_000

  /// - Parameters:
  ///   - order: names of feeds; the state must not depend on it.
  ///   - newestFirst: whether later snapshots are delivered before earlier ones.
  public init(
    order: [String] = ["areas", "catalogue", "competence", "processes", "activations", "events"],
    newestFirst: Bool = false
  ) throws {
    folder = try Self.temporaryFolder()
    store = try ProjectStore.writing(dataFolder: folder)
    for name in order {
      let texts = Array(Self.files[name]!.enumerated())
      for (number, text) in newestFirst ? texts.reversed() : texts {
        _ = try load(text, as: "\(name)-\(number).csv")
      }
    }
  }

  /// Loads a text as a file of that name, by the rules of the real world.
  /// - Parameter now: the clock, milliseconds since 1970-01-01T00:00Z.
  @discardableResult
  public func load(
    _ text: String, as name: String, now: Int64 = SmallWorld.now
  ) throws -> LoadOutcome {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try FileLoader(
      store: store, marts: [UsageCube(), CoverageMart()], options: ReadOptions(now: now)
    ).load(path, feedName: nil)
  }

  public func figures() throws -> ProjectFigures {
    try store.read { try ProjectFigures(reading: $0) }
  }

  public static func temporaryFolder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.path + "/lagebild-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let files: [String: [String]] = [
    "areas": [
      """
      ars,name,kind,parent_ars,population,area_km2,valid_from
      080000000000,Land,Land,,15000,50.00,2018-01-01
      081000000000,Nord,Regierungsbezirk,080000000000,15000,50.00,2018-01-01
      081110000000,Stadt,Stadtkreis,081000000000,10000,10.00,2018-01-01
      081150000000,Ost,Landkreis,081000000000,4000,20.00,2018-01-01
      081160000000,West,Landkreis,081000000000,1000,20.00,2018-01-01
      081165001000,VG West,Verwaltungsgemeinschaft,081160000000,1000,20.00,2018-01-01
      081150001001,Adorf,Gemeinde,081150000000,1000,10.00,2018-01-01
      081150002002,Bstadt,Große Kreisstadt,081150000000,3000,10.00,2018-01-01
      081165001001,Cdorf,Gemeinde,081160000000,500,10.00,2018-01-01
      081165001002,Ddorf,Gemeinde,081160000000,500,10.00,2018-01-01

      """
    ],
    "catalogue": [
      """
      leika,name,themenfeld,leika_typ
      99001001001000,Eins,Bauen & Wohnen,5
      99001001002000,Zwei,Gesundheit,2/3
      99001001003000,Drei,Gesundheit,2/3
      99001001004000,Vier,Gesundheit,2/3

      """
    ],
    "competence": [
      """
      leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source
      99001001001000,,gemeinde,,2018-01-01,,§ 1
      99001001002000,,kreis,,2018-01-01,,§ 2
      99001001003000,,untere_verwaltungsbehoerde,,2018-01-01,,§ 3

      """
    ],
    "processes": [
      """
      process_id,name,kind,leika,released_on,customer
      p1,Eins <online>,standard,99001001001000,2024-06-01,citizen
      p2,Zwei,standard,99001001002000,2024-06-01,citizen
      p3,Drei,universal,99001001003000,2024-06-01,business

      """
    ],
    "activations": [
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      2025-01-31,081150001001,p1,active,prod,1.1,3
      2025-01-31,081165001001,p1,active,test,1.1,3
      2025-01-31,081150000000,p2,active,prod,1.1,2
      2025-01-31,081110000000,p1,active,prod,1.1,4
      2025-01-31,081110000000,p2,active,prod,1.1,3
      2025-01-31,081150002002,p3,active,prod,1.1,3

      """,
      // The Landkreis Ost is not mentioned and keeps its state; the Stadtkreis no longer lists p2.
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      2025-02-28,081150001001,p1,active,prod,1.1,3
      2025-02-28,081165001001,p1,active,prod,1.1,2
      2025-02-28,081110000000,p1,active,prod,1.1,4
      2025-02-28,081150002002,p3,deactivated,prod,1.1,3

      """,
    ],
    "events": [
      """
      ts,event,process,authority,session,channel,duration_ms
      2025-02-03T09:00:00+01:00,page_view,p1,08115001,00000000000000a1,online,
      2025-02-03T09:01:00+01:00,process_started,p1,08115001,00000000000000a1,online,
      2025-02-03T09:05:00+01:00,submitted,p1,08115001,00000000000000a1,online,240000
      2025-02-10T20:01:00+01:00,process_started,p1,08111000,00000000000000b2,mobile,
      2025-02-10T20:05:00+01:00,abandoned,p1,08111000,00000000000000b2,mobile,240000
      2025-02-11T20:01:00+01:00,process_started,p1,08111000,00000000000000c3,online,
      2025-02-11T20:05:00+01:00,submitted,p1,08111000,00000000000000c3,online,240000
      2025-02-20T08:00:00+01:00,completed,p1,08115001,,online,1468800000

      """
    ],
  ]
}
