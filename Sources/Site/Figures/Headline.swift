import Domain
import Formats
import Indicators

/// Headlines made from the data by rule, so that they cannot claim what the data do not say.
enum Headline {
  /// `Abdeckung: von 41,2 % (Bildung) bis 78,9 % (Bauen & Wohnen)`. By Kreis, `Landkreise: von …`,
  /// only one kind counts, since the two are never compared, and the public reads no first and no last.
  static func span(
    _ rows: [FigureRow], dimension: String, indicator: IndicatorDescription,
    part: TileDeclaration.Part = .landkreise, _ stage: Stage
  ) -> String {
    let isKreis = dimension == AreaLevel.kreis.rawValue
    let own = rows.filter {
      !isKreis || AuthorityKey.isStadtkreis($0.keys[0]) == (part == .stadtkreise)
    }
    let numbers = own.compactMap { row in
      row.figure.number.map {
        (name: stage.name(dimension, row.keys[0], label: row.labels[0]), value: $0)
      }
    }
    guard let low = numbers.min(by: { ($0.value, $0.name) < ($1.value, $1.name) }),
      let high = numbers.max(by: { ($0.value, $1.name) < ($1.value, $0.name) })
    else { return stage.say("Noch keine Werte", "No values yet") }
    let from = NumberText.text(low.value, unit: indicator.unit, stage.language)
    let to = NumberText.phrase(high.value, unit: indicator.unit, stage.language)
    let who = cased((isKreis ? name(of: part) : indicator.name)[stage.language]) + ": "
    // An end that several share must not seem to be of one alone.
    func end(_ name: String, _ value: Double) -> String {
      numbers.count { $0.value == value } == 1
        ? name : name + stage.say("\u{A0}u.\u{A0}a.", " and others")
    }
    let lowest = end(low.name, low.value)
    let highest = end(high.name, high.value)
    if low.value == high.value { return who + stage.say("überall \(to)", "\(to) everywhere") }
    if isKreis, stage.exact == nil {
      return who + stage.say("von \(from) bis \(to)", "from \(from) to \(to)")
    }
    return cased(
      stage.say(
        "\(who)von \(from) (\(lowest)) bis \(to) (\(highest))",
        "\(who)from \(from) (\(lowest)) to \(to) (\(highest))"))
  }

  /// `21 von 44 Kreisen liegen über dem Land (49,9 %)`; counts of areas of different size are not
  /// held against the Land.
  static func beyond(
    _ rows: [FigureRow], land: Double?, indicator: IndicatorDescription, _ stage: Stage
  ) -> String {
    let numbers = rows.compactMap(\.figure.number)
    guard let land, indicator.unit != .count, !numbers.isEmpty else {
      return span(rows, dimension: AreaLevel.kreis.rawValue, indicator: indicator, stage)
    }
    let above = numbers.count { $0 > land }
    let printed = NumberText.phrase(land, unit: indicator.unit, stage.language)
    return stage.say(
      "\(above) von \(numbers.count) Kreisen liegen über dem Land (\(printed))",
      "\(above) of \(numbers.count) districts lie above the Land (\(printed))")
  }

  /// A heading, with ``unbroken(_:)`` names.
  static func html(_ text: String) -> HTML { unbroken(cased(text)) }

  /// A short name with a hyphen goes to the next line whole, and is never torn: `Baden-Baden`,
  /// `Alb-Donau-Kreis`. Longer ones would not fit a phone.
  static func unbroken(_ text: String) -> HTML {
    guard text.utf8.contains(UInt8(ascii: "-")) else { return "\(text)" }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word -> HTML in
      // What a fixed space holds together, `Baden-Baden u. a.`, is one word here.
      let isWhole =
        word.dropFirst().dropLast().contains("-")
        && word.split(separator: "\u{A0}")[0].count <= 18
      return isWhole ? "<span class=\"whole\">\(String(word))</span>" : "\(String(word))"
    }.joined(by: " ")
  }

  static func name(of part: TileDeclaration.Part) -> Text {
    switch part {
    case .landkreise: Text(de: "Landkreise", en: "Rural districts")
    case .stadtkreise: Text(de: "Stadtkreise", en: "City districts")
    }
  }

  /// A name as a heading: the first letter large.
  static func cased(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// `Verbreitung: von 12,3 % auf 62,3 % seit Januar 2023`
  static func course(_ series: MonthSeries, _ indicator: IndicatorDescription, _ stage: Stage)
    -> String
  {
    let name = cased(indicator.name[stage.language])
    let last = series.lastClosed(isState: indicator.isState, cutOff: stage.desk.cutOff)
    guard let first = series.rows.firstIndex(where: { $0.figure.number != nil }), let last,
      first < last, let start = series.rows[first].figure.number,
      let end = series.rows[last].figure.number
    else { return name }
    let from = NumberText.text(start, unit: indicator.unit, stage.language)
    let to = NumberText.phrase(end, unit: indicator.unit, stage.language)
    let month = TimeText.month(series.months[first], stage.language)
    return from == NumberText.text(end, unit: indicator.unit, stage.language)
      ? stage.say(
        "\(name): unverändert \(to) seit \(month)", "\(name): unchanged at \(to) since \(month)")
      : stage.say(
        "\(name): von \(from) auf \(to) seit \(month)",
        "\(name): from \(from) to \(to) since \(month)")
  }
}

/// Short remarks that a figure owes its reader.
enum Notes {
  /// How many have no number; nothing to say where all have one.
  /// - Parameter isByMonth: whether the rows are months.
  static func absent(
    _ rows: [FigureRow], isByMonth: Bool = false, _ stage: Stage
  ) -> [String] {
    var counts: [Figure: Int] = [:]
    for row in rows where row.figure.number == nil { counts[row.figure, default: 0] += 1 }
    return [Figure.missing, .withheld, .notApplicable].compactMap { kind in
      counts[kind].map { count in
        let sign = FigureText.text(kind, unit: nil, stage.language)
        let meaning = FigureText.meaning(kind)![stage.language]
        if isByMonth {
          return count == 1
            ? stage.say("1 Monat: \(meaning).", "1 month: \(meaning).")
            : stage.say("\(count) Monate: \(meaning).", "\(count) months: \(meaning).")
        }
        return "\(count) × \(sign) (\(meaning))."
      }
    }
  }
}
