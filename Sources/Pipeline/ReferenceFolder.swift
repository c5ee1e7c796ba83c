import Cryptography
import Domain
import Foundation
import Store

/// `Data/reference`: facts with their source that the project keeps as `FEED.csv`. A file is ready
/// while the ledger does not know its bytes; it stays where it is.
public struct ReferenceFolder: Landing {
  private let path: String
  private let reading: () throws -> ProjectStore
  private let loadFile: (_ path: String, _ feed: String) throws -> LoadOutcome

  public init(
    path: String, reading: @escaping () throws -> ProjectStore,
    load: @escaping (_ path: String, _ feed: String) throws -> LoadOutcome
  ) {
    self.path = path
    self.reading = reading
    self.loadFile = load
  }

  public func files() throws -> [InboxFile] {
    let known = try reading().read { reader in
      Set(try reader.loads().map { $0.feed + Hex.encode($0.sha256) })
    }
    return FeedCatalogue.all.compactMap { feed in
      let file = "\(path)/\(feed.name).csv"
      guard let digest = Fingerprint.ofFile(file), !known.contains(feed.name + digest) else {
        return nil
      }
      return InboxFile(path: file, feed: feed.name)
    }
  }

  public func load(_ file: InboxFile) throws -> LandedFile {
    guard let feed = file.feed else { preconditionFailure("a reference file is named for a feed") }
    do {
      switch try loadFile(file.path, feed) {
      case .loaded(let report): return .loaded(report)
      case .repeated(let id): return .repeated(loadID: id)
      }
    } catch let fault as Fault where fault.kind == .badData {
      return .refused(fault)
    }
  }
}
