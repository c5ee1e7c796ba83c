/// A broken world: something outside the program (file, folder, database, option, declaration)
/// is not as it has to be. Carries what a person needs: place, problem, remedy.
///
/// The other two kinds of wrong look different: a bug is a `precondition` with a sentence,
/// a bad row is a ``Rejection`` value.
public struct Fault: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where: a file with line, a key path, an option, a table with segment and column.
  public let place: String
  /// What is wrong there, as one sentence without a final full stop.
  public let problem: String
  /// What the reader can do about it, as one sentence without a final full stop.
  public let remedy: String
  /// The class of the fault; decides the exit code.
  public let kind: Kind
  /// Problem and remedy as sentences for readers of a page; `nil`: only people who know English
  /// terms meet it.
  public let sentences: Text?

  /// Classes of faults with the exit codes of `sysexits.h`.
  public enum Kind: Int32, Sendable {
    case usage = 64
    case badData = 65
    case inputMissing = 66
    case `internal` = 70
    case inputOutput = 74
    case tryAgain = 75
    case configuration = 78
  }

  public init(_ kind: Kind, at place: String, _ problem: String, remedy: String) {
    self.kind = kind
    self.place = place
    self.problem = problem
    self.remedy = remedy
    sentences = nil
  }

  /// A fault that readers of a page meet too: the command line tells it in English.
  public init(_ kind: Kind, at place: String, _ problem: Text, remedy: Text) {
    self.kind = kind
    self.place = place
    self.problem = problem.en
    self.remedy = remedy.en
    sentences = Text(de: "\(problem.de). \(remedy.de).", en: "\(problem.en). \(remedy.en).")
  }

  public var description: String {
    "\(place): \(problem). \(remedy)\(remedy.hasSuffix("?") ? "" : ".")"
  }
}
