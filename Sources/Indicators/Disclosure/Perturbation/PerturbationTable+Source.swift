extension PerturbationTable {
  /// The rows as a Swift array literal: how `PerturbationTable+Constants.swift` is made.
  public var source: String {
    let lines = rows.map { row -> String in
      let numbers = row.thresholds.map { "0x" + hexadecimal($0) }
      let literal = stride(from: 0, to: numbers.count, by: 4).map { start in
        "        " + numbers[start..<min(start + 4, numbers.count)].joined(separator: ", ") + ","
      }
      let deviations = row.deviations.map(String.init).joined(separator: ", ")
      return """
            Row(
              deviations: [\(deviations)],
              thresholds: [
        \(literal.joined(separator: "\n"))
              ]),
        """
    }
    return "[\n" + lines.joined(separator: "\n") + "\n    ]"
  }

  private func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    return stride(from: 0, to: 16, by: 4).map { start in
      let first = padded.index(padded.startIndex, offsetBy: start)
      return String(padded[first..<padded.index(first, offsetBy: 4)])
    }.joined(separator: "_")
  }
}
