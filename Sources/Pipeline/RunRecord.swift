import Domain
import Formats
import Foundation
import Indicators
import Store

/// A published run: what pages, listings and exports can point to.
public struct RunRecord: Codable, Sendable, Equatable {
  public struct Step: Codable, Sendable, Equatable {
    public let id: String
    /// `nil`: nothing had to be done.
    public let did: String?
    public let milliseconds: Int64
  }

  /// `20261121T061500Z-` and eight hexadecimal digits of the state hash.
  public let id: String
  public let pipeline: String
  /// RFC 3339, UTC.
  public let started: String
  /// Up to the moment of publishing.
  public let milliseconds: Int64
  public let revision: String
  public let stateHash: String
  public let isSimulated: Bool
  public let steps: [Step]
  /// File below `Data` → SHA-256 of its bytes.
  public let exports: [String: String]

  init(
    pipeline: String, started: Int64, milliseconds: Int64, dataState: DataState, stateHash: String,
    steps: [Step], exports: [String: String]
  ) {
    let time = InstantText.utc(started)
    self.id = time.filter { $0 != "-" && $0 != ":" } + "-" + stateHash.prefix(8)
    self.pipeline = pipeline
    self.started = time
    self.milliseconds = milliseconds
    revision = dataState.revision
    self.stateHash = stateHash
    isSimulated = dataState.isSimulated
    self.steps = steps
    self.exports = exports
  }

  /// The day on which it began, in Berlin.
  public var day: Day { BerlinTime.day(ofInstant: startedAt) }

  /// Milliseconds since 1970-01-01T00:00Z.
  public var startedAt: Int64 {
    guard let instant = InstantText.instant(started) else {
      preconditionFailure("a record was read whose beginning is no time")
    }
    return instant
  }

  /// Number of the last load that it saw; `nil`: nothing had been loaded.
  public var lastLoad: Int64? {
    DataState(isSimulated: isSimulated, revision: revision).lastLoad
  }

  func write(dataFolder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    try DurableFile.write(Array(text.utf8), to: "\(dataFolder)/runs/\(id).json")
  }

  /// All published runs of a project, oldest first.
  /// - Throws: ``Fault`` where a record cannot be read.
  public static func all(dataFolder: String) throws -> [RunRecord] {
    let folder = dataFolder + "/runs"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let records = try names.filter { $0.hasSuffix(".json") }.map { name in
      guard let data = FileManager.default.contents(atPath: folder + "/" + name),
        let record = try? JSONDecoder().decode(RunRecord.self, from: data),
        InstantText.instant(record.started) != nil
      else {
        throw Fault(
          .badData, at: "Data/runs/\(name)", "the run record cannot be read",
          remedy: "Remove the file; the next run writes a new record")
      }
      return record
    }
    // Of runs of one second the one that saw more is the later one.
    func order(_ record: RunRecord) -> (Int64, Int64, String) {
      (record.startedAt, record.lastLoad ?? 0, record.id)
    }
    return records.sorted { order($0) < order($1) }
  }

  /// One row a run, oldest first: `run_id, pipeline, started, milliseconds, revision, state_hash,
  /// exports`.
  public static func listing(_ records: [RunRecord], _ reader: StoreReader) throws
    -> Table<Released>
  {
    let columns = [
      ("run_id", Text(de: "Lauf", en: "Run")), ("pipeline", Text(de: "Pipeline", en: "Pipeline")),
      ("started", Text(de: "begonnen", en: "started")),
      ("milliseconds", Text(de: "Dauer (ms)", en: "duration (ms)")),
      ("revision", Text(de: "Datenstand", en: "revision")),
      ("state_hash", Text(de: "Prüfsumme der Daten", en: "hash of the data")),
      ("exports", Text(de: "Dateien", en: "files")),
    ]
    return Disclosure.withoutCountsOfCitizens(
      columns: columns.map(TableColumn.dimension),
      rows: records.map { record in
        [
          .key(record.id, label: nil), .text(record.pipeline), .text(record.started),
          .figure(.value(Double(record.milliseconds))), .text(record.revision),
          .text(record.stateHash), .figure(.value(Double(record.exports.count))),
        ]
      },
      provenance: Provenance(
        title: Text(de: "Läufe", en: "Runs"),
        source: Text(de: "Veröffentlichte Läufe", en: "published runs"),
        dataState: try reader.dataState()))
  }
}
