import Domain

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

extension PerturbationTable {
  /// `count, value, cumulative`: one row a value that a count may become. The last count stands for
  /// all larger ones. The table is no secret; the key is.
  public var listing: Table<Released> {
    let rows = rows.enumerated().flatMap { index, row -> [[TableCell]] in
      var sum = 0.0
      return zip(row.deviations, row.probabilities).map { deviation, probability in
        sum += probability
        return [
          .key(String(index + 1), label: nil), .key(String(index + 1 + deviation), label: nil),
          .figure(.value(min(sum, 1))),
        ]
      }
    }
    let columns = [
      TableColumn.dimension("count", Text(de: "wahre Zahl", en: "true count")),
      TableColumn.dimension("value", Text(de: "veröffentlicht", en: "published")),
      TableColumn.measure("cumulative", Text(de: "kumuliert", en: "cumulative"), .share),
    ]
    return Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Überlagerungstabelle", en: "table of noise"),
        source: Text(
          de: "D = \(deviation), V = \(Int(variance)), js = \(smallest)",
          en: "D = \(deviation), V = \(Int(variance)), js = \(smallest)"),
        dataState: .withoutData))
  }
}
