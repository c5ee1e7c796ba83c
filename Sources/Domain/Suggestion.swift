/// Finds the known name that a misspelt one was probably meant to be.
public enum Suggestion {
  /// The candidate with the smallest edit distance to `name`, or `nil` if none is closer than
  /// a third of its length (at least 2 edits are always forgiven).
  public static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let lowered = name.lowercased()
    let limit = max(2, name.count / 3)
    return
      candidates
      .map { (candidate: $0, distance: editDistance(lowered, $0.lowercased())) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
      .candidate
  }

  /// `Did you mean "x"?`; else those in whose names all of it stands; else the whole list, and that
  /// there is none where it is empty.
  public static func hint(for name: String, among candidates: [String]) -> String {
    if candidates.isEmpty { return "None is known yet: load the feed that lists them first" }
    if let match = closest(to: name, among: candidates) { return "Did you mean \"\(match)\"?" }
    let longer = name.isEmpty ? [] : candidates.filter { $0.contains(name.lowercased()) }.sorted()
    guard longer.isEmpty else {
      return "Did you mean \(longer.map { "\"\($0)\"" }.joined(separator: " or "))?"
    }
    return "Known: " + candidates.sorted().joined(separator: ", ")
  }

  /// Levenshtein distance in characters, two rows of memory.
  static func editDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var previous = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var current = [i + 1]
      for (j, y) in b.enumerated() {
        current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1)))
      }
      previous = current
    }
    return previous[b.count]
  }
}
