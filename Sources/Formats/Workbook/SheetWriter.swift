import CXLSXWriter
import Domain

/// A sheet of a workbook → the library's worksheet: titles, columns, rules, cells.
struct SheetWriter {
  let page: UnsafeMutablePointer<lxw_worksheet>
  let sheet: Workbook.Sheet
  let styles: SheetStyles

  /// The last row that a spreadsheet can have, from 0.
  private static let lastRow: lxw_row_t = 1_048_575
  private static let adviceLimit = 225

  /// - Parameter failure: the first thing that went wrong; later ones do not replace it.
  func write(_ failure: inout lxw_error) {
    func note(_ outcome: lxw_error) {
      if failure == LXW_NO_ERROR { failure = outcome }
    }
    for (index, column) in sheet.columns.enumerated() {
      let place = lxw_col_t(index)
      note(
        worksheet_set_column(page, place, place, column.width, styles.format(column.form)))
      note(
        worksheet_write_string(
          page, 0, place, column.title, column.isStrong ? styles.strongTitle : styles.title))
      if let comment = column.comment { note(write(comment, at: place)) }
      if let rule = column.rule { note(write(rule, column, at: place)) }
    }
    for (number, row) in sheet.rows.enumerated() {
      for (index, cell) in row.enumerated() {
        note(
          write(
            cell, lxw_row_t(number + 1), lxw_col_t(index),
            styles.format(sheet.columns[index].form)))
      }
    }
    worksheet_freeze_panes(page, 1, 0)
  }

  private func write(
    _ cell: Workbook.Cell, _ row: lxw_row_t, _ column: lxw_col_t, _ format: SheetStyles.Format?
  ) -> lxw_error {
    switch cell {
    case .empty: return LXW_NO_ERROR
    case .text(let text): return worksheet_write_string(page, row, column, text, format)
    case .number(let number): return worksheet_write_number(page, row, column, number, format)
    case .day(let day):
      var time = Self.time(day)
      return worksheet_write_datetime(
        page, row, column, &time, format ?? styles.format(.day))
    }
  }

  private static func time(_ day: Day) -> lxw_datetime {
    let (year, month, dayOfMonth) = day.civil
    return lxw_datetime(
      year: Int32(year), month: Int32(month), day: Int32(dayOfMonth), hour: 0, min: 0, sec: 0)
  }

  private func write(_ comment: String, at column: lxw_col_t) -> lxw_error {
    var options = lxw_comment_options()
    options.width = 300
    options.height = 150
    return withCText("Lagebild") { author in
      point(&options.author, at: author)
      return worksheet_write_comment_opt(page, 0, column, comment, &options)
    }
  }

  private func write(
    _ rule: Workbook.Rule, _ column: Workbook.Column, at place: lxw_col_t
  ) -> lxw_error {
    var validation = lxw_data_validation()
    let advice = String(column.advice.prefix(Self.adviceLimit))
    return withCText(advice) { message in
      if !advice.isEmpty { point(&validation.error_message, at: message) }
      switch rule {
      case .list(let words):
        return withList(words) { list in
          validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
          point(&validation.value_list, at: list)
          return set(&validation, place)
        }
      case .wholeNumber(let range):
        validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
        return set(&validation, place, range)
      case .number(let range):
        validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
        return set(&validation, place, range)
      case .day:
        validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
        validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        validation.minimum_datetime = Self.time(Day(year: 1900, month: 3, day: 1)!)
        validation.maximum_datetime = Self.time(Day(year: 2999, month: 12, day: 31)!)
        return set(&validation, place)
      }
    }
  }

  private func set(
    _ validation: inout lxw_data_validation, _ column: lxw_col_t, _ range: ClosedRange<Double>
  ) -> lxw_error {
    validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    validation.minimum_number = range.lowerBound
    validation.maximum_number = range.upperBound
    return set(&validation, column)
  }

  private func set(_ validation: inout lxw_data_validation, _ column: lxw_col_t) -> lxw_error {
    worksheet_data_validation_range(page, 1, column, Self.lastRow, column, &validation)
  }

  /// A list of C texts that ends with a null pointer.
  private func withList<Value>(
    _ words: [String], _ body: (UnsafeMutableRawPointer) -> Value
  ) -> Value {
    func next(_ rest: ArraySlice<String>, _ addresses: [UnsafeMutableRawPointer?]) -> Value {
      guard let word = rest.first else {
        var list = addresses + [nil]
        return list.withUnsafeMutableBytes { body($0.baseAddress!) }
      }
      return withCText(word) { next(rest.dropFirst(), addresses + [$0]) }
    }
    return next(words[...], [])
  }
}
