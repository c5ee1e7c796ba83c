import Domain

/// By what the Behörden of a question are told apart.
public enum ActivationGrouping: String, Sendable, CaseIterable {
  /// The Behörden of each Kreis.
  case kreis
  /// Gemeinden by inhabitants; Landkreise have no size class.
  case sizeClass = "size_class"
  /// Members of the convoy of the process, and the others.
  case convoy
  case process

  public var name: Text {
    switch self {
    case .kreis: Text(de: "Kreis", en: "Kreis")
    case .sizeClass: Text(de: "Größenklasse", en: "size class")
    case .convoy: Text(de: "Konvoi", en: "convoy")
    case .process: Text(de: "Prozess", en: "process")
    }
  }
}
