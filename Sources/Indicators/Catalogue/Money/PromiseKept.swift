import Domain

extension Indicator {
  /// Due promises whose indicator meets the value / due promises whose indicator gives one.
  static let promiseKept = Indicator(
    id: "promise_kept", group: .money,
    name: Text(
      de: "eingehaltene Versprechen",
      en: "promises kept"),
    question: Text(
      de: "Welcher Anteil der fälligen Werteversprechen und Wirkungsziele ist eingehalten?",
      en: "What share of the promises of value and effect that are due is kept?"),
    unit: .share, direction: .higherIsBetter,
    source: Text(
      de: "Werteversprechen und Wirkungsziele, und die Indikatoren, die sie nennen",
      en: "promises of value and effect, and the indicators that they name"),
    caveat: Text(
      de:
        "Zählt nur fällige Versprechen, deren Indikator einen Wert hat; Anteile des Gebrauchs gelten für die letzten zwölf Monate.",
      en:
        "Counts only due promises whose indicator has a value; shares of use are those of the last twelve months."
    ),
    time: .state,
    formula: .share(
      sum("kept", in: .promiseStates), of: sum("measured", in: .promiseStates)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Eines von zwei messbaren ist eingehalten; das dritte ist nicht messbar",
          en: "One of two that can be measured is kept; the third cannot be"),
        columns: ["promise", "due", "measured", "kept"],
        rows: [
          ["v-1", "1", "1", "1"],
          ["v-2", "1", "1", "0"],
          ["v-3", "1", "0", ""],
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Keines ist messbar",
          en: "None can be measured"),
        columns: ["promise", "due", "measured", "kept"],
        rows: [
          ["v-3", "1", "0", ""]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
