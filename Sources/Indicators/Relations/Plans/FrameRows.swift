import Domain

/// Rows written one by one → a frame. For relations with few rows: each row names a Behörde, what
/// it is about (a Leistung or a process) and the keys of the dimensions that are its own.
struct FrameRows {
  enum Subject { case none, leistung, process }

  private let schema: RelationSchema
  private let tables: [[String: [Int32]]]
  private let own: [(name: String, keyCount: Int)]
  /// `[base]`: places, subjects, then own keys; the number behind the last one stands for none.
  private var bases: [[UInt32]]
  private let none: [UInt32]
  private var values: [[Int64]]

  init(_ schema: RelationSchema, _ dimensions: DimensionTables, subject: Subject = .none) {
    self.schema = schema
    let subjects =
      switch subject {
      case .none: [String: [Int32]]()
      case .leistung: dimensions.ofLeistung
      case .process: dimensions.ofProcess
      }
    tables = [dimensions.ofAuthority, subjects]
    own = schema.dimensions.filter { name in
      dimensions.ofAuthority[name] == nil && subjects[name] == nil
    }.map { ($0, dimensions.keySpaces[$0]!.count) }
    none =
      tables.map { UInt32($0.values.first?.count ?? 0) } + own.map { UInt32($0.keyCount) }
    bases = none.map { _ in [] }
    values = schema.measures.map { _ in [] }
  }

  /// - Parameters:
  ///   - place: number of a Behörde; `nil`: none that is registered.
  ///   - subject: number of the Leistung or process.
  ///   - keys: codes of the own dimensions, in the order of the schema.
  ///   - numbers: one a measure, `nil` for no value.
  mutating func add(
    place: Int? = nil, subject: Int? = nil, keys: [Int?], _ numbers: [Int64?]
  ) {
    precondition(
      keys.count == own.count && numbers.count == values.count, "a row of \(schema.name)")
    add(place, 0)
    add(subject, 1)
    for (key, code) in keys.enumerated() { add(code, tables.count + key) }
    for (measure, number) in numbers.enumerated() { values[measure].append(number ?? Frame.null) }
  }

  private mutating func add(_ code: Int?, _ base: Int) {
    bases[base].append(code.map { UInt32($0) } ?? none[base])
  }

  var frame: Frame {
    var dimensions: [String: Frame.Dimension] = [:]
    for (base, table) in tables.enumerated() {
      for (name, codes) in table where schema.dimensions.contains(name) {
        dimensions[name] = Frame.Dimension(base: base, codeOf: codes + [Frame.noKey])
      }
    }
    for (index, entry) in own.enumerated() {
      dimensions[entry.name] = Frame.Dimension(
        base: tables.count + index, codeOf: (0..<Int32(entry.keyCount)) + [Frame.noKey])
    }
    return Frame(
      rowCount: bases[0].count, bases: bases.map { .words($0) }, dimensions: dimensions,
      measures: Dictionary(
        uniqueKeysWithValues: zip(schema.measures, values).map { ($0, .values($1)) }))
  }
}
