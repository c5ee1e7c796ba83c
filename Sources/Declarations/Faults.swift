import Domain

/// Everything that is wrong with a declaration, told at once: nobody wants to correct a file
/// ten times.
public struct Faults: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the order of the file; never empty.
  public let all: [Fault]

  public init(_ all: [Fault]) {
    precondition(!all.isEmpty, "faults are thrown only where there are some")
    self.all = all
  }

  /// The class of the first fault; decides the exit code.
  public var kind: Fault.Kind { all[0].kind }

  /// One line a fault: `place: problem. remedy.`
  public var description: String { all.map(\.description).joined(separator: "\n") }
}
