import Domain

extension Indicator {
  /// Series that begins with the press release of 22.02.2019: 27 of 35 Landkreise.
  static let embeddingLandkreise = Indicator(
    id: "embedding_landkreise", group: .coverage,
    name: Text(de: "Landkreise mit eingebundenen Inhalten", en: "Landkreise that embed contents"),
    question: Text(
      de: "Wie viele Landkreise binden Inhalte von service-bw in die eigene Website ein?",
      en: "How many Landkreise embed contents of service-bw in their own website?"),
    unit: .count, direction: .higherIsBetter,
    source: .embeddingSnapshots,
    caveat: Text(
      de: "Ausgangswert vom 22.02.2019: 27 der 35 Landkreise; Stadtkreise zählen hier nicht.",
      en: "Baseline of 22.02.2019: 27 of the 35 Landkreise; Stadtkreise do not count here."),
    time: .state,
    formula: .total(
      sum(.column("embeds") * .column("landkreise"), in: .embeddingStates)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Ein Landkreis und zwei Gemeinden, von einer dritten ist kein Stand bekannt",
          en: "A Landkreis and two Gemeinden; of a third no state is known"),
        columns: ["kreis", "gemeinde", "kommunen", "embeds", "unknown", "landkreise"],
        rows: [
          ["08115", "", "1", "1", "0", "1"],
          ["08115", "A", "1", "1", "0", "0"],
          ["08115", "B", "1", "0", "0", "0"],
          ["08115", "C", "", "", "1", "0"],
        ],
        numerator: 1, denominator: nil, figure: .value(1)),
      WorkedExample(
        title: Text(
          de: "Nur eine Gemeinde bindet ein: kein Landkreis",
          en: "Only a Gemeinde embeds: no Landkreis"),
        columns: ["kreis", "gemeinde", "kommunen", "embeds", "unknown", "landkreise"],
        rows: [
          ["08115", "", "1", "0", "0", "1"],
          ["08115", "A", "1", "1", "0", "0"],
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
    ])
}
