import Domain

/// A row of a sheet that has cells with something in them.
struct SheetRow: Equatable {
  /// As the spreadsheet numbers it, 1-based.
  let line: Int
  let cells: [HandCell]
}

/// A workbook (`.xlsx`, ECMA-376, transitional or strict) → the rows of its table.
struct WorkbookReader {
  /// The sheet with the data, where there are several.
  static let sheetName = "Daten"

  private static let namespaces = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
  ]

  private let file: String
  private let archive: ZipArchive

  /// - Throws: ``Fault`` for what is no workbook, or one with macros.
  init(_ bytes: [UInt8], file: String) throws(Fault) {
    self.file = file
    archive = try ZipArchive(bytes, file: file)
    let names = archive.names
    if names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) {
      throw Fault(
        .badData, at: file, "the workbook has macros, which may change what it says",
        remedy: "Save it as \"Excel-Arbeitsmappe (.xlsx)\", without macros")
    }
    if names.contains("xl/workbook.bin") {
      throw Fault(
        .badData, at: file, "this is a binary workbook (.xlsb)",
        remedy: "Save it as \"Excel-Arbeitsmappe (.xlsx)\"")
    }
    if names.contains("mimetype"), names.contains("content.xml") {
      throw Fault(
        .badData, at: file, "this is an OpenDocument table (.ods)",
        remedy: "Save it as .xlsx or as CSV")
    }
  }

  /// The rows of the sheet "Daten", or of the only one that is not hidden.
  func rows() throws -> [SheetRow] {
    let roots = try relations(of: "")
    guard let main = roots.first(where: { $0.kind == "officeDocument" })?.target,
      let book = try archive.part(main)
    else {
      throw Fault(
        .badData, at: file, "this is an archive, but no workbook",
        remedy: "Deliver the .xlsx file itself")
    }
    let (sheets, usesEpoch1904) = try sheets(book, main)
    let relations = try relations(of: main)
    let sheet = try chosen(sheets)
    guard let path = relations.first(where: { $0.id == sheet.id })?.target,
      let content = try archive.part(path)
    else { throw Self.damaged("\(file): \(main)", "the sheet \"\(sheet.name)\" is missing") }
    let texts = try part("sharedStrings", relations).map { try SharedStrings.read($0.0, $0.1) }
    let styles = try part("styles", relations).map { try WorkbookStyles($0.0, place: $0.1) }
    var reader = SheetReader(
      texts: texts ?? [], styles: styles ?? WorkbookStyles(), usesEpoch1904: usesEpoch1904,
      place: "\(file): \(path)")
    return try reader.rows(content)
  }

  // MARK: - The book

  private struct Sheet {
    let name: String
    let id: String
    let isHidden: Bool
  }

  private func sheets(
    _ bytes: [UInt8], _ name: String
  ) throws(Fault) -> (sheets: [Sheet], usesEpoch1904: Bool) {
    let scanner = XMLScanner(bytes, place: "\(file): \(name)")
    var sheets: [Sheet] = []
    var usesEpoch1904 = false
    var isFirst = true
    while let event = try scanner.next() {
      guard case .start(let name, let attributes) = event else { continue }
      if isFirst {
        let spaces = attributes.filter { $0.key == "xmlns" || $0.key.hasPrefix("xmlns:") }.values
        guard name == "workbook", spaces.contains(where: Self.namespaces.contains) else {
          throw scanner.fault("its root is no workbook")
        }
        isFirst = false
      } else if name == "workbookPr" {
        usesEpoch1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
      } else if name == "sheet" {
        let id = attributes.first { $0.key.hasSuffix(":id") }?.value
        guard let id, let name = attributes["name"] else {
          throw scanner.fault("a sheet has no id")
        }
        sheets.append(
          Sheet(name: name, id: id, isHidden: (attributes["state"] ?? "visible") != "visible"))
      }
    }
    return (sheets, usesEpoch1904)
  }

  private func chosen(_ sheets: [Sheet]) throws(Fault) -> Sheet {
    if let named = sheets.first(where: { $0.name.lowercased() == Self.sheetName.lowercased() }) {
      return named
    }
    let visible = sheets.filter { !$0.isHidden }
    guard visible.count == 1 else {
      throw Fault(
        .badData, at: file,
        "it is not clear which sheet is meant: \(visible.map(\.name).joined(separator: ", "))",
        remedy: "Name the sheet with the data \"\(Self.sheetName)\"")
    }
    return visible[0]
  }

  // MARK: - Relations between parts

  private struct Relation {
    let id: String
    /// Last part of its type's address.
    let kind: String
    let target: String
  }

  /// The relations of a part; of the whole archive for an empty name. Empty where none are written.
  private func relations(of part: String) throws(Fault) -> [Relation] {
    let folders = part.split(separator: "/").dropLast()
    let folder = folders.map { $0 + "/" }.joined()
    let path = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
    guard let bytes = try archive.part(path) else { return [] }
    let scanner = XMLScanner(bytes, place: "\(file): \(path)")
    var relations: [Relation] = []
    while let event = try scanner.next() {
      guard case .start("Relationship", let attributes) = event,
        attributes["TargetMode"] != "External"
      else { continue }
      guard let id = attributes["Id"], let target = attributes["Target"],
        let kind = attributes["Type"]?.split(separator: "/").last
      else { throw scanner.fault("a relation is incomplete") }
      relations.append(
        Relation(
          id: id, kind: String(kind), target: Self.path(target, in: folders.map(String.init))))
    }
    return relations
  }

  /// A path from the root of the archive.
  private static func path(_ target: String, in folders: [String]) -> String {
    var steps = target.hasPrefix("/") ? [] : folders
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(String(step)) }
    }
    return steps.joined(separator: "/")
  }

  private func part(_ kind: String, _ relations: [Relation]) throws(Fault) -> ([UInt8], String)? {
    guard let path = relations.first(where: { $0.kind == kind })?.target else { return nil }
    let place = "\(file): \(path)"
    guard let bytes = try archive.part(path) else {
      throw Self.damaged(place, "the part is missing")
    }
    return (bytes, place)
  }

  /// - Parameter place: the file, with the part where that is known.
  static func damaged(_ place: String, _ problem: String) -> Fault {
    Fault(
      .badData, at: place, "the workbook is damaged: \(problem)",
      remedy: "Open it in the spreadsheet program, save it anew, and deliver that")
  }
}
