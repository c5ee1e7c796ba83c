import Domain

extension Indicator {
  /// Done, or expected now, less the day first planned, per milestone.
  static let scheduleSlipDays = Indicator(
    id: "schedule_slip_days", group: .money,
    name: Text(
      de: "Terminverzug",
      en: "schedule slip"),
    question: Text(
      de: "Um wie viele Tage weichen Meilensteine im Mittel vom ersten Plan ab?",
      en: "By how many days do milestones deviate from their first plan on average?"),
    unit: .days, direction: .lowerIsBetter,
    source: Text(
      de: "Meilensteine der Leistungsaufträge und Konvois",
      en: "milestones of orders and convoys"),
    caveat: Text(
      de:
        "Was überfällig ist, zählt bis zum neuen Plan, mindestens bis zum Stichtag; frühere Prognosen sind nicht überliefert.",
      en:
        "What is overdue counts up to its new plan, at least up to the cut-off day; earlier forecasts are not recorded."
    ),
    time: .state,
    formula: .share(
      sum("slip_days", in: .milestoneStates), of: sum("rated", in: .milestoneStates)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zehn Tage zu spät und vier Tage zu früh: im Mittel drei Tage Verzug",
          en: "Ten days late and four days early: three days late on average"),
        columns: ["order_id", "rated", "slip_days"],
        rows: [
          ["la-1", "1", "10"],
          ["la-1", "1", "-4"],
        ],
        numerator: 6, denominator: 2, figure: .value(3)),
      WorkedExample(
        title: Text(
          de: "Alles im Plan",
          en: "All on schedule"),
        columns: ["order_id", "rated", "slip_days"],
        rows: [
          ["la-1", "1", "0"]
        ],
        numerator: 0, denominator: 1, figure: .value(0)),
    ])
}
