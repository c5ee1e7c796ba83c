import Domain

/// A formula as people read it, before they read it as a query.
public struct FormulaWords: Sendable, Hashable {
  /// What is looked at: one row of the table, or of several.
  public let rows: [Text]
  /// What each line is (numerator, denominator, a measure of spread), and how it comes about.
  public let lines: [(name: Text, value: Text)]

  public static func == (a: FormulaWords, b: FormulaWords) -> Bool {
    a.rows == b.rows && a.lines.elementsEqual(b.lines, by: ==)
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rows)
    for line in lines { hasher.combine(line.value) }
  }
}

extension FormulaWords {
  /// A key of a dimension as people call it; any other cell as it is.
  public static func key(_ key: String, of dimension: String) -> Text {
    switch dimension {
    case "channel": Channel(rawValue: key)?.name ?? .same(key)
    case "process_kind": ProcessKind(rawValue: key)?.name ?? .same(key)
    case "event": EventKind(rawValue: key)?.name ?? .same(key)
    default: .same(key)
    }
  }
}

extension Formula {
  /// The same declaration as the query, in words.
  public var words: FormulaWords {
    FormulaWords(
      rows: relations.map(\.row).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
      lines: lines)
  }

  private var lines: [(name: Text, value: Text)] {
    switch self {
    case .quotient(let quotient): return quotient.lines
    case .gap(let first, let second):
      func part(_ quotient: Quotient, _ number: Int) -> [(name: Text, value: Text)] {
        quotient.lines.map {
          (
            name: Text(de: "\(number). \($0.name.de)", en: "\(number). \($0.name.en)"),
            value: $0.value
          )
        }
      }
      return part(first, 1) + part(second, 2) + [
        (
          name: Text(de: "Wert", en: "Value"),
          value: Text(de: "der erste weniger der zweite", en: "the first less the second")
        )
      ]
    case .statistic(let statistic): return [(name: Text(de: "Wert", en: "Value"), statistic.words)]
    }
  }
}

extension Quotient {
  fileprivate var lines: [(name: Text, value: Text)] {
    let above = numerator.words
    guard !isTotal else { return [(name: Text(de: "Wert", en: "Value"), value: above)] }
    let factor =
      scale == 1
      ? [] : [(name: Text(de: "Mal", en: "Times"), value: Text.grouped(scale))]
    return [
      (name: Text(de: "Zähler", en: "Numerator"), value: above),
      (name: Text(de: "Nenner", en: "Denominator"), value: denominator.words),
    ] + factor
  }
}

extension [Aggregate] {
  /// Sums over several relations are added up.
  fileprivate var words: Text {
    map { Text(de: "Summe: \($0.words.de)", en: "sum: \($0.words.en)") }.reduce(nil as Text?) {
      all, next in
      all.map { Text(de: "\($0.de); dazu \(next.de)", en: "\($0.en); plus \(next.en)") } ?? next
    } ?? .same("0")
  }
}

extension Aggregate {
  /// What is added up: `Fälle (Zugangsweg: online, mobil)`
  fileprivate var words: Text {
    let only = predicate.map(\.words)
    let base = expression.words
    guard let first = stages.first else { return base.with(only) }
    return stages.dropFirst().reduce(first.words(base).with(only)) { $1.words($0) }
  }
}

extension Aggregate.Stage {
  /// What becomes of the numbers of each inner group.
  fileprivate func words(_ value: Text) -> Text {
    let each = Text(
      de: over.map { DimensionNames.title($0).de }.joined(separator: " × "),
      en: over.map { DimensionNames.title($0).en }.joined(separator: " × "))
    switch collapse {
    case .max:
      return Text(
        de: "je \(each.de) der größte Wert von: \(value.de)",
        en: "for each \(each.en) the greatest value of: \(value.en)")
    case .min:
      return Text(
        de: "je \(each.de) der kleinste Wert von: \(value.de)",
        en: "for each \(each.en) the least value of: \(value.en)")
    case .sum:
      return Text(
        de: "je \(each.de) die Summe: \(value.de)", en: "for each \(each.en) the sum: \(value.en)")
    case .atLeast(let least):
      return Text(
        de: "je \(each.de) 1, wenn mindestens \(least): \(value.de)",
        en: "for each \(each.en) 1 where at least \(least): \(value.en)")
    case .share(let whole, let weight):
      let share = Text(
        de: "je \(each.de) der Anteil: \(value.de), geteilt durch \(whole.words.de)",
        en: "for each \(each.en) the share: \(value.en), divided by \(whole.words.en)")
      return weight.map {
        Text(
          de: "\(share.de), gewichtet mit \($0.words.de)",
          en: "\(share.en), weighted by \($0.words.en)")
      } ?? share
    }
  }
}

extension Expression {
  fileprivate var words: Text {
    func side(_ language: Language) -> String {
      terms.enumerated().map { index, term in
        let product = term.columns.map { MeasureNames.title($0)[language] }.joined(separator: " × ")
        let size = term.factor.magnitude
        let factor = size == 1 ? product : "\(size) × \(product)"
        if index == 0 { return term.factor < 0 ? "−" + factor : factor }
        return (term.factor < 0 ? " − " : " + ") + factor
      }.joined()
    }
    return Text(de: side(.german), en: side(.english))
  }
}

extension Predicate {
  fileprivate var words: Text {
    let title = DimensionNames.title(dimension)
    let names = keys.map { FormulaWords.key($0, of: dimension) }
    return Text(
      de: "\(title.de): \(names.map(\.de).joined(separator: ", "))",
      en: "\(title.en): \(names.map(\.en).joined(separator: ", "))")
  }
}

extension Statistic {
  fileprivate var words: Text {
    let values = self.values.map(\.words)
    let x = values[0]
    switch kind {
    case .quantile(let percent):
      return Text(
        de:
          "der kleinste Wert, bis zu dem mindestens \(percent) % liegen, von: \(x.de); gewichtet mit: "
          + "\(values[1].de)",
        en: "the least value up to which at least \(percent)% lie, of: \(x.en); weighted by: "
          + "\(values[1].en)")
    case .gini:
      return Text(de: "Gini-Koeffizient von: \(x.de)", en: "Gini coefficient of: \(x.en)")
    case .deviation:
      return Text(de: "Standardabweichung von: \(x.de)", en: "standard deviation of: \(x.en)")
    case .slope:
      return Text(
        de: "Steigung der Ausgleichsgeraden von: \(values[1].de); über: \(x.de)",
        en: "slope of the least-squares line of: \(values[1].en); over: \(x.en)")
    case .survivalMedian:
      return Text(
        de: "Median nach Kaplan und Meier von: \(x.de); Ereignis: \(values[1].de)",
        en: "Kaplan–Meier median of: \(x.en); event: \(values[1].en)")
    }
  }
}

extension Text {
  /// `1.000` and `1,000`
  fileprivate static func grouped(_ number: Int64) -> Text {
    Text(de: Language.german.grouped(number), en: Language.english.grouped(number))
  }

  fileprivate func with(_ remark: Text?) -> Text {
    remark.map { Text(de: "\(de) (\($0.de))", en: "\(en) (\($0.en))") } ?? self
  }
}
