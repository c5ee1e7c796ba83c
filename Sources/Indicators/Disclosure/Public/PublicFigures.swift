import Domain
import Store

/// The figures of the public scope, made from published counts only. It never sees an event.
public struct PublicFigures: Sendable {
  let published: PublishedCells
  private let register: ReleaseRegister
  /// Its revision changes with every release.
  public let dataState: DataState
  /// Those that some published count tells apart, sorted.
  private let leistungen: [String]
  private let periods: [PublicPeriod]

  /// Reads what has been released; without a release every table is empty.
  public init(reading reader: StoreReader) throws {
    self.init(
      try PublishedCells(reading: reader), try ReleaseRegister(reading: reader),
      isSimulated: try reader.dataState().isSimulated)
  }

  init(_ published: PublishedCells, _ register: ReleaseRegister, isSimulated: Bool) {
    self.published = published
    self.register = register
    dataState = DataState(
      isSimulated: isSimulated, revision: "release \(published.latest?.number ?? 0)")
    leistungen = published.leistungen
    periods = published.periods.keys.sorted { $0.description < $1.description }
  }

  public var releases: [ReleaseRecord] { published.releases }

  /// The dimensions asked for, then `value`, `numerator`, `denominator` and `status`, as of figures
  /// of the internal scope.
  /// - Throws: ``NotPublic`` for what is not part of the public cube; ``Fault`` of kind `usage`.
  public func table(_ request: FigureRequest) throws -> Table<Released> {
    guard let indicator = PublicIndicator.named(request.indicator) else {
      throw NotPublic(
        "The indicator \(request.indicator) is not public. Public are: "
          + PublicIndicator.all.map(\.id).joined(separator: ", ") + ".")
    }
    let question = try PublicQuestion(request, indicator)
    return Disclosure.released(
      columns(question), rows: rows(question), provenance: provenance(of: indicator))
  }

  /// A row before it is printed.
  struct Row {
    let keys: [TableCell]
    let figure: PublishedFigure
  }

  private func rows(_ question: PublicQuestion) -> [Row] {
    let areas =
      switch question.area {
      case .land: ReleaseRegister.land..<ReleaseRegister.land + 1
      case .kreis: register.kreise
      case .gemeinde: register.gemeinden
      }
    let periods = periods.filter(question.admits)
    var places = [Place(area: ReleaseRegister.land, leistung: nil, period: nil)]
    // The order of the columns is that of the rows.
    for name in question.by {
      places = places.flatMap { place in
        switch name {
        case "leistung":
          leistungen.map { Place(area: place.area, leistung: $0, period: place.period) }
        case "month", "year":
          periods.map { Place(area: place.area, leistung: place.leistung, period: $0) }
        default: areas.map { Place(area: $0, leistung: place.leistung, period: place.period) }
        }
      }
    }
    return places.map { row(question, area: $0.area, $0.leistung, $0.period!) }
  }

  private struct Place {
    let area: Int
    let leistung: String?
    let period: PublicPeriod?
  }

  private func row(
    _ question: PublicQuestion, area: Int, _ leistung: String?, _ period: PublicPeriod
  ) -> Row {
    let keys = question.by.map { name -> TableCell in
      switch name {
      case "leistung": .key(leistung!, label: register.leistungNames[leistung!].map(Text.same))
      case "month", "year": .key(period.description, label: nil)
      default: .key(register.areas[area], label: register.names[area])
      }
    }
    func count(_ measure: PublicMeasure) -> PublishedCount? {
      published.count(
        CellName(
          measure: measure, area: register.areas[area], leistung: leistung, period: period))
    }
    let isWithheld =
      leistung.map { register.isSensitive($0) && register.kreisOrAbove(area) != area } ?? false
    guard !isWithheld else { return Row(keys: keys, figure: .withheld) }
    let indicator = question.indicator
    let figure =
      switch indicator.denominator {
      case nil: PublishedFigure(count(indicator.numerator))
      case .measure(let measure):
        PublishedFigure(count(indicator.numerator), of: count(measure), scale: indicator.scale)
      case .inhabitants:
        PublishedFigure(
          count(indicator.numerator), inhabitants: register.populations[area],
          scale: indicator.scale)
      }
    return Row(keys: keys, figure: figure)
  }

  private func columns(_ question: PublicQuestion) -> [TableColumn] {
    let indicator = question.indicator
    let measures = [
      ("value", indicator.name, indicator.unit),
      ("numerator", Text(de: "Zähler", en: "numerator"), .count),
      ("denominator", Text(de: "Nenner", en: "denominator"), .count),
    ].map(TableColumn.measure)
    return question.by.map { name in
      name == "year"
        ? TableColumn.dimension(name, Text(de: "Jahr", en: "year"))
        : DimensionNames.column(name)
    } + measures + [
      TableColumn.measure("status", Text(de: "Status", en: "status"))
    ]
  }

  private func provenance(of indicator: PublicIndicator) -> Provenance {
    Provenance(
      title: indicator.name,
      source: Text(
        de: "Nutzungsereignisse von service-bw, Freigabe \(published.latest?.number ?? 0)",
        en: "usage events of service-bw, release \(published.latest?.number ?? 0)"),
      cutOff: published.latest?.until.lastDay, caveat: indicator.caveat,
      definitionHash: indicator.definitionHash, dataState: dataState)
  }
}
