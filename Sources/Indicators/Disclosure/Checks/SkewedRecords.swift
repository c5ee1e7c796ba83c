import Domain

/// Records that are as hard on disclosure control as records can be, over real areas.
enum SkewedRecords {
  enum Shape: String, CaseIterable {
    /// One Gemeinde of each Kreis has nearly all of its records.
    case dominated
    /// Single records, widely spread.
    case ones
    /// Two Gemeinden of a Kreis have one or two records each, and no other has any.
    case pairs
  }

  /// Two whole years.
  static let months = Month(year: 2024, month: 1)...Month(year: 2025, month: 12)

  private static let leistungen = (1...20).map { number in
    "99001001" + String(String(number + 1_000).dropFirst()) + "000"
  }

  static func counts(
    _ shape: Shape, _ register: ReleaseRegister, seed: UInt64
  ) -> ProtectedCounts {
    var random = Generator(state: seed)
    var cells: [ProtectedCounts.Cell] = []
    for measure in PublicMeasure.allCases {
      for leistung in leistungen {
        for kreis in register.kreise {
          let gemeinden = register.gemeinden(of: kreis)
          guard !gemeinden.isEmpty else { continue }
          func add(_ gemeinde: Int, _ month: Int, _ count: Int) {
            guard count > 0 else { return }
            cells.append(
              ProtectedCounts.Cell(
                measure: measure, area: gemeinden[gemeinde % gemeinden.count], leistung: leistung,
                month: months.lowerBound + month, count: count))
          }
          switch shape {
          case .dominated:
            for month in 0..<24 {
              add(0, month, 40 + random.next(60))
              if gemeinden.count > 1, random.next(4) == 0 {
                add(1 + random.next(gemeinden.count - 1), month, 1 + random.next(2))
              }
            }
          case .ones:
            for gemeinde in gemeinden.indices where random.next(3) == 0 {
              add(gemeinde, random.next(24), 1)
            }
          case .pairs:
            let first = random.next(gemeinden.count)
            add(first, random.next(24), 1 + random.next(2))
            if gemeinden.count > 1 { add(first + 1, random.next(24), 1 + random.next(2)) }
          }
        }
      }
    }
    return ProtectedCounts(cells: merged(cells))
  }

  /// A cell at most once: its keys are numbered from 1.
  private static func merged(_ cells: [ProtectedCounts.Cell]) -> [ProtectedCounts.Cell] {
    struct Place: Hashable {
      let measure: PublicMeasure
      let area: Int
      let leistung: String?
      let month: Month
    }
    var counts: [Place: Int] = [:]
    for cell in cells {
      let place = Place(
        measure: cell.measure, area: cell.area, leistung: cell.leistung, month: cell.month)
      counts[place, default: 0] += cell.count
    }
    return counts.map { place, count in
      ProtectedCounts.Cell(
        measure: place.measure, area: place.area, leistung: place.leistung, month: place.month,
        count: count)
    }
  }

  /// SplitMix64: the same seed gives the same records everywhere.
  struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    /// 0 ..< limit
    mutating func next(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  }
}
