/// Who writes the files of a feed, and so how they are read.
public enum FeedProfile: String, Sendable, CaseIterable {
  /// A program: nothing is repaired.
  case machine
  /// People with a spreadsheet: what a spreadsheet does to keys, numbers and days is repaired, with
  /// a warning for each cell. Only for feeds that are kept by hand.
  case hand
}

/// How the text of a hand-kept file is encoded.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// What a German Excel writes as "CSV (Trennzeichen-getrennt)".
  case windows1252 = "windows-1252"
}
