/// What people who fill in a column are told about it beside its meaning.
extension FeedColumn {
  /// What a cell may hold.
  public var form: Text {
    switch type {
    case .text(let maximum):
      Text(de: "Text, höchstens \(maximum) Zeichen", en: "text of at most \(maximum) characters")
    case .key(let key):
      Text(de: "Schlüssel: \(key.meaning.de)", en: "key: \(key.meaning.en)")
    case .keys(let key):
      Text(
        de: "ein oder mehrere Schlüssel, durch Leerzeichen getrennt: \(key.meaning.de)",
        en: "one or more keys, separated by blanks: \(key.meaning.en)")
    case .integer(let range):
      Text(
        de: "ganze Zahl von \(range.lowerBound) bis \(range.upperBound)",
        en: "whole number from \(range.lowerBound) to \(range.upperBound)")
    case .decimal:
      Text(
        de: "Zahl, höchstens 9 Nachkommastellen", en: "number with at most 9 fractional digits")
    case .money:
      Text(de: "Betrag, höchstens 2 Nachkommastellen", en: "amount with at most 2 decimals")
    case .flag: Text(de: "yes (ja) oder no (nein)", en: "yes or no")
    case .choice(let words):
      Text(
        de: "eines von: " + words.map { explained($0, .german) }.joined(separator: ", "),
        en: "one of: " + words.map { explained($0, .english) }.joined(separator: ", "))
    case .day: Text(de: "Datum", en: "day")
    case .month: Text(de: "Monat, JJJJ-MM", en: "month, YYYY-MM")
    case .timestamp:
      Text(de: "Zeitpunkt mit Abstand zu UTC (RFC 3339)", en: "time with offset (RFC 3339)")
    case .session: Text(de: "16 hexadezimale Ziffern", en: "16 hexadecimal digits")
    case .eventID: Text(de: "Nummer des Ereignisses", en: "number of the event")
    }
  }

  /// The words of a choice or a flag; empty for columns of any other type.
  public var words: [String] {
    switch type {
    case .choice(let words): words
    case .flag: ["yes", "no"]
    default: []
    }
  }

  /// How people call a word of a choice or a flag; the word itself where it has no other name.
  public func name(of word: String) -> Text {
    switch (type, word) {
    case (.flag, "yes"): Text(de: "ja", en: "yes")
    case (.flag, "no"): Text(de: "nein", en: "no")
    default:
      words.firstIndex(of: word).flatMap { choiceNames.isEmpty ? nil : choiceNames[$0] }
        ?? .same(word)
    }
  }

  /// The word that people call by this name, in German or English, in small or large letters.
  public func word(called name: String) -> String? {
    let name = name.lowercased()
    return words.first { word in
      let text = self.name(of: word)
      return [word, text.de, text.en].contains { $0.lowercased() == name }
    }
  }

  /// `federführend (lead)`; a word that has no other name alone.
  private func explained(_ word: String, _ language: Language) -> String {
    let name = name(of: word)[language]
    return name == word ? word : "\(name) (\(word))"
  }

  /// Unit of a number; empty where it has none.
  public var unit: Text {
    switch type {
    case .money: return Unit.euros.symbol
    case .integer, .decimal:
      if name.hasSuffix("_ms") { return Unit.milliseconds.symbol }
      if name.hasSuffix("_km2") { return .same("km²") }
      if name.contains("minutes") { return Unit.minutes.symbol }
      if name.contains("days") { return Unit.days.symbol }
      if name.hasPrefix("share_of") { return Text(de: "Anteil 0 bis 1", en: "share 0 to 1") }
      return .same("")
    default: return .same("")
    }
  }

  /// A cell that the feed's reader takes.
  public var example: String {
    switch type {
    case .text(let maximum): String("Beispiel".prefix(maximum))
    case .key(let key), .keys(let key): key.example
    case .integer(let range): String(name == "year" ? 2026 : min(range.upperBound, 3))
    case .decimal(let range): range.contains(0.8) ? "0.8" : "1"
    case .money: "1250.50"
    case .flag: "yes"
    case .choice(let words): words[0]
    case .day: "2026-03-31"
    case .month: "2026-03"
    case .timestamp: "2026-03-31T10:11:12+02:00"
    case .session: "f3a91c20d4e87b66"
    case .eventID: "4711"
    }
  }
}

extension KeyForm {
  /// The form in words.
  public var meaning: Text {
    switch self {
    case .leika:
      Text(de: "LeiKa-Schlüssel, 14 Ziffern, beginnt mit 99", en: "LeiKa key, 14 digits from 99")
    case .leikaPrefix:
      Text(de: "Anfang eines LeiKa-Schlüssels", en: "beginning of a LeiKa key")
    case .ozg: Text(de: "Nummer der OZG-Leistung, 10000 bis 10999", en: "OZG number 10000 to 10999")
    case .process:
      Text(
        de: "Prozess: Buchstaben, Ziffern und . _ : -, ohne Leerzeichen",
        en: "process: letters, digits and . _ : -, without blanks")
    case .authority:
      Text(de: "AGS mit 5 oder 8 oder ARS mit 12 Ziffern", en: "AGS of 5 or 8 or ARS of 12 digits")
    case .ars: Text(de: "ARS mit 12 Ziffern", en: "ARS of 12 digits")
    case .ags: Text(de: "AGS mit 2, 3, 5 oder 8 Ziffern", en: "AGS of 2, 3, 5 or 8 digits")
    case .ags5: Text(de: "AGS des Kreises, 5 Ziffern", en: "AGS of the Kreis, 5 digits")
    case .identifier:
      Text(
        de: "Buchstaben, Ziffern und . _ : / -, ohne Leerzeichen",
        en: "letters, digits and . _ : / -, without blanks")
    }
  }

  /// A key of the form.
  public var example: String {
    switch self {
    case .leika, .process: "99108008026000"
    case .leikaPrefix: "99108"
    case .ozg: "10241"
    case .authority, .ags: "08115003"
    case .ars: "081150003003"
    case .ags5: "08115"
    case .identifier: "a-2026-01"
    }
  }
}
