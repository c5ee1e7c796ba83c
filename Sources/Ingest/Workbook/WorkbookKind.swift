import Domain

/// What kind of file people saved, told by its first bytes.
enum WorkbookKind {
  /// A zip archive, as `.xlsx` is one.
  case workbook
  case text

  /// - Throws: ``Fault`` for spreadsheets of forms that are not read.
  static func of(_ bytes: [UInt8], file: String) throws(Fault) -> WorkbookKind {
    if isZip(bytes) { return .workbook }
    guard isCompound(bytes) else { return .text }
    let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    if bytes.firstRange(of: name) != nil {
      throw Fault(
        .badData, at: file, "the workbook is protected by a password, so it cannot be read",
        remedy: "Remove the password in the spreadsheet program and save it again")
    }
    throw Fault(
      .badData, at: file, "this is a workbook of the old form (.xls)",
      remedy: "Save it as \"Excel-Arbeitsmappe (.xlsx)\"")
  }

  /// Refuses a workbook where a text is wanted.
  static func refuse(_ head: [UInt8], feed: FeedSchema, file: String) throws(Fault) {
    guard isZip(head) || isCompound(head) else { return }
    throw Fault(
      .badData, at: file, "this is a workbook or an archive, no text",
      remedy: feed.isHandKept
        ? "Say --profile hand, or set profile = \"hand\" in lagebild.toml under [feed.\(feed.name)]"
        : "Save the table as \"CSV UTF-8\"; feed \(feed.name) takes no workbooks")
  }

  private static func isZip(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// The container of `.xls`, and of workbooks with a password.
  private static func isCompound(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }
}
