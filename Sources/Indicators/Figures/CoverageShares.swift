import Domain
import Store

/// `coverage_share` of the last day by Leistung: made from registers and activation states alone.
package struct CoverageShares: Sendable {
  private let figures: [String: FigureRow]

  /// - Throws: ``Fault`` for a damaged database.
  package init(reading reader: StoreReader) throws {
    let state = ProjectState(try FactSet(registersOf: reader))
    let question = try FigureQuestion(
      FigureRequest(Indicator.coverageShare.id, by: ["leistung"]), state: state)
    figures = question.figures(RelationFrames(state))
  }

  /// Of several Leistungen together, 0…1; `nil` where none of them has a denominator.
  package func share(_ leistungen: [String]) -> Double? {
    let known = leistungen.compactMap { figures[$0] }
    let whole = known.reduce(0) { $0 + ($1.denominator.number ?? 0) }
    return whole > 0 ? known.reduce(0) { $0 + ($1.numerator.number ?? 0) } / whole : nil
  }
}
