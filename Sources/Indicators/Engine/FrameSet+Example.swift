/// Small tables of text become frames: worked examples run on the same engine as real data.
extension FrameSet {
  /// Frames for the relations of a formula. A column `table` names the relation of each row where
  /// there are several; an empty cell has no key or value; columns that are not given are empty.
  /// - Precondition: measures are whole numbers.
  package init(example: WorkedExample, for formula: Formula) {
    let relations = formula.passes.map(\.relation)
    let tableColumn = example.columns.firstIndex(of: "table")
    let cell = { (row: [String], name: String) -> String? in
      example.columns.firstIndex(of: name).map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }
    var keys: [String: Set<String>] = [:]
    for relation in relations {
      for name in relation.dimensions {
        keys[name, default: []].formUnion(example.rows.compactMap { cell($0, name) })
      }
    }
    // Keys that a predicate names exist even where no row has them.
    let keySpaces = keys.mapValues { KeySpace($0.sorted()) }
    var frames: [String: Frame] = [:]
    for relation in relations {
      let rows = example.rows.filter { tableColumn == nil || $0[tableColumn!] == relation.name }
      var bases: [Frame.Codes] = []
      var dimensions: [String: Frame.Dimension] = [:]
      for name in relation.dimensions {
        let space = keySpaces[name]!
        let none = UInt32(space.count)
        dimensions[name] = Frame.Dimension(
          base: bases.count, codeOf: (0..<Int32(space.count)) + [Frame.noKey])
        bases.append(
          .words(rows.map { cell($0, name).map { UInt32(space.code(of: $0)!) } ?? none }))
      }
      let measures = relation.measures.map { name in
        (
          name,
          Frame.Measure.values(
            rows.map { row in
              guard let text = cell(row, name) else { return Frame.null }
              guard let number = Int64(text) else {
                preconditionFailure("\"\(text)\" in column \(name) is no whole number")
              }
              return number
            })
        )
      }
      frames[relation.name] = Frame(
        rowCount: rows.count, bases: bases, dimensions: dimensions,
        measures: Dictionary(uniqueKeysWithValues: measures))
    }
    let all = frames
    self.init(keySpaces: keySpaces) { table, _ in all[table].map { [$0] } ?? [] }
  }
}
