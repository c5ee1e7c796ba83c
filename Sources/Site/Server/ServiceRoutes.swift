import Domain
import Formats

/// Places for machines that watch the service, and the files that pages need.
enum ServiceRoutes {
  static func routes(_ keeper: SourceKeeper) -> [Route] {
    [
      Route(
        pattern: "/healthz", summary: "The process answers",
        answer: .plain { _ in uncached(.json(.object([("status", .string("ok"))]))) }),
      Route(
        pattern: "/readyz", summary: "The data can be read; reasons where they cannot",
        answer: .plain { _ in uncached(readiness(keeper)) }),
      Route(
        pattern: "/version", summary: "Version of the program",
        answer: .plain { _ in
          uncached(
            .json(.object([("name", .string("lagebild")), ("version", .string(SiteVersion.text))])))
        }),
    ]
  }

  static func assets(_ assets: Assets) -> [Route] {
    assets.files.sorted { $0.key < $1.key }.map { name, file in
      Route(
        pattern: "/assets/" + name, summary: name, isAPI: false,
        answer: .plain { _ in SiteResponse(200, type: file.type, file.bytes) })
    }
  }

  /// 200 while the source can be read, however old its data are; an empty project is a remark.
  private static func readiness(_ keeper: SourceKeeper) -> SiteResponse {
    do {
      let desks = try keeper.desks()
      var remarks: [JSON] = []
      if desks.released.months == nil { remarks.append(.string("no data loaded yet")) }
      if desks.released.areas.isEmpty { remarks.append(.string("no register of areas")) }
      return .json(
        .object([
          ("status", .string("ready")), ("revision", .string(desks.released.dataState.revision)),
          ("cut_off", .text(desks.released.cutOff?.description)),
          ("simulated", .bool(desks.released.dataState.isSimulated)), ("remarks", .array(remarks)),
        ]))
    } catch {
      let reason = (error as? Fault)?.description ?? "the source cannot be read"
      return .json(
        .object([
          ("status", .string("not ready")), ("reasons", .array([.string(reason)])),
        ]), status: 503)
    }
  }

  private static func uncached(_ response: SiteResponse) -> SiteResponse {
    var response = response
    response.set("Cache-Control", "no-store")
    return response
  }
}
