import Domain

/// The rows that a formula reads, as ordinary tables: with them and the SQL of a question anyone can
/// compute a figure again in a database of his own.
public struct RelationRows: Sendable {
  /// Name of the table in the SQL.
  public let table: String
  /// The counting rule that decides what they hold: that of the request, or of the indicator.
  public let rule: String
  /// Dimensions, then measures.
  public let columns: [String]
  private let dimensionCount: Int
  private let keySpaces: [String: KeySpace]
  private let frames: @Sendable () -> [Frame]

  init(
    _ table: String, of relation: RelationSchema, _ frames: FrameSet, under rule: CountingRule
  ) {
    let dimensions =
      (table == relation.name ? relation.dimensions : relation.askable)
      .filter { $0 != "session" || relation.dimensions.contains($0) }
    self.table = table
    self.rule = rule.description
    columns = dimensions + relation.measures
    dimensionCount = dimensions.count
    keySpaces = frames.keySpaces
    self.frames = { frames.frames(table, nil) }
  }

  /// One call a row with the text of each column, `nil` where it has none.
  public func forEach(_ body: (_ cells: [String?]) throws -> Void) rethrows {
    var cells = [String?](repeating: nil, count: columns.count)
    for frame in frames() {
      let dimensions = columns[..<dimensionCount].map { name in
        (frame.dimensions[name]!, keySpaces[name]!)
      }
      let measures = columns[dimensionCount...].map { frame.measures[$0]! }
      for row in 0..<frame.rowCount {
        for (place, (dimension, space)) in dimensions.enumerated() {
          let code = dimension.codeOf[frame.code(dimension.base, row)]
          cells[place] = code == Frame.noKey ? nil : space[Int(code)]
        }
        for (place, measure) in measures.enumerated() {
          let value =
            switch measure {
            case .constant(let constant): constant
            case .values(let values): values[row]
            case .lookup(let base, let values): values[frame.code(base, row)]
            }
          cells[dimensionCount + place] = value == Frame.null ? nil : String(value)
        }
        try body(cells)
      }
    }
  }
}

extension Frame {
  /// The code of a base column in a row.
  package func code(_ base: Int, _ row: Int) -> Int {
    switch bases[base] {
    case .constant(let code): Int(code)
    case .bytes(let codes): Int(codes[row])
    case .words(let codes): Int(codes[row])
    }
  }
}

extension ProjectFigures {
  /// The SQL that answers a question over ``rows(for:)``.
  /// - Throws: ``Fault`` of kind usage for a question that makes no sense.
  public func sql(_ request: FigureRequest) throws -> String {
    let question = try FigureQuestion(request, state: state)
    return question.indicator.formula.sql(by: request.by, where: question.rowsAsked.filter)
  }

  /// The tables that ``sql(_:)`` of the same question reads, with all their rows in the
  /// months asked for.
  /// - Throws: ``Fault`` of kind usage for a question that makes no sense.
  public func rows(for request: FigureRequest) throws -> [RelationRows] {
    let question = try FigureQuestion(request, state: state)
    guard question.hasRows else { return [] }
    let asked = question.rowsAsked
    let frames = frames.frameSet(asked.rule, months: asked.months)
    return question.indicator.formula.relations.map { relation in
      RelationRows(
        relation.tableName(for: request.by + asked.filter.keys), of: relation, frames,
        under: asked.rule)
    }
  }
}
