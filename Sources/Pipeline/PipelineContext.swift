import Domain
import Indicators
import Store

/// A derived table under the name by which pipelines call it.
public struct NamedMart: Sendable {
  public let name: String
  public let mart: any Mart

  public init(_ name: String, _ mart: any Mart) {
    self.name = name
    self.mart = mart
  }
}

/// A delivered file.
public struct InboxFile: Sendable, Hashable {
  public let path: String
  /// Feed as its manifest or name tells; `nil` where neither does.
  public let feed: String?
  /// Why it is not loaded yet, as a sentence without full stop; `nil`: ready.
  public let waitsFor: String?

  public init(path: String, feed: String?, waitsFor: String? = nil) {
    self.path = path
    self.feed = feed
    self.waitsFor = waitsFor
  }

  /// File name without folder.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// What became of a delivered file.
public enum LandedFile: Sendable {
  case loaded(LoadReport)
  /// Its bytes were there already.
  case repeated(loadID: Int64)
  /// Moved to `Data/rejected`; the other files are not to blame.
  case refused(Fault)
}

/// A folder of deliveries as a pipeline sees it.
public protocol Landing {
  /// The files, ready or waiting, in the order in which they are to be loaded.
  func files() throws -> [InboxFile]
  /// Loads one file and clears it away (archive, rejected).
  /// - Throws: ``Fault`` where going on makes no sense: disk full, database locked.
  func load(_ file: InboxFile) throws -> LandedFile
}

/// What steps need from outside, joined by the command line (and, in small, by tests).
public struct PipelineContext {
  /// The project folder.
  public let project: String
  /// Milliseconds since 1970-01-01T00:00Z, as the clock says when asked.
  public let clock: () -> Int64
  public let marts: [NamedMart]
  /// `Data/inbox`.
  public let landing: any Landing
  /// `Data/reference`: the files that are not loaded as they stand.
  public let reference: any Landing
  /// The last committed state, for reading; an empty project reads as an empty database.
  public let reading: () throws -> ProjectStore
  /// The one writing store of this process; opened when first asked for.
  public let writing: () throws -> ProjectStore
  /// Figures of the last committed state.
  public let figures: () throws -> any FigureSource
  /// One line that is the same for the same facts; part of the run record.
  public let stateHash: (StoreReader) throws -> String
  /// Messages to people.
  public let say: (String) -> Void

  public init(
    project: String, clock: @escaping () -> Int64, marts: [NamedMart], landing: any Landing,
    reference: any Landing, reading: @escaping () throws -> ProjectStore,
    writing: @escaping () throws -> ProjectStore,
    figures: @escaping () throws -> any FigureSource,
    stateHash: @escaping (StoreReader) throws -> String = StateHash.facts,
    say: @escaping (String) -> Void
  ) {
    self.project = project
    self.clock = clock
    self.marts = marts
    self.landing = landing
    self.reference = reference
    self.reading = reading
    self.writing = writing
    self.figures = figures
    self.stateHash = stateHash
    self.say = say
  }

  public var vocabulary: PipelineVocabulary { PipelineVocabulary(marts: marts) }
  var dataFolder: String { project + "/Data" }

  /// The folder from which a step takes its files.
  func source(of step: StepDeclaration) -> any Landing {
    step.folder == .reference ? reference : landing
  }
}
