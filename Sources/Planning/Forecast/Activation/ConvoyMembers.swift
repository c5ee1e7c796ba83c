import Columns
import Indicators

/// Which Kreise are or were in the convoy of a process.
struct ConvoyMembers {
  private var ofProcess: [String: Set<String>] = [:]

  init(_ batch: ColumnBatch?) {
    guard let batch else { return }
    for (process, kreis) in zip(batch.texts("process_id"), batch.texts("kreis_ags5")) {
      if let process, let kreis { ofProcess[process, default: []].insert(kreis) }
    }
  }

  /// - Returns: `nil` where the process has no convoy, or the Behörde lies in no one Kreis.
  func isMember(_ wait: AdoptionHistory.Wait) -> Bool? {
    guard let members = ofProcess[wait.process], let kreis = wait.kreis else { return nil }
    return members.contains(kreis)
  }
}
