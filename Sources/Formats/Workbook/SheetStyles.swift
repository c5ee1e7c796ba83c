import CXLSXWriter

/// The formats of cells that all sheets of a workbook share. They live as long as the workbook.
struct SheetStyles {
  typealias Format = UnsafeMutablePointer<lxw_format>

  let strongTitle: Format?
  let title: Format?
  private let forms: [Workbook.Column.Form: Format]

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    func made(_ change: (Format) -> Void) -> Format? {
      guard let format = workbook_add_format(book) else { return nil }
      change(format)
      return format
    }
    func titled(_ color: lxw_color_t) -> Format? {
      made { format in
        format_set_bold(format)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_bg_color(format, color)
        format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      }
    }
    strongTitle = titled(0xBFD7EA)
    title = titled(0xE9EEF2)
    var forms: [Workbook.Column.Form: Format] = [:]
    for form in Workbook.Column.Form.allCases where form != .general {
      forms[form] = made { format_set_num_format($0, form.rawValue) }
    }
    self.forms = forms
  }

  /// `nil`: as the spreadsheet likes.
  func format(_ form: Workbook.Column.Form) -> Format? { forms[form] }
}
