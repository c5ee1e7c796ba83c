import Domain

extension Indicator {
  /// Whether it holds no count of citizens' acts, not even as a weight, so that it is published as it
  /// is.
  public var isFactAboutKommunen: Bool {
    !countsCitizens && !formula.sql().contains("expected_cases")
  }
}

extension FigureSource {
  /// What the public scope answers: facts about Kommunen as they are, counts of citizens' actions
  /// and what is derived from them from released counts, anything else not at all.
  /// - Parameter published: `nil`: nothing has been released.
  /// - Throws: ``NotPublic`` with the reason; ``Fault`` for a question that makes no sense.
  public func publicTable(
    _ request: FigureRequest, _ published: PublicFigures?
  ) throws -> Table<Released> {
    if PublicIndicator.named(request.indicator) != nil {
      guard let published, !published.releases.isEmpty else {
        throw NotPublic("Nothing has been released yet, so \(request.indicator) is not public.")
      }
      return try published.table(request)
    }
    guard try IndicatorRegistry.indicator(request.indicator).isFactAboutKommunen else {
      throw NotPublic(
        "The indicator \(request.indicator) is not public: it is made from counts of citizens'"
          + " actions. Of these, public are: "
          + PublicIndicator.all.map(\.id).joined(separator: ", ") + ".")
    }
    let table = try table(request)
    return Table<Released>(
      columns: table.columns, rows: table.rows, provenance: table.provenance)
  }
}

extension PublishedCells {
  /// One row a release, newest last. How many cells a release has is no count of citizens.
  public func listing(_ dataState: DataState) -> Table<Released> {
    func number(_ value: Int) -> TableCell { .figure(.value(Double(value))) }
    let names = [
      "release", "made_on", "first_month", "until", "data_revision", "cells", "revised",
    ]
    return Disclosure.withoutCountsOfCitizens(
      columns: names.map { TableColumn(name: $0, title: .same($0), role: .dimension) },
      rows: releases.map { release in
        [
          .key(String(release.number), label: nil), .text(release.madeOn.description),
          .text(release.firstMonth.description), .text(release.until.description),
          .text(release.revision), number(release.cells), number(release.revised),
        ]
      },
      provenance: Provenance(
        title: Text(de: "Freigaben", en: "Releases"),
        source: Text(de: "Datenbank des Projekts", en: "the project's database"),
        dataState: dataState))
  }
}
