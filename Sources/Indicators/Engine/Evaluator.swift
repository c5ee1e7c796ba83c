/// The column engine's reading of a formula: frames in, figures by group out.
package enum Evaluator {
  /// Up to this many possible groups are kept as plain arrays.
  package static let denseLimit = 1 << 21

  /// - Parameters:
  ///   - by: dimensions, the first one sorts first.
  ///   - filter: dimension → admitted keys; keys that no row has admit nothing.
  /// - Returns: the groups that have rows, sorted by the dimensions; without dimensions always one.
  /// - Precondition: every relation of the formula has the dimensions named.
  package static func evaluate(
    _ formula: Formula, over frames: FrameSet, by: [String] = [],
    where filter: [String: [String]] = [:], denseLimit: Int = denseLimit
  ) -> [FigureGroup] {
    let question = EngineQuestion(by: by, filter: filter, frames: frames, denseLimit: denseLimit)
    switch formula {
    case .quotient(let quotient):
      return question.tally(quotient).map {
        FigureGroup(codes: $0.codes, row: quotient.figure($0))
      }
    case .gap(let first, let second):
      return gap(
        evaluate(.quotient(first), over: frames, by: by, where: filter, denseLimit: denseLimit),
        evaluate(.quotient(second), over: frames, by: by, where: filter, denseLimit: denseLimit))
    case .statistic(let statistic):
      return question.units(statistic).map {
        FigureGroup(codes: $0.codes, row: statistic.figure($0.values))
      }
    }
  }

  /// Groups of either side, sorted; a side without figure leaves the difference missing.
  private static func gap(_ first: [FigureGroup], _ second: [FigureGroup]) -> [FigureGroup] {
    var sides: [[Int]: (Figure, Figure)] = [:]
    for group in first { sides[group.codes, default: (.missing, .missing)].0 = group.row.value }
    for group in second { sides[group.codes, default: (.missing, .missing)].1 = group.row.value }
    return sides.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { codes in
      var value = Figure.missing
      if let a = sides[codes]!.0.number, let b = sides[codes]!.1.number { value = .value(a - b) }
      return FigureGroup(
        codes: codes,
        row: FigureRow(value: value, numerator: .notApplicable, denominator: .notApplicable))
    }
  }
}

/// A group of an answer with its figure.
package struct FigureGroup: Sendable {
  /// Codes of the dimensions, in their order.
  package let codes: [Int]
  package let row: FigureRow
}

/// A figure with what it was computed from, as every listing prints it.
package struct FigureRow: Sendable, Hashable {
  package let value: Figure
  package let numerator: Figure
  package let denominator: Figure

  package static let missing = FigureRow(
    value: .missing, numerator: .missing, denominator: .missing)
}

/// What is asked of the frames, whatever the formula.
struct EngineQuestion {
  let by: [String]
  let filtered: [String]
  /// dimension → which codes take part
  let admitted: [String: [Bool]]
  let frames: FrameSet
  let denseLimit: Int

  init(by: [String], filter: [String: [String]], frames: FrameSet, denseLimit: Int) {
    self.by = by
    filtered = Array(filter.keys)
    admitted = filter.reduce(into: [:]) { result, entry in
      let space = frames.keySpaces[entry.key]!
      var codes = [Bool](repeating: false, count: space.count)
      for code in entry.value.compactMap({ space.code(of: $0) }) { codes[code] = true }
      result[entry.key] = codes
    }
    self.frames = frames
    self.denseLimit = denseLimit
  }

  func radix(_ dimensions: [String]) -> Int {
    GroupKeys.radix(dimensions, keySpaces: frames.keySpaces)
  }

  /// The codes of the dimensions asked for in a group number.
  func codes(_ key: Int) -> [Int] {
    var codes = [Int](repeating: 0, count: by.count)
    var rest = key
    for (index, name) in by.enumerated().reversed() {
      let radix = max(frames.keySpaces[name]!.count, 1)
      codes[index] = rest % radix
      rest /= radix
    }
    return codes
  }
}
