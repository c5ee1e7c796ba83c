import Domain
import Planning

/// Words that machines write into cells, as people call them.
enum CellWords {
  /// - Returns: `nil` where the text is for people already.
  static func text(_ word: String, column: String, _ language: Language) -> String? {
    switch column {
    case "unit": (units[word] ?? Unit(rawValue: word)?.symbol).map { $0[language] }
    case "scaling": scalings[word].map { $0[language] }
    case "missing": criteria(word, language)
    case "feed": FeedCatalogue.feed(named: word)?.title[language]
    case "weights": weights(word, language)
    case "flags": settings(word, language)
    case "p10_on", "p50_on", "p90_on":
      word.isEmpty ? Text(de: "keine Prognose", en: "no forecast")[language] : nil
    default: flags[word].map { $0[language] }
    }
  }

  /// `demand deadline`: criteria of which nothing is known.
  private static func criteria(_ words: String, _ language: Language) -> String? {
    let known = words.split(separator: " ").map { Criterion(rawValue: String($0)) }
    guard !known.isEmpty, known.allSatisfy({ $0 != nil }) else { return nil }
    return known.compactMap { $0?.name[language] }.joined(separator: ", ")
  }

  /// `embedded=yes once_only=no`: what members of a convoy have set alike.
  private static func settings(_ words: String, _ language: Language) -> String? {
    let parts = words.split(separator: " ").map { word -> String? in
      let halves = word.split(separator: "=").map(String.init)
      guard halves.count == 2, let name = processFlags[halves[0]], let sign = flags[halves[1]]
      else { return nil }
      return "\(name[language]): \(sign[language])"
    }
    guard !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  private static let processFlags = [
    "embedded": Text(de: "eingebettet", en: "embedded"),
    "fachverfahren": Text(de: "Fachverfahren angebunden", en: "Fachverfahren connected"),
    "epayment": Text(de: "Bezahlen online", en: "e-payment"),
    "once_only": Text(de: "Once-only", en: "once-only"),
  ]

  /// `net_value=30,hours=70` or `net_value>hours`: what a paper rests on.
  private static func weights(_ words: String, _ language: Language) -> String? {
    var parts: [String] = []
    for part in words.split(separator: ",") {
      if let equals = part.firstIndex(of: "=") {
        guard let item = WeightRules.Item(String(part[..<equals])) else { return nil }
        parts.append("\(item.name[language]) \(part[part.index(after: equals)...])")
      } else {
        let items = part.split(separator: ">").map { WeightRules.Item(String($0)) }
        guard items.count > 1, items.allSatisfy({ $0 != nil }) else { return nil }
        parts.append(items.compactMap { $0?.name[language] }.joined(separator: " > "))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static let flags = [
    "yes": Text(de: "ja", en: "yes"), "no": Text(de: "nein", en: "no"),
  ]

  private static let scalings = [
    "zero_to_max": Text(de: "von 0 bis zum höchsten", en: "from 0 to the highest"),
    "range": Text(de: "vom niedrigsten zum höchsten", en: "from the lowest to the highest"),
    "fixed": Text(de: "feste Grenzen", en: "fixed bounds"),
  ]

  /// Units of sourced figures, and of those that have no sign.
  private static let units = [
    "eur": Text(de: "Euro", en: "EUR"),
    "eur_per_hour": Text(de: "Euro je Stunde", en: "EUR per hour"),
    "factor": Text(de: "Faktor", en: "factor"), "share": Text(de: "Anteil", en: "share"),
    "coefficient": Text(de: "Zahl", en: "number"), "count": Text(de: "Anzahl", en: "count"),
    "unit": Text(de: "Anzahl", en: "count"), "years": Text(de: "Jahre", en: "years"),
    "hours": Text(de: "Stunden", en: "hours"), "minutes": Text(de: "Minuten", en: "minutes"),
  ]
}
