import Domain

/// A ``Workbook`` → the bytes of an `.ods` file (OpenDocument 1.3); the same value gives the same
/// bytes. Drop-downs and comments are left out: templates are made for spreadsheets that know XLSX.
public enum OpenDocumentWriter {
  private static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"
  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private static let names = "urn:oasis:names:tc:opendocument:xmlns:"

  /// The whole file: a zip archive whose parts are stored, not deflated.
  public static func bytes(_ workbook: Workbook) -> [UInt8] {
    // The media type comes first, so that programs find it at a fixed place.
    StoredArchive.bytes(
      [
        ("mimetype", mediaType), ("content.xml", content(workbook)),
        ("meta.xml", meta(workbook.title)), ("META-INF/manifest.xml", manifest),
      ].map { ($0.0, Array($0.1.utf8)) })
  }

  private static var manifest: String {
    let parts = [("/", mediaType), ("content.xml", "text/xml"), ("meta.xml", "text/xml")]
    return head
      + "<manifest:manifest xmlns:manifest=\"\(names)manifest:1.0\" manifest:version=\"1.3\">"
      + parts.map {
        "<manifest:file-entry manifest:full-path=\"\($0.0)\" manifest:media-type=\"\($0.1)\"/>"
      }.joined() + "</manifest:manifest>"
  }

  private static func meta(_ title: String) -> String {
    head + """
      <office:document-meta xmlns:office="\(names)office:1.0" xmlns:meta="\(names)meta:1.0" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>\
      <dc:title>\(Markup.escape(title))</dc:title><meta:generator>Lagebild</meta:generator>\
      </office:meta></office:document-meta>
      """
  }

  private static func content(_ workbook: Workbook) -> String {
    var text =
      head + "<office:document-content"
      + ["office", "table", "text", "style"].map { " xmlns:\($0)=\"\(names)\($0):1.0\"" }.joined()
      + " xmlns:number=\"\(names)datastyle:1.0\" xmlns:fo=\"\(names)xsl-fo-compatible:1.0\""
      + " office:version=\"1.3\"><office:automatic-styles>" + styles
    var widths: Set<Double> = []
    for column in workbook.sheets.flatMap(\.columns)
    where widths.insert(column.width).inserted {
      text += """
        <style:style style:name="\(widthName(column.width))" style:family="table-column">\
        <style:table-column-properties style:column-width="\(column.width * 0.19)cm"/></style:style>
        """
    }
    text += "</office:automatic-styles><office:body><office:spreadsheet>"
    for sheet in workbook.sheets { write(sheet, to: &text) }
    return text + "</office:spreadsheet></office:body></office:document-content>"
  }

  private static func widthName(_ width: Double) -> String { "w\(Int(width * 10))" }

  // MARK: - Styles

  private static var styles: String {
    Workbook.Column.Form.allCases.map { form in
      let data = dataStyle(form)
      let reference = data.isEmpty ? "" : " style:data-style-name=\"n-\(form)\""
      return data
        + "<style:style style:name=\"\(form)\" style:family=\"table-cell\"\(reference)/>"
    }.joined() + """
      <style:style style:name="title" style:family="table-cell"><style:table-cell-properties \
      fo:background-color="#e9eef2"/><style:text-properties fo:font-weight="bold"/></style:style>
      """
  }

  private static func dataStyle(_ form: Workbook.Column.Form) -> String {
    func number(_ decimals: Int, grouped: Bool) -> String {
      "<number:number number:decimal-places=\"\(decimals)\" number:min-integer-digits=\"1\""
        + (grouped ? " number:grouping=\"true\"/>" : "/>")
    }
    func style(_ kind: String, _ inner: String) -> String {
      "<number:\(kind) style:name=\"n-\(form)\">\(inner)</number:\(kind)>"
    }
    switch form {
    case .general: return ""
    case .text: return style("text-style", "<number:text-content/>")
    case .wholeNumber: return style("number-style", number(0, grouped: false))
    case .grouped: return style("number-style", number(0, grouped: true))
    case .money: return style("number-style", number(2, grouped: true))
    case .share:
      return style("percentage-style", number(1, grouped: false) + "<number:text>%</number:text>")
    case .day:
      let parts = ["day", "month", "year"].map { "<number:\($0) number:style=\"long\"/>" }
      return style("date-style", parts.joined(separator: "<number:text>.</number:text>"))
    }
  }

  // MARK: - Cells

  private static func write(_ sheet: Workbook.Sheet, to text: inout String) {
    text += "<table:table table:name=\"\(Markup.escape(sheet.name))\">"
    for column in sheet.columns {
      text +=
        "<table:table-column table:style-name=\"\(widthName(column.width))\""
        + " table:default-cell-style-name=\"\(column.form)\"/>"
    }
    text += "<table:table-header-rows><table:table-row>"
    for column in sheet.columns { write(column.title, style: "title", to: &text) }
    text += "</table:table-row></table:table-header-rows>"
    for row in sheet.rows {
      text += "<table:table-row>"
      for (cell, column) in zip(row, sheet.columns) { write(cell, column.form, to: &text) }
      text += "</table:table-row>"
    }
    text += "</table:table>"
  }

  private static func write(
    _ cell: Workbook.Cell, _ form: Workbook.Column.Form, to text: inout String
  ) {
    switch cell {
    case .empty: text += "<table:table-cell/>"
    case .text(let value): write(value, style: "text", to: &text)
    case .number(let number):
      let kind = form == .share ? "percentage" : "float"
      let digits = ExactNumber.text(number)
      text += """
        <table:table-cell table:style-name="\(form)" office:value-type="\(kind)" \
        office:value="\(digits)"><text:p>\(digits)</text:p></table:table-cell>
        """
    case .day(let day):
      text += """
        <table:table-cell table:style-name="day" office:value-type="date" \
        office:date-value="\(day)"><text:p>\(day)</text:p></table:table-cell>
        """
    }
  }

  /// A text cell; lines become paragraphs, and blanks that XML would swallow are named.
  private static func write(_ value: String, style: String, to text: inout String) {
    text += "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"string\">"
    for line in value.split(separator: "\n", omittingEmptySubsequences: false) {
      text += "<text:p>"
      var previous: Character = " "
      for place in line.indices {
        let character = line[place]
        let isSwallowed =
          character == " " && (previous == " " || line.index(after: place) == line.endIndex)
        text += isSwallowed ? "<text:s/>" : Markup.escape(String(character))
        previous = character
      }
      text += "</text:p>"
    }
    text += "</table:table-cell>"
  }
}
