import Columns
import Synchronization

/// Opened chunks of segments, for questions that are asked again: each has been read once, checked
/// against its checksum and taken out of zstd. What has not been used for longest goes first.
///
/// A segment may be replaced by another with the same number (retention does so) or be gone (merged
/// away): what is kept of it is used in a state of the database only after the checksums that the
/// database names in this state have been compared with those that were read.
public final class ChunkMemory: Sendable {
  /// What a process that is asked again and again may well keep: what some 20 million events take
  /// that are asked for everything.
  public static let usualLimit = 256 << 20

  fileprivate struct Entry {
    let chunk: OpenChunk
    let checksum: UInt64
    /// Bytes of the chunk as it is stored.
    let storedBytes: Int
    var lastUse = 0
  }

  fileprivate struct Kept {
    /// By segment, then by column.
    var segments: [Int64: [String: Entry]] = [:]
    /// The segments whose checksums have been compared in this state.
    var compared: Set<Int64> = []
    var clock = 0
  }

  private let limit: Int
  private let account = MemoryAccount()
  private let kept = Mutex(Kept())

  /// - Parameter limit: bytes at most; a question may exceed it by the segments that it is reading.
  init(limit: Int) { self.limit = limit }

  /// Bytes that are kept, roughly.
  var byteCount: Int { account.total }

  /// The database is in another state than before.
  func beginState() { kept.withLock { $0.compared = [] } }

  /// The opened chunks among some columns of a segment.
  /// - Parameter stored: reads the checksum of each column of the segment in this state.
  func chunks(
    _ columns: [String], of segment: SegmentInfo, stored: () throws -> [String: UInt64]
  ) rethrows -> [String: (chunk: OpenChunk, storedBytes: Int)] {
    let isKnown = kept.withLock { kept in
      kept.segments[segment.id] == nil ? nil : kept.compared.contains(segment.id)
    }
    guard let isKnown else { return [:] }
    if !isKnown {
      let checksums = try stored()
      kept.withLock { kept in
        // Some chunks are read with others beside them: all of them are the same, or none counts.
        let isSame = kept.segments[segment.id]?.allSatisfy { $1.checksum == checksums[$0] }
        if isSame != true { kept.remove(segment.id) }
        kept.compared.insert(segment.id)
      }
    }
    return kept.withLock { kept in
      kept.clock += 1
      var found: [String: (chunk: OpenChunk, storedBytes: Int)] = [:]
      for column in columns {
        guard let entry = kept.segments[segment.id]?[column] else { continue }
        kept.segments[segment.id]![column]!.lastUse = kept.clock
        found[column] = (entry.chunk, entry.storedBytes)
      }
      return found
    }
  }

  /// Keeps a chunk that has been read in this state.
  func keep(
    _ chunk: OpenChunk, _ column: String, of segment: SegmentInfo, checksum: UInt64,
    storedBytes: Int
  ) {
    kept.withLock { kept in
      kept.clock += 1
      if kept.segments[segment.id] == nil { kept.compared.insert(segment.id) }
      // Segments of this state only: what was kept of another has been dropped when it was asked for.
      guard kept.compared.contains(segment.id), kept.segments[segment.id]?[column] == nil
      else { return }
      chunk.count(on: account)
      kept.segments[segment.id, default: [:]][column] = Entry(
        chunk: chunk, checksum: checksum, storedBytes: storedBytes, lastUse: kept.clock)
      if account.total > limit { kept.shrink(account, to: limit - limit / 8) }
    }
  }
}

extension ChunkMemory.Kept {
  fileprivate mutating func remove(_ segment: Int64) {
    segments.removeValue(forKey: segment)?.values.forEach { $0.chunk.discount() }
  }

  /// Several at once, because finding the oldest looks at all of them.
  fileprivate mutating func shrink(_ account: MemoryAccount, to limit: Int) {
    let oldest = segments.flatMap { segment, columns in
      columns.map { (segment: segment, column: $0, lastUse: $1.lastUse) }
    }.sorted { $0.lastUse < $1.lastUse }
    for entry in oldest where account.total > limit {
      segments[entry.segment]?.removeValue(forKey: entry.column)?.chunk.discount()
      if segments[entry.segment]?.isEmpty == true { segments[entry.segment] = nil }
    }
  }
}
