import Domain
import Foundation

/// How a table with columns of its own becomes rows of a feed: a small text file beside the data.
///
/// ```toml
/// feed = "events"
/// empty = ["k. A.", "-"]                      # cells that count as empty in every column
///
/// [columns]                                   # column of the feed = where it comes from
/// process = { constant = "bauantrag" }
/// step = "schritt"                            # as it stands in the file's column
/// channel = { from = "weg", values = { Desk = "counter", Fax = "" }, otherwise = "other" }
///
/// [[rows]]                                    # one row of the file gives one or more rows
/// columns = { ts = { from = "start", time = "DD.MM.YYYY hh:mm" }, event = { constant = "submitted" } }
///
/// [[rows]]
/// when = "end"                                # only where this column has a value
/// columns = { ts = "end", duration_ms = { between = ["start", "end"] } }
/// ```
///
/// The rows of the feed are what is counted: a row of the file that gives two is two rows in, and
/// one that cannot be read at all is one.
public struct Mapping: Sendable, Equatable {
  /// Where the value of a column comes from.
  enum Origin: Sendable, Equatable {
    /// A column of the file; values that are listed are translated (to an empty text: to no
    /// value), others become `otherwise`, or stay as they are where it is `nil`.
    case column(String, values: [String: String], otherwise: String?, time: TimePattern?)
    case constant(String)
    /// Milliseconds between two columns with times. Empty where one of them is; where the end lies
    /// before the start it is empty too, with a warning.
    case between(start: String, end: String, time: TimePattern?)
  }

  struct RowRule: Sendable, Equatable {
    /// Column of the file that must have a value; `nil`: always.
    let when: String?
    /// Column of the feed → origin.
    let columns: [String: Origin]
  }

  public let feed: FeedSchema
  let rows: [RowRule]
  /// Cells that count as empty.
  let empty: Set<String>
  public let catalogueVersion: String?
  public let catalogueDate: String?

  public static func == (a: Mapping, b: Mapping) -> Bool {
    a.feed.name == b.feed.name && a.rows == b.rows && a.empty == b.empty
      && a.catalogueVersion == b.catalogueVersion
      && a.catalogueDate == b.catalogueDate
  }
}
