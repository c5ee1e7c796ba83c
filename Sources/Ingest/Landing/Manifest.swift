import Domain

/// What a producer says about a file beside it, in `NAME.manifest.json`. The file counts only when
/// it is what its manifest says.
public struct Manifest: Sendable, Equatable {
  public static let suffix = ".manifest.json"
  static let schemaVersion = 1

  public let feed: FeedSchema
  public let source: String
  /// 64 hexadecimal digits, lower case.
  public let sha256: String
  public let bytes: Int64
  public let rows: Int64
  public let period: String?
  /// Running number of the source's deliveries.
  public let sequence: Int64?
  /// Milliseconds since 1970-01-01T00:00Z.
  public let producedAt: Int64
  public let catalogueVersion: String?
  public let catalogueDate: String?

  public static func == (a: Manifest, b: Manifest) -> Bool {
    a.sha256 == b.sha256 && a.feed.name == b.feed.name && a.source == b.source
      && a.producedAt == b.producedAt && a.sequence == b.sequence
  }

  /// - Parameter file: name under which faults are told.
  /// - Throws: ``Fault`` (bad data) for what is no manifest.
  public init(_ json: [UInt8], file: String) throws(Fault) {
    func fault(_ problem: String, _ remedy: String) -> Fault {
      Fault(.badData, at: file, problem, remedy: remedy)
    }
    guard let list = try? NDJSONScanner.members(of: json[...], line: 1) else {
      throw fault(
        "the manifest is no flat JSON object without repeated entries",
        "Write it as the landing protocol describes")
    }
    let members = Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0.value) })
    let known = [
      "feed", "source", "sha256", "bytes", "rows", "schema_version", "period", "seq",
      "produced_at", "catalogue_version", "catalogue_date",
    ]
    if let unknown = members.keys.sorted().first(where: { !known.contains($0) }) {
      throw fault(
        "the manifest has an entry \"\(unknown)\"", Suggestion.hint(for: unknown, among: known))
    }
    func text(_ name: String) throws(Fault) -> String? {
      switch members[name] {
      case nil, .null: return nil
      case .text(let bytes):
        if let text = String(validating: bytes, as: UTF8.self), !text.isEmpty { return text }
        throw fault("\(name) is empty or no UTF-8", "Fill it in, or leave it out")
      default: throw fault("\(name) is no text", "Write it in quotation marks")
      }
    }
    func number(_ name: String) throws(Fault) -> Int64? {
      switch members[name] {
      case nil, .null: return nil
      case .number(let bytes):
        if let number = CellParser.integer(bytes), number >= 0 { return number }
      default: break
      }
      throw fault("\(name) is no whole number", "Write it as a number without quotation marks")
    }
    func required<Value>(_ value: Value?, _ name: String) throws(Fault) -> Value {
      if let value { return value }
      throw fault("\(name) is missing", "Add it to the manifest")
    }
    let feedName = try required(try text("feed"), "feed")
    guard let feed = FeedCatalogue.feed(named: feedName) else {
      throw fault(
        "there is no feed \"\(feedName)\"",
        Suggestion.hint(for: feedName, among: FeedCatalogue.all.map(\.name)))
    }
    self.feed = feed
    source = try required(try text("source"), "source")
    sha256 = try required(try text("sha256"), "sha256")
    guard sha256.utf8.count == 64,
      sha256.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw fault("sha256 is no digest", "Write 64 hexadecimal digits in lower case") }
    bytes = try required(try number("bytes"), "bytes")
    rows = try required(try number("rows"), "rows")
    let version = try required(try number("schema_version"), "schema_version")
    guard version == Self.schemaVersion else {
      throw fault(
        "schema_version is \(version)", "This release reads version \(Self.schemaVersion)")
    }
    period = try text("period")
    sequence = try number("seq")
    let produced = try required(try text("produced_at"), "produced_at")
    guard case .instant(let instant) = CellParser.timestamp(Array(produced.utf8)[...]) else {
      throw fault(
        "produced_at is \"\(produced)\"", "Write it as 2026-03-04T05:06:07+01:00, with offset")
    }
    producedAt = instant
    catalogueVersion = try text("catalogue_version")
    catalogueDate = try text("catalogue_date")
  }
}
