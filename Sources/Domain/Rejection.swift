/// A bad row: counted, kept with its place and reason, never stored as a fact.
public struct Rejection: Sendable, Hashable {
  /// File name as delivered.
  public let file: String
  /// Line of the file, 1-based; the header of a CSV file is line 1.
  public let line: Int
  /// Column of the feed, or `nil` where the whole row is at fault.
  public let column: String?
  public let reason: ReasonCode
  /// The offending text, at most 64 characters, and already replaced by its class where it
  /// looks like personal data (``ReasonCode/personalData``).
  public let excerpt: String

  public init(file: String, line: Int, column: String?, reason: ReasonCode, excerpt: String) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
    self.excerpt = excerpt
  }
}

/// Why a row was rejected or a warning was counted. The raw values appear in listings and are
/// stable.
public enum ReasonCode: String, Sendable, CaseIterable {
  // rows (quarantine)
  case missingValue = "missing_value"
  case wrongType = "wrong_type"
  case outOfRange = "out_of_range"
  case unknownChoice = "unknown_choice"
  case malformedKey = "malformed_key"
  case malformedTime = "malformed_time"
  case missingHour = "missing_hour"
  case inTheFuture = "in_the_future"
  case tooEarly = "too_early"
  case fieldCount = "field_count"
  case strayQuote = "stray_quote"
  case malformedJSON = "malformed_json"
  case duplicateKey = "duplicate_key"
  case tooLong = "too_long"
  case notUTF8 = "not_utf8"
  case controlCharacter = "control_character"
  case personalData = "personal_data"
  case duplicateRow = "duplicate_row"
  case conflictingID = "conflicting_id"
  case noKey = "no_key"
  case ambiguousNumber = "ambiguous_number"
  // warnings (the row is loaded)
  case unknownColumn = "unknown_column"
  case ambiguousHour = "ambiguous_hour"
  case notRegistered = "not_registered"
  case missingType = "missing_type"
  case ambiguousType = "ambiguous_type"
  case negativeInterval = "negative_interval"
  case sessionReopened = "session_reopened"
  case repairedByHand = "repaired_by_hand"
  case hiddenCharacter = "hidden_character"
  case staleSnapshot = "stale_snapshot"

  /// One sentence for the quality page and the command line.
  public var meaning: Text {
    switch self {
    case .missingValue: Text(de: "Pflichtwert fehlt", en: "a required value is missing")
    case .wrongType:
      Text(de: "Wert hat nicht die verlangte Form", en: "the value has not the required form")
    case .outOfRange: Text(de: "Wert liegt außerhalb des Bereichs", en: "the value is out of range")
    case .unknownChoice:
      Text(de: "Wert steht nicht in der Liste", en: "the value is not one of the listed ones")
    case .malformedKey: Text(de: "Schlüssel hat nicht die Form", en: "the key is malformed")
    case .malformedTime: Text(de: "Zeitangabe ist ungültig", en: "the time is invalid")
    case .missingHour:
      Text(
        de: "Ortszeit fällt in die fehlende Stunde der Zeitumstellung",
        en: "the local time falls into the hour that daylight saving skips")
    case .inTheFuture: Text(de: "Zeit liegt in der Zukunft", en: "the time lies in the future")
    case .tooEarly:
      Text(
        de: "Zeit liegt vor dem frühesten Tag des Feeds",
        en: "the time lies before the feed's earliest day")
    case .fieldCount: Text(de: "Zahl der Felder ist falsch", en: "wrong number of fields")
    case .strayQuote:
      Text(de: "Anführungszeichen mitten im Feld", en: "a quote inside an unquoted field")
    case .malformedJSON: Text(de: "Zeile ist kein JSON-Objekt", en: "the line is no JSON object")
    case .duplicateKey: Text(de: "Schlüssel doppelt in der Zeile", en: "a key occurs twice")
    case .tooLong: Text(de: "Wert ist zu lang", en: "the value is too long")
    case .notUTF8: Text(de: "Bytes sind kein UTF-8", en: "the bytes are not UTF-8")
    case .controlCharacter:
      Text(de: "Steuerzeichen im Wert", en: "a control character in the value")
    case .personalData:
      Text(
        de: "Wert sieht nach personenbezogenen Daten aus",
        en: "the value looks like personal data")
    case .duplicateRow: Text(de: "Zeile schon vorhanden", en: "the row is already there")
    case .conflictingID:
      Text(
        de: "gleiche Ereignisnummer mit anderem Inhalt",
        en: "the same event number with other content")
    case .noKey: Text(de: "Zeile ohne Schlüssel", en: "a row without its key")
    case .ambiguousNumber:
      Text(
        de:
          "Punkt kann Tausender oder Nachkommastellen trennen; mit Komma oder ohne Punkt schreiben",
        en: "the point may stand for thousands or decimals; write it with a comma, or without point"
      )
    case .unknownColumn:
      Text(de: "unbekannte Spalte, nicht gespeichert", en: "unknown column, not stored")
    case .ambiguousHour:
      Text(
        de: "Ortszeit fällt in die doppelte Stunde; die erste angenommen",
        en: "the local time falls into the repeated hour; the first one was taken")
    case .notRegistered: Text(de: "nicht registriert", en: "not registered")
    case .missingType: Text(de: "Leistung ohne LeiKa-Typ", en: "a Leistung without LeiKa type")
    case .ambiguousType:
      Text(de: "Leistung mit mehreren LeiKa-Typen", en: "a Leistung with several LeiKa types")
    case .negativeInterval:
      Text(
        de: "Ende liegt vor dem Anfang; Dauer leer gelassen",
        en: "the end lies before the start; the duration was left empty")
    case .sessionReopened:
      Text(
        de: "Sitzung nach dem 48-Stunden-Fenster neu nummeriert",
        en: "a session was numbered anew after its 48-hour window")
    case .repairedByHand:
      Text(de: "Wert aus Handpflege repariert", en: "a hand-kept value was repaired")
    case .hiddenCharacter:
      Text(de: "unsichtbares Zeichen im Namen", en: "an invisible character in a name")
    case .staleSnapshot:
      Text(de: "Stand nicht erneuert", en: "the snapshot was not renewed")
    }
  }
}
