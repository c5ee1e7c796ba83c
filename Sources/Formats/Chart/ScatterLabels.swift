/// Where the names of dots stand: beside their dot, or a little off with a thin line to it; never
/// over a dot, over the line of the best, or over each other. A name without room is left out.
struct ScatterLabels {
  typealias Place = (x: Double, y: Double)

  struct Label {
    let index: Int
    /// Start of the text and its base line.
    let x, y: Double
    /// From the dot to the text, where they are apart.
    let leader: (from: Place, to: Place)?
  }

  /// As large as on a phone, where it is largest.
  static let size = 13.3
  /// Half the height of a dot with its rim.
  private static let radius = 5.0
  /// Offsets from the dot to the nearer end of the text, nearest first.
  private static let offsets: [(across: Double, up: Double)] = {
    var offsets: [(across: Double, up: Double)] = []
    for across: Double in [22, 40, 64, 92] {
      for up: Double in [4, -16, 24, -36, 44, -58, 66, -80] { offsets.append((across, up)) }
    }
    offsets.sort { a, b in a.across + a.up.magnitude < b.across + b.up.magnitude }
    return [(6, -5), (6, 13)] + offsets
  }()

  private struct Box {
    let x, top, width: Double
    static let height = 14.0

    func holds(_ place: Place, within margin: Double) -> Bool {
      place.x > x - margin && place.x < x + width + margin
        && place.y > top - margin && place.y < top + Self.height + margin
    }

    func meets(_ other: Box) -> Bool {
      x < other.x + other.width + 8 && other.x < x + width + 8
        && abs(top - other.top) < Self.height + 2
    }
  }

  /// - Parameters:
  ///   - dots: all of them, those without a name too.
  ///   - line: the corners of the line of the best.
  ///   - names: index of a dot → its name; the first ones choose first.
  static func placed(
    _ names: [(index: Int, text: String)], dots: [Place], line: [Place],
    left: Double, right: Double, top: Double, bottom: Double
  ) -> [Label] {
    var kept = dots.map { (place: $0, margin: radius) }
    kept += zip(line, line.dropFirst()).flatMap { steps($0, $1) }.map { ($0, 2) }
    var taken: [Box] = []
    return names.compactMap { name in
      let dot = dots[name.index]
      let width = TextFitting.width(name.text, size: size)
      for offset in offsets {
        for isLeft in [false, true] {
          let end = dot.x + (isLeft ? -offset.across : offset.across)
          let box = Box(x: isLeft ? end - width : end, top: dot.y + offset.up - 11, width: width)
          guard box.x > left, box.x + width < right, box.top > top, box.top + Box.height < bottom,
            !taken.contains(where: box.meets),
            !kept.contains(where: { box.holds($0.place, within: $0.margin) })
          else { continue }
          let isApart = offset.across > 6
          let (from, to) = ((x: dot.x, y: dot.y), (x: end + (isLeft ? 2 : -2), y: box.top + 7))
          let way = isApart ? steps(from, to) : []
          guard !way.contains(where: { place in taken.contains { $0.holds(place, within: 1) } })
          else { continue }
          taken.append(box)
          kept += way.map { ($0, 1) }
          return Label(
            index: name.index, x: box.x, y: dot.y + offset.up,
            leader: isApart ? (from, to) : nil)
        }
      }
      return nil
    }
  }

  /// Places along a straight line, closer to each other than a text is high.
  private static func steps(_ from: Place, _ to: Place) -> [Place] {
    let distance = max(abs(to.x - from.x), abs(to.y - from.y))
    let count = max(1, Int(distance / 5))
    return (0...count).map {
      let share = Double($0) / Double(count)
      return (from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
    }
  }
}
