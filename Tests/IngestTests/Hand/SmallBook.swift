/// A workbook of one sheet, written by hand.
struct SmallBook {
  var bookAttributes = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  var properties = ""
  var sheets = "<sheet name=\"Tabelle1\" sheetId=\"1\" r:id=\"rId1\"/>"
  var sheetData = ""
  /// How the characters of the sheet become bytes.
  var encoding: (String) -> [UInt8] = { Array($0.utf8) }
  /// What stands in front of the sheet's root.
  var prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  var texts = ""
  var styles = """
    <styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]dd\\.mm\\.yyyy;@"/>\
    <numFmt numFmtId="165" formatCode="&quot;day&quot; 0.00"/></numFmts>\
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/>\
    <xf numFmtId="22"/></cellXfs></styleSheet>
    """
  var more: [(name: String, content: String)] = []

  private static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  var bytes: [UInt8] {
    let relations = [
      ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
      ("rId3", "sharedStrings", "/xl/sharedStrings.xml"),
    ].map { "<Relationship Id=\"\($0.0)\" Type=\"\(Self.types)\($0.1)\" Target=\"\($0.2)\"/>" }
    let parts =
      [
        (
          "_rels/.rels",
          "<Relationships><Relationship Id=\"a\" Type=\"\(Self.types)officeDocument\" "
            + "Target=\"xl/workbook.xml\"/></Relationships>"
        ),
        ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>"),
        (
          "xl/workbook.xml",
          "<workbook \(bookAttributes) xmlns:r=\"r\">\(properties)"
            + "<sheets>\(sheets)</sheets></workbook>"
        ),
        ("xl/styles.xml", styles), ("xl/sharedStrings.xml", "<sst>\(texts)</sst>"),
      ] + more
    let sheet = "\(prologue)<worksheet><sheetData>\(sheetData)</sheetData></worksheet>"
    return StoredZip.bytes(
      parts.map { ($0.0, Array($0.1.utf8)) } + [("xl/worksheets/sheet1.xml", encoding(sheet))])
  }

  /// A sheet of the feed `milestones` whose only row has the given cells for `name` and `planned_on`.
  static func milestone(name: String, plannedOn: String) -> SmallBook {
    var book = SmallBook()
    let titles = ["order_id", "milestone_id", "name", "planned_on"]
    book.sheetData =
      "<row>" + titles.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
      + "<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>la-1</t></is></c>"
      + "<c t=\"str\"><v>m1</v></c>\(name)\(plannedOn)</row>"
    return book
  }
}
