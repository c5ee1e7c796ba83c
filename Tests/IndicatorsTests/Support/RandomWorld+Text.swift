import Domain

/// The world as the files in which it is delivered.
extension RandomWorld {
  var areasText: String {
    var lines = ["ars,name,kind,population,valid_from,valid_to"]
    func add(
      _ ars: String, _ kind: AreaKind, _ population: Int64? = nil, _ from: Day = Place.begin,
      _ to: Day? = nil
    ) {
      lines.append(
        "\(ars),N\(ars),\(kind.rawValue),\(population.map(String.init) ?? ""),\(from),"
          + (to?.description ?? ""))
    }
    add(Self.land, .land)
    add(Self.bezirk, .regierungsbezirk)
    for kreis in Self.landkreise { add(kreis + "0000000", .landkreis) }
    for verband in verbaende { add(verband, .verwaltungsgemeinschaft) }
    for place in gemeinden { add(place.ars, place.kind, place.population, place.from, place.to) }
    return lines.joined(separator: "\n") + "\n"
  }

  var catalogueText: String {
    (["leika,name,ozg_id,themenfeld,leika_typ"]
      + leistungen.map {
        "\($0.key),L\($0.key),\($0.ozg ?? ""),\($0.themenfeld ?? ""),\"\($0.typ)\""
      })
      .joined(separator: "\n") + "\n"
  }

  var competenceText: String {
    (["leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source"]
      + rules.map { rule in
        let key = rule.leika.utf8.count == 14 ? "\(rule.leika)," : ",\(rule.leika)"
        let target =
          switch rule.target {
          case .kind(let kind): "\(kind.rawValue),"
          case .authority(let ars): ",\(ars)"
          }
        return "\(key),\(target),\(rule.validFrom),\(rule.validTo.map(\.description) ?? ""),§"
      }).joined(separator: "\n") + "\n"
  }

  var processesText: String {
    ([
      "process_id,name,kind,leika,released_on,owner_ars,customer,epayment_possible,"
        + "middleware_possible"
    ]
      + processes.filter(\.isRegistered).map { process in
        "\(process.id),N,\(process.kind!.rawValue),\(process.leika.joined(separator: " ")),"
          + "\(process.releasedOn.map(\.description) ?? ""),\(process.owner ?? ""),citizen,"
          + "\(Self.text(process.epaymentPossible)),\(Self.text(process.middlewarePossible))"
      }).joined(separator: "\n") + "\n"
  }

  static func text(_ states: [State]) -> String {
    ([
      "snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level,"
        + State.allFlags.joined(separator: ",") + ",text_updated_on"
    ]
      + states.map { state in
        "\(state.day),\(state.key),\(state.process),\(state.state.rawValue),"
          + "\(state.isProd ? "prod" : "test"),\(state.model.rawValue),\(state.level),"
          + State.allFlags.map { text(state.flags[$0]) }.joined(separator: ",")
          + ",\(state.textUpdated.map(\.description) ?? "")"
      }).joined(separator: "\n") + "\n"
  }

  static func text(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "" }
}
