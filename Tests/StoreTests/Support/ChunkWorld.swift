import Columns
import Cryptography
import Domain
import Foundation
import Store

/// A project whose database a test may write to as it likes.
final class ChunkWorld {
  private let folder: URL
  private let store: ProjectStore

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try ProjectStore.writing(dataFolder: folder.path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func reading(keeping bytes: Int) throws -> ProjectStore {
    try ProjectStore.reading(dataFolder: folder.path, keeping: bytes)
  }

  /// SQL behind the back of all who read.
  func execute(_ sql: String) throws { try store.writePart { try $0.execute(sql: sql) } }

  /// An event a minute, of kinds, processes and authorities in turn; one segment.
  func load(_ numbers: ClosedRange<Int>) throws {
    let columns = FeedSchema.events.columns
    let kinds = EventKind.allCases.map(\.rawValue)
    let vectors = columns.map { column in
      var builder = ColumnBuilder(column.type.physical)
      for number in numbers {
        let cell: Cell =
          switch column.name {
          case "ts": .integer(Int64(number) * 60_000)
          case "event": .text(kinds[number * number % kinds.count])
          case "process": .text("p\(number / 100)")
          case "authority": .text("0811500\(number / 10 % 4)")
          case "channel": .text("online")
          case "rating": number % 7 == 0 ? .integer(Int64(number % 5 + 1)) : .null
          default: .null
          }
        builder.append(cell)
      }
      return builder.finish()
    }
    let name = "events-\(numbers)"
    _ = try store.load(
      Delivery(
        feed: .events, source: "test", file: name, sha256: SHA256.digest(Array(name.utf8)), bytes: 1
      ), resolution: .standard, marts: [], now: 1_000
    ) { try $0.append(ColumnBatch(names: columns.map(\.name), columns: vectors)) }
  }
}
