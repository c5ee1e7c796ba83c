import Domain
import Indicators

/// Where the tiles of a page get their tables: exact ones inside, published ones outside. A tile
/// draws what its desk hands out, and the compiler keeps the two apart.
protocol FigureDesk {
  associatedtype Scope: DisclosureScope

  /// The answer to a question as a page asks it: without a month the last state, or all together.
  /// - Throws: ``NotPublic`` where the scope has no answer.
  func table(_ request: FigureRequest) throws -> Table<Scope>
  /// The same question as the interface takes it.
  func dataRequest(_ request: FigureRequest) -> FigureRequest
  /// Whether the interface draws charts as files.
  var hasDrawings: Bool { get }
  /// Whether its figures are published counts, which noise protects: no interval says how sure they
  /// are, and they do not add up.
  func isNoisy(_ indicator: IndicatorDescription) -> Bool
  /// The mark that its figures carry.
  func mark(_ indicator: IndicatorDescription) -> Text?
  /// What stands under each of its figures.
  func remark(_ indicator: IndicatorDescription) -> Text?
  /// What "all together" means; `nil`: all months that there are.
  func period(of indicator: IndicatorDescription) -> PublicPeriod?
}

extension ExactDesk: FigureDesk {
  func dataRequest(_ request: FigureRequest) -> FigureRequest { request }
  var hasDrawings: Bool { true }
  func isNoisy(_ indicator: IndicatorDescription) -> Bool { false }
  func mark(_ indicator: IndicatorDescription) -> Text? { Exact.mark }
  func remark(_ indicator: IndicatorDescription) -> Text? { nil }
  func period(of indicator: IndicatorDescription) -> PublicPeriod? { nil }
}

/// The public scope as pages ask it. Facts about Kommunen are answered as they are. The fixed cube of
/// published counts has no filters and no sums over months: a page's question for one Kreis becomes
/// one for all Kreise, of which the page shows the one, and a question without a month is answered
/// for the last published year.
struct PublishedDesk: FigureDesk {
  let desk: ReleasedDesk

  func table(_ request: FigureRequest) throws -> Table<Released> {
    let asked = dataRequest(request)
    var table = try desk.table(asked)
    for dimension in asked.by where !request.by.contains(dimension) {
      table =
        request.filter[dimension].map { table.rows(where: dimension, is: $0[0]) }
        ?? table.without(dimension)
    }
    return table
  }

  func dataRequest(_ request: FigureRequest) -> FigureRequest {
    guard PublicIndicator.named(request.indicator) != nil, let period = desk.publishedPeriod else {
      return request
    }
    var asked = request
    let kreis = AreaLevel.kreis.rawValue
    if let keys = asked.filter[kreis], keys.count == 1, !asked.by.contains(kreis) {
      asked.filter[kreis] = nil
      asked.by.insert(kreis, at: 0)
    }
    if !asked.by.contains("month"), !asked.by.contains("year") {
      if case .year = period { asked.by.append("year") } else { asked.by.append("month") }
      (asked.from, asked.to) = (period.months.lowerBound, period.months.upperBound)
    }
    return asked
  }

  var hasDrawings: Bool { false }
  func isNoisy(_ indicator: IndicatorDescription) -> Bool {
    PublicIndicator.named(indicator.id) != nil
  }
  func mark(_ indicator: IndicatorDescription) -> Text? {
    isNoisy(indicator) ? Text(de: "veröffentlichter Wert", en: "published value") : nil
  }
  func remark(_ indicator: IndicatorDescription) -> Text? {
    guard isNoisy(indicator) else { return nil }
    let protection = PublicIndicator.protection
    return Text(
      de: "Veröffentlichter Wert. " + protection.de, en: "Published value. " + protection.en)
  }
  func period(of indicator: IndicatorDescription) -> PublicPeriod? {
    isNoisy(indicator) ? desk.publishedPeriod : nil
  }
}
