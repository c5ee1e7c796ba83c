import Domain

extension Indicator {
  /// The denominator are the Kommunen of which a snapshot says whether they embed.
  static let embeddingShare = Indicator(
    id: "embedding_share", group: .coverage,
    name: Text(
      de: "Anteil der Kommunen mit eingebundenen Inhalten",
      en: "share of Kommunen that embed contents"),
    question: Text(
      de:
        "Welcher Anteil der Gemeinden und Landkreise bindet Inhalte von service-bw in die eigene Website ein?",
      en:
        "What share of the Gemeinden and Landkreise embeds contents of service-bw in their own website?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .embeddingSnapshots,
    caveat: Text(
      de:
        "Der Nenner sind die Gemeinden und Landkreise, von denen ein Stand bekannt ist; alle anderen zählen nicht mit.",
      en:
        "The denominator are the Gemeinden and Landkreise of which a state is known; all others do not count."
    ),
    time: .state,
    formula: .share(sum("embeds", in: .embeddingStates), of: sum("kommunen", in: .embeddingStates)),
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
        numerator: 2, denominator: 3, figure: .value(2.0 / 3.0)),
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
