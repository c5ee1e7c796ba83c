import CXLSXWriter
import Domain
import Foundation

/// A ``Workbook`` → the bytes of an `.xlsx` file; the same value gives the same bytes. The one
/// importer of libxlsxwriter.
public enum WorkbookWriter {
  /// - Throws: ``Fault`` where the disk for temporary files is full, or the workbook is larger than
  ///   the form allows (1,048,576 rows, 32,767 characters in a cell).
  public static func bytes(_ workbook: Workbook) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("lagebild-\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let book = workbook_new(path) else {
      throw Fault(
        .inputOutput, at: path, "the workbook cannot be written", remedy: "Free memory or disk")
    }
    var failure = setProperties(of: book, title: workbook.title)
    let styles = SheetStyles(book)
    for sheet in workbook.sheets {
      guard let page = workbook_add_worksheet(book, sheet.name) else {
        preconditionFailure("\(sheet.name) is no name for a sheet")
      }
      SheetWriter(page: page, sheet: sheet, styles: styles).write(&failure)
    }
    let closing = workbook_close(book)
    if failure == LXW_NO_ERROR { failure = closing }
    guard failure == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
      throw Fault(
        .inputOutput, at: "workbook \"\(workbook.title)\"",
        "it cannot be written (\(String(cString: lxw_strerror(failure))))",
        remedy: "Check the disk for temporary files, or ask for fewer rows")
    }
    return [UInt8](data)
  }

  /// The first second of 1980, the earliest that the archive inside can name: no clock is asked, so
  /// that a workbook made again is the same file.
  private static let created: time_t = 315_532_800

  private static func setProperties(
    of book: UnsafeMutablePointer<lxw_workbook>, title: String
  ) -> lxw_error {
    var properties = lxw_doc_properties()
    properties.created = created
    return withCText(title) { title in
      withCText("Lagebild") { author in
        point(&properties.title, at: title)
        point(&properties.author, at: author)
        return workbook_set_properties(book, &properties)
      }
    }
  }
}

/// The library copies texts; it declares them mutable in some releases, and never writes to them.
func withCText<Value>(_ text: String, _ body: (UnsafeMutableRawPointer) -> Value) -> Value {
  text.withCString { body(UnsafeMutableRawPointer(mutating: $0)) }
}

func point<Pointee>(
  _ field: inout UnsafeMutablePointer<Pointee>?, at address: UnsafeMutableRawPointer
) {
  field = address.assumingMemoryBound(to: Pointee.self)
}

func point<Pointee>(
  _ field: inout UnsafePointer<Pointee>?, at address: UnsafeMutableRawPointer
) {
  field = UnsafePointer(address.assumingMemoryBound(to: Pointee.self))
}
