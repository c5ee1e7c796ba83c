import Domain
import Indicators

/// A table of dates becomes a calendar (iCalendar, RFC 5545): an all-day event for each row.
public enum CalendarText {
  /// Columns that a table needs: `kind, key, due_on, subject, source`.
  /// - Parameter day: stands for when the calendar was made, so that the same table gives the same
  ///   bytes.
  /// - Precondition: the table has the columns, and days in `due_on`.
  public static func text<Scope>(_ table: Table<Scope>, madeOn day: Day) -> String {
    let place = ["kind", "key", "due_on", "subject", "source"].map { name in
      guard let index = table.index(of: name) else {
        preconditionFailure("a calendar needs a column \(name)")
      }
      return index
    }
    let mark = table.provenance.dataState.isSimulated ? "Simulierte Daten: " : ""
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lagebild//Umsetzungsmonitor E-Government//DE",
      "CALSCALE:GREGORIAN",
    ]
    for row in table.rows {
      let cells = place.map { text(row[$0]) }
      guard let due = Day(cells[2]) else { preconditionFailure("\(cells[2]) is no day") }
      lines += [
        "BEGIN:VEVENT", "UID:\(escaped(cells[0]))-\(escaped(cells[1]))@lagebild",
        "DTSTAMP:\(digits(day))T000000Z", "DTSTART;VALUE=DATE:\(digits(due))",
        "DTEND;VALUE=DATE:\(digits(due + 1))", "SUMMARY:\(mark)\(escaped(cells[3]))",
        "DESCRIPTION:\(escaped(cells[4]))", "TRANSP:TRANSPARENT", "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.map { folded($0) + "\r\n" }.joined()
  }

  private static func text(_ cell: TableCell) -> String {
    switch cell {
    case .key(let key, _): key
    case .text(let text): text
    case .figure(let figure): figure.number.map { ExactNumber.text($0) } ?? ""
    }
  }

  private static func digits(_ day: Day) -> String {
    String(day.description.filter { $0 != "-" })
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines of at most 75 bytes; the rest goes on behind a blank. No character is torn apart.
  private static func folded(_ line: String) -> String {
    var result = ""
    var width = 0
    for character in line {
      let size = character.utf8.count
      if width + size > 75 {
        result += "\r\n "
        width = 1
      }
      result.append(character)
      width += size
    }
    return result
  }
}
