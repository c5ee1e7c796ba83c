import Domain
import Indicators

/// The name under which an export is saved. Says what would be lost when the file is passed on:
/// that the data are simulated, that they are internal, and their cut-off day.
public enum FileName {
  /// `lagebild-coverage_share-kreis-month-2025-06-30-simuliert-nur-intern.csv`
  public static func name<Scope>(
    _ stem: String, of table: Table<Scope>, extension suffix: String
  ) -> String {
    var parts = ["lagebild", stem]
    if let day = table.provenance.cutOff { parts.append(day.description) }
    if table.provenance.dataState.isSimulated { parts.append("simuliert") }
    if Scope.mark != nil { parts.append("nur-intern") }
    let name = parts.joined(separator: "-").lowercased().unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || scalar == "_")
        ? Character(scalar) : "-"
    }
    return String(name) + "." + suffix
  }
}
