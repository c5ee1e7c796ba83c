import Domain
import GRDB

/// The tables of a project's database. `FORMAT.md` describes them for readers in other languages.
enum DatabaseSchema {
  /// "LAGE" in ASCII: tells a Lagebild database from any other SQLite file.
  static let applicationID: Int32 = 0x4C41_4745
  static let version: Int32 = 4

  static func create(in db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

        CREATE TABLE load (
          load_id INTEGER PRIMARY KEY,
          feed TEXT NOT NULL,
          source TEXT NOT NULL,
          file TEXT NOT NULL,
          sha256 BLOB NOT NULL,
          bytes INTEGER NOT NULL,
          period TEXT,
          seq INTEGER,
          produced_at INTEGER,
          catalogue_version TEXT,
          catalogue_date TEXT,
          loaded_at INTEGER NOT NULL,
          rows_in INTEGER NOT NULL,
          rows_loaded INTEGER NOT NULL,
          rows_duplicate INTEGER NOT NULL,
          rows_quarantined INTEGER NOT NULL,
          earliest INTEGER,
          latest INTEGER,
          CHECK (rows_in = rows_loaded + rows_duplicate + rows_quarantined)
        );
        CREATE UNIQUE INDEX load_once ON load (feed, sha256);

        CREATE TABLE load_warning (
          load_id INTEGER NOT NULL REFERENCES load,
          reason TEXT NOT NULL,
          column_name TEXT,
          rows INTEGER NOT NULL,
          first_line INTEGER NOT NULL,
          excerpt TEXT NOT NULL
        );

        CREATE TABLE quarantine (
          load_id INTEGER NOT NULL REFERENCES load,
          line INTEGER NOT NULL,
          column_name TEXT,
          reason TEXT NOT NULL,
          excerpt TEXT NOT NULL
        );

        CREATE TABLE segment (
          segment_id INTEGER PRIMARY KEY,
          series TEXT NOT NULL,
          rows INTEGER NOT NULL
        );
        CREATE INDEX segment_of_series ON segment (series);
        \(segmentLoad)

        CREATE TABLE chunk (
          segment_id INTEGER NOT NULL REFERENCES segment,
          column_name TEXT NOT NULL,
          minimum,
          maximum,
          nulls INTEGER NOT NULL,
          zone_checksum INTEGER NOT NULL,
          checksum INTEGER NOT NULL,
          bytes BLOB NOT NULL
        );
        CREATE UNIQUE INDEX chunk_of_segment ON chunk (segment_id, column_name);

        CREATE TABLE dictionary (
          series TEXT NOT NULL,
          column_name TEXT NOT NULL,
          code INTEGER NOT NULL,
          text TEXT NOT NULL,
          checksum INTEGER NOT NULL,
          PRIMARY KEY (series, column_name, code)
        ) WITHOUT ROWID;

        CREATE TABLE session_window (
          load_id INTEGER PRIMARY KEY REFERENCES load,
          closes_at INTEGER NOT NULL,
          first_page INTEGER NOT NULL,
          last_page INTEGER NOT NULL
        );

        CREATE TABLE session_page (
          page INTEGER PRIMARY KEY,
          base INTEGER NOT NULL,
          checksum INTEGER NOT NULL,
          content BLOB NOT NULL
        );

        CREATE TABLE seen_id (
          load_id INTEGER NOT NULL REFERENCES load,
          source TEXT NOT NULL,
          kind TEXT NOT NULL,
          minimum INTEGER NOT NULL,
          maximum INTEGER NOT NULL,
          ids BLOB NOT NULL
        );
        """)
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Which loads a segment of a feed holds rows of, and how many.
  private static let segmentLoad = """
    CREATE TABLE segment_load (
      load_id INTEGER NOT NULL REFERENCES load,
      segment_id INTEGER NOT NULL REFERENCES segment,
      rows INTEGER NOT NULL,
      PRIMARY KEY (load_id, segment_id)
    ) WITHOUT ROWID;
    CREATE INDEX load_of_segment ON segment_load (segment_id);
    """

  /// Refuses a file that is no Lagebild database or one of a newer program.
  /// Returns `false` for an empty database that still has to be created.
  static func recognise(_ db: Database, path: String) throws -> Bool {
    let identity = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
    if tables == 0 && identity == 0 { return false }
    guard identity == applicationID else {
      throw Fault(
        .configuration, at: path, "this is an SQLite database of another program",
        remedy: "Point --project at another folder, or move this file away")
    }
    let found = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard found <= version else {
      throw Fault(
        .configuration, at: path,
        "the database has schema version \(found), this program knows up to \(version)",
        remedy: "Use a newer lagebild")
    }
    guard found == version else {
      throw Fault(
        .configuration, at: path,
        "the database has schema version \(found), which this program no longer reads",
        remedy: "Move it away and load the deliveries in Data/archive anew")
    }
    return true
  }
}
