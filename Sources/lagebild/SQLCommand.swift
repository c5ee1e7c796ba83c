import ArgumentParser
import CSQLiteHost
import ColumnarSQL
import Cryptography
import Domain
import Formats
import Foundation
import Store

/// `lagebild sql "SELECT …"`
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "One question in SQL to the stored feeds (exact, internal figures).",
    discussion: """
      Each feed is a table under its name: SELECT event, count(*) FROM events GROUP BY event. \
      Nothing can be changed. Answers bypass disclosure control: they are for the operator, not \
      for publication. docs/sql.md has examples, also for sqlite3, Python and Datasette.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var format: FormatOption
  @Argument(help: "A single SELECT, WITH, VALUES or EXPLAIN statement.")
  var question: String

  func run() throws {
    let path = try project.dataFolder() + "/" + ProjectStore.fileName
    guard FileManager.default.fileExists(atPath: path) else {
      throw Fault(
        .inputMissing, at: path, "nothing has been loaded yet",
        remedy: "Load something first: lagebild ingest FILE")
    }
    var db: OpaquePointer?
    let code = lagebild_host_open(
      path, { QuerySession.entryPoint($0, $1, $2) }, &db)
    guard let db else {
      throw Fault(.internal, at: path, "SQLite has no memory left", remedy: "Free some")
    }
    let session = try QuerySession(adopting: db, code: code, path: path)
    Message.write("lagebild sql: exact figures past disclosure control; not for publication.")
    if let day = try project.read({ try $0.retention().eventsFrom }) {
      Message.write("lagebild sql: events before \(day) were deleted by retention.")
    }
    var listing = AnswerListing(format: format.format)
    try session.run(question) {
      listing.begin($0)
    } row: {
      listing.add($0)
    }
    listing.end()
  }
}

/// An answer on stdout, row by row, so that its size does not matter.
private struct AnswerListing {
  let format: FormatOption.Format
  private var names: [String] = []
  private var buffer = ""
  private var rowCount = 0

  init(format: FormatOption.Format) { self.format = format }

  mutating func begin(_ names: [String]) {
    self.names = names
    switch format {
    case .csv: buffer += names.map { CSVWriter.field($0) }.joined(separator: ",") + "\n"
    case .json: buffer += "["
    }
  }

  mutating func add(_ row: [QuerySession.Value]) {
    switch format {
    case .csv: buffer += row.map(csv).joined(separator: ",") + "\n"
    case .json:
      let members = zip(names, row).map { (key: $0, value: json($1)) }
      buffer += (rowCount == 0 ? "\n  " : ",\n  ") + JSON.object(members).text
    }
    rowCount += 1
    if buffer.utf8.count > 1 << 16 { flush() }
  }

  mutating func end() {
    if format == .json { buffer += rowCount == 0 ? "]\n" : "\n]\n" }
    flush()
  }

  private mutating func flush() {
    FileHandle.standardOutput.write(Data(buffer.utf8))
    buffer = ""
  }

  private func csv(_ value: QuerySession.Value) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? ExactNumber.text(number) : "\(number)"
    case .text(let text): CSVWriter.field(text)
    case .blob(let bytes): Hex.encode(bytes)
    }
  }

  private func json(_ value: QuerySession.Value) -> JSON {
    switch value {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): number.isFinite ? .number(number) : .null
    case .text(let text): .string(text)
    case .blob(let bytes): .string(Hex.encode(bytes))
    }
  }
}
