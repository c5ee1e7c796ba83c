import Domain

/// A file on its way into the store: what the ledger remembers of it.
public struct Delivery: Sendable {
  public let feed: FeedSchema
  /// Who produced it; event numbers are unique within a source.
  public let source: String
  /// File name without folder.
  public let file: String
  /// Empty until ``LoadTransaction/identify(sha256:)`` where it is taken while the rows are read; only
  /// for a file that cannot be there already (see ``ProjectStore/mayHold(feed:bytes:)``).
  public internal(set) var sha256: [UInt8]
  public let bytes: Int64
  public let period: String?
  /// Running number of the source's deliveries.
  public let sequence: Int64?
  /// Milliseconds since 1970-01-01T00:00Z. The latest delivery of a key wins.
  public let producedAt: Int64?
  public let catalogueVersion: String?
  public let catalogueDate: String?

  public init(
    feed: FeedSchema, source: String, file: String, sha256: [UInt8], bytes: Int64,
    period: String? = nil, sequence: Int64? = nil, producedAt: Int64? = nil,
    catalogueVersion: String? = nil, catalogueDate: String? = nil
  ) {
    self.feed = feed
    self.source = source
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.period = period
    self.sequence = sequence
    self.producedAt = producedAt
    self.catalogueVersion = catalogueVersion
    self.catalogueDate = catalogueDate
  }
}

/// What became of the rows of a load. `rowsIn = rowsLoaded + rowsDuplicate + rowsQuarantined`.
public struct LoadReport: Sendable {
  public let loadID: Int64
  public internal(set) var rowsLoaded = 0
  public internal(set) var rowsDuplicate = 0
  public internal(set) var rowsQuarantined = 0
  /// Counted warnings; their rows are loaded.
  public internal(set) var warnings: [LoadWarning] = []

  public var rowsIn: Int { rowsLoaded + rowsDuplicate + rowsQuarantined }
}

/// One kind of warning in one column, with its first occurrence.
public struct LoadWarning: Sendable, Hashable {
  public let reason: ReasonCode
  public let column: String?
  public internal(set) var rows: Int
  public let firstLine: Int
  public let excerpt: String
}

/// Whether a project shows simulated or real data, for good.
public enum ProjectOrigin: String, Sendable {
  case simulated, real
}
