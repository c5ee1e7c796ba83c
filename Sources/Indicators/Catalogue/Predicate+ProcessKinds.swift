import Domain

/// Rows of processes of one kind.
extension Predicate {
  static let standardProcesses = Predicate(RelationSchema.processKind, of: .standard)
  static let universalProcesses = Predicate(RelationSchema.processKind, of: .universal)

  private init(_ dimension: String, of kind: ProcessKind) {
    self.init(dimension, in: [kind.rawValue])
  }
}
