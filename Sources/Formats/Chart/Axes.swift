import Domain
import Indicators

/// Months along the bottom of a chart.
struct MonthAxis {
  let months: [Month]
  /// Places of the first and the last month.
  let start: Double
  let end: Double

  func x(_ index: Int) -> Double {
    months.count > 1
      ? start + Double(index) / Double(months.count - 1) * (end - start) : start
  }

  /// - Parameter right: where the drawing ends, so that no label runs out of it.
  func markup(bottom: Double, right: Double? = nil) -> Markup {
    let ticks = ticks
    let marks = ticks.map { index -> Markup in
      "<path class=\"axis\" d=\"M\(Coordinate(x(index))) \(Coordinate(bottom))v5\"/>"
    }.joined()
    return marks
      + TickLabels.markup(
        ticks.map { (x($0), text($0)) }, within: (right ?? end), y: bottom + 17)
  }

  private var januaries: [Int] { months.indices.filter { months[$0].monthOfYear == 1 } }

  /// Every January while that gives at least two, else first and last month.
  private var ticks: [Int] {
    let januaries = januaries
    if januaries.count >= 2 {
      let every = (januaries.count + 4) / 5
      return januaries.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    }
    return months.count > 1 ? [0, months.count - 1] : Array(months.indices)
  }

  private func text(_ index: Int) -> String {
    januaries.count >= 2 ? String(months[index].year) : TimeText.shortMonth(months[index])
  }
}

/// Values up the left side of a chart, with a line across for each.
enum ValueAxis {
  static func markup(
    _ scale: Scale, unit: Unit, _ language: Language, start: Double, end: Double,
    place: (Double) -> Double
  ) -> Markup {
    markup(scale, start: start, end: end, place: place) {
      AxisText.text($0, scale: scale, unit: unit, language)
    }
  }

  static func markup(
    _ scale: Scale, start: Double, end: Double, place: (Double) -> Double,
    text: (Double) -> String
  ) -> Markup {
    scale.ticks.map { tick in
      let y = place(tick)
      return """
        <path class="\(tick == 0 ? "axis" : "grid")" d="M\(Coordinate(start)) \
        \(Coordinate(y))H\(Coordinate(end))"/>\
        <text class="quiet end" x="\(Coordinate(start - 6))" y="\(Coordinate(y + 4))">\
        \(text(tick))</text>
        """
    }.joined()
  }
}

/// Days along the bottom of a chart, by months or years.
struct DayAxis {
  let days: ClosedRange<Day>
  let start: Double
  let end: Double

  func x(_ day: Day) -> Double {
    let span = max(days.upperBound - days.lowerBound, 1)
    return start + Double(day - days.lowerBound) / Double(span) * (end - start)
  }

  /// First days of months, at most six of them, with what is written under them.
  var ticks: [(day: Day, text: String)] {
    let first = days.lowerBound.month
    let count = days.upperBound.month - first
    let step = [1, 2, 3, 6, 12, 24, 60, 120].first { count / $0 <= 5 } ?? 240
    return (0...max(count, 0)).compactMap { offset in
      let month = first + offset
      let number = month.year * 12 + month.monthOfYear - 1
      guard number % step == 0, days.contains(month.firstDay) else { return nil }
      return (
        month.firstDay, step >= 12 ? String(month.year) : TimeText.shortMonth(month)
      )
    }
  }

  func markup(top: Double, bottom: Double) -> Markup {
    let ticks = ticks
    let lines = ticks.map { tick -> Markup in
      let x = Coordinate(x(tick.day))
      return "<path class=\"grid\" d=\"M\(x) \(Coordinate(top))V\(Coordinate(bottom))\"/>"
    }.joined()
    return lines
      + TickLabels.markup(ticks.map { (x($0.day), $0.text) }, within: end, y: bottom + 15)
  }
}
