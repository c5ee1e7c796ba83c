import Domain

/// Names of Gemeinden that do not exist, made from syllables that sound like the country. A test
/// looks up every possible one in the Gemeindeverzeichnis, because every seed draws others.
package struct InventedNames {
  private var random: Random
  /// At first those that exist (Hollenbach is a Gemeinde in Bavaria).
  private var taken = existing
  private static let existing: Set<String> = ["Hollenbach"]

  /// All names that any seed can give.
  package static var possible: Set<String> {
    var names: Set<String> = []
    for head in first {
      for joint in middle {
        for tail in last {
          for end in suffix {
            names.insert(head + joint + tail + end)
          }
        }
      }
    }
    return names.subtracting(existing)
  }

  private static let first = [
    "Ahlen", "Bren", "Dornel", "Eschwel", "Fal", "Gansl", "Hollen", "Irm", "Jost", "Kalmen",
    "Lindel",
    "Morl", "Neckel", "Ostel", "Pfauen", "Quell", "Rossel", "Silber", "Tannel", "Uhlen", "Vogel",
    "Wiesel", "Zwirn", "Achel", "Birkel", "Drosel", "Erlsen", "Finkel", "Grauen", "Heidsen",
  ]
  private static let middle = ["", "", "", "ter", "ler", "ners", "ders", "mats", "hofs"]
  private static let last = [
    "ingen", "heim", "bach", "hausen", "weiler", "stetten", "au", "feld", "bronn", "zell", "ried",
    "berg", "dorf", "acker", "tal",
  ]
  /// Endings that tell an invented name even where its sound exists somewhere.
  private static let suffix = ["", " am Wald", " im Tal", " an der Eiche", " bei Musterau"]

  init(seed: UInt64) { random = Random(seed: seed, "names") }

  mutating func next() -> String {
    while true {
      let name =
        random.pick(Self.first) + random.pick(Self.middle) + random.pick(Self.last)
        + Self.suffix[random.weighted([14, 1, 1, 1, 1])]
      if taken.insert(name).inserted { return name }
    }
  }
}
