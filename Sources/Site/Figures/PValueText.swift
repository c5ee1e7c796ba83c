import Domain
import Formats
import Indicators

/// Probabilities of chance: none of them is 0, whatever three digits say. Files keep the number.
package enum PValueText {
  private static let columns: Set<String> = ["p_value", "log_rank_p"]
  private static let least = 0.001

  /// - Returns: `nil` for a figure that is no p-value, and for one that three digits tell.
  package static func text(_ value: Double, column: String, _ language: Language) -> String? {
    guard columns.contains(column), value < least else { return nil }
    return "<\u{A0}" + NumberText.decimal(least, digits: 3, language)
  }
}
