import Indicators

/// Which Kreise are or were in the convoy of a process.
struct ConvoyMembers {
  private var ofProcess: [String: Set<String>] = [:]

  init(_ convoys: [Convoy]) {
    for convoy in convoys {
      guard let process = convoy.processID else { continue }
      ofProcess[process, default: []].formUnion(convoy.members.lazy.map(\.kreis))
    }
  }

  /// - Returns: `nil` where the process has no convoy, or the Behörde lies in no one Kreis.
  func isMember(_ wait: AdoptionHistory.Wait) -> Bool? {
    guard let members = ofProcess[wait.process], let kreis = wait.kreis else { return nil }
    return members.contains(kreis)
  }
}
