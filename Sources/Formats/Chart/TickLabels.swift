/// Labels under the ticks of a time axis: each in the middle under its tick, and none so near to the
/// one before that two read as one.
package enum TickLabels {
  /// The largest size at which a page shows the labels, in units of the drawing.
  private static let size = 13.0
  private static let gap = 8.0

  package struct Label: Hashable {
    package let text: String
    /// Middle of the text.
    package let place: Double
    package var start: Double { place - TextFitting.width(text, size: TickLabels.size) / 2 }
    package var end: Double { place + TextFitting.width(text, size: TickLabels.size) / 2 }
  }

  /// - Parameters:
  ///   - ticks: ascending.
  ///   - right: end of the drawing; a label that would run out of it, here or at its beginning, is
  ///     moved inside.
  package static func labels(_ ticks: [(place: Double, text: String)], within right: Double)
    -> [Label]
  {
    var labels: [Label] = []
    for tick in ticks {
      let half = TextFitting.width(tick.text, size: size) / 2
      let label = Label(text: tick.text, place: max(half, min(tick.place, right - half)))
      // What would touch the label before is left out: its tick stands all the same.
      if let last = labels.last, label.start < last.end + gap { continue }
      labels.append(label)
    }
    return labels
  }

  static func markup(
    _ ticks: [(place: Double, text: String)], within right: Double, y: Double
  ) -> Markup {
    labels(ticks, within: right).map { label in
      """
      <text class="quiet middle" x="\(Coordinate(label.place))" y="\(Coordinate(y))">\
      \(label.text)</text>
      """
    }.joined()
  }
}
