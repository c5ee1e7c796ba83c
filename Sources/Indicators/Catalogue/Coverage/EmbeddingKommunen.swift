import Domain

extension Indicator {
  /// Series that begins with the press release of 22.02.2019: 684 Kommunen, among them 27 of 35
  /// Landkreise. A fact about the Kommune, not about an activation.
  static let embeddingKommunen = Indicator(
    id: "embedding_kommunen", group: .coverage,
    name: Text(de: "Kommunen mit eingebundenen Inhalten", en: "Kommunen that embed contents"),
    question: Text(
      de:
        "Wie viele Gemeinden und Landkreise binden Inhalte von service-bw in die eigene Website ein?",
      en: "How many Gemeinden and Landkreise embed contents of service-bw in their own website?"),
    unit: .count, direction: .higherIsBetter,
    source: .embeddingSnapshots,
    caveat: Text(
      de:
        "Ausgangswert vom 22.02.2019: 684 Kommunen, darunter 27 der 35 Landkreise; ob die Inhalte gelesen werden, sagt die Zahl nicht.",
      en:
        "Baseline of 22.02.2019: 684 Kommunen, among them 27 of the 35 Landkreise; whether the contents are read the figure does not say."
    ),
    time: .state,
    formula: .total(sum("embeds", in: .embeddingStates)),
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
        numerator: 2, denominator: nil, figure: .value(2)),
      WorkedExample(
        title: Text(
          de: "Niemand bindet ein: eine gemeldete Null", en: "Nobody embeds: a reported zero"),
        columns: ["kreis", "gemeinde", "kommunen", "embeds", "unknown", "landkreise"],
        rows: [
          ["08115", "A", "1", "0", "0", "0"]
        ],
        numerator: 0, denominator: nil, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Von niemandem ist ein Stand bekannt: keine Zahl",
          en: "No state is known of anyone: no figure"),
        columns: ["kreis", "gemeinde", "kommunen", "embeds", "unknown", "landkreise"],
        rows: [
          ["08115", "C", "", "", "1", "0"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
