import Columns
import Domain
import Indicators
import TestSupport

/// The state relations of a random world, written down row by row from the words of the
/// definitions: the plain twin of intervals, competence maps and frames. It asks each question
/// anew and shares nothing with them.
struct PlainRelations {
  struct Key: Hashable {
    let day: Day
    let authority: String
    let process: String
    let isProd: Bool
  }

  let world: RandomWorld
  /// From the first to the last snapshot.
  let months: [Month]
  let cutOff: Day
  /// The row of the delivery that counts.
  var rows: [Key: RandomWorld.State] = [:]
  var mentions: [String: Set<Day>] = [:]

  /// - Parameter lastDay: the last day of the data; `nil`: that of the snapshots.
  init(_ world: RandomWorld, lastDay: Day? = nil) {
    self.world = world
    let files = world.snapshots.sorted { RandomWorld.digest($0) < RandomWorld.digest($1) }
    for state in files.joined() {
      let key = Key(
        day: state.day, authority: state.authority, process: state.process, isProd: state.isProd)
      rows[key] = state
      mentions[state.authority, default: []].insert(state.day)
    }
    let days = world.snapshots.joined().map(\.day)
    cutOff = max(lastDay ?? days.max()!, days.max()!)
    let first = days.min()!.month
    months = (0...(cutOff.month - first)).map { first + $0 }
  }

  // MARK: - Definitions

  /// What is active at a Behörde at the end of a day: its latest snapshot lists it as active, prod.
  func active(_ authority: String, _ process: String, _ day: Day) -> RandomWorld.State? {
    guard let latest = mentions[authority]?.filter({ $0 <= day }).max() else { return nil }
    let key = Key(day: latest, authority: authority, process: process, isProd: true)
    return rows[key].flatMap { $0.state == .active ? $0 : nil }
  }

  /// `nil`: rated in the other model.
  func counts(_ state: RandomWorld.State, _ rule: CountingRule) -> Bool? {
    switch rule {
    case .active: true
    case .maturity(let model, let level): state.model == model ? state.level >= level : nil
    }
  }

  /// Active (`true`), not active, or `nil`: active only by processes rated in the other model.
  func online(
    _ authority: String, _ leika: String, _ day: Day, _ rule: CountingRule,
    _ admits: (RandomWorld.Process) -> Bool
  ) -> Bool? {
    var isOnline: Bool? = false
    for process in world.processes where process.leika.contains(leika) && admits(process) {
      guard let state = active(authority, process.id, day) else { continue }
      switch counts(state, rule) {
      case true?: return true
      case false?: break
      case nil: isOnline = nil
      }
    }
    return isOnline
  }

  /// A model in which nothing is rated says nothing about the month.
  func isRated(_ day: Day, _ rule: CountingRule) -> Bool {
    guard case .maturity(let model, _) = rule else { return true }
    return mentions.keys.contains { authority in
      world.processes.contains { active(authority, $0.id, day)?.model == model }
    }
  }

  /// Asks one rule after the other; the strongest that reaches the place decides.
  func competence(_ leika: String, _ place: RandomWorld.Place, _ day: Day) -> Competence {
    let made = world.rules.filter { rule in
      leika.hasPrefix(rule.leika) && rule.validFrom <= day && (rule.validTo ?? day) >= day
    }
    if made.isEmpty { return .unknown }
    var best: (rank: [String], authority: String)?
    for rule in made {
      guard let authority = authority(rule.target, place) else { continue }
      let rank = rank(rule)
      if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true { best = (rank, authority) }
    }
    guard let best else { return .notApplicable }
    return .authority(ARS(world.lastPlace(best.authority)?.ars ?? best.authority)!)
  }

  func authority(
    _ target: CompetenceRule.Target, _ place: RandomWorld.Place
  ) -> String? {
    let kreis = place.kind == .stadtkreis ? place.ars : place.ars.prefix(5) + "0000000"
    switch target {
    case .authority(let ars):
      var area = ars.digits[...]
      while area.last == "0" { area.removeLast() }
      let isInside =
        area.count == 12
        ? place.ags == ars.digits.prefix(5) + ars.digits.suffix(3) : place.ars.hasPrefix(area)
      return isInside ? ars.digits : nil
    case .kind(.gemeinde): return place.ars
    case .kind(.verwaltungsgemeinschaft): return place.verband ?? place.ars
    case .kind(.kreis): return kreis
    case .kind(.untereVerwaltungsbehoerde), .kind(.untereBaurechtsbehoerde):
      return place.kind == .grosseKreisstadt ? place.ars : kreis
    case .kind(.regierungspraesidium): return RandomWorld.bezirk
    case .kind(.land): return RandomWorld.land
    case .kind(.bund): return "000000000000"
    }
  }

  /// Strong before weak in the order of texts.
  func rank(_ rule: CompetenceRule) -> [String] {
    func descending(_ number: Int) -> String { String(100_000 - number) }
    var (sort, size, name) = ("rule", "", "")
    switch rule.target {
    case .kind(let kind): name = kind.rawValue
    case .authority(let ars):
      var area = ars.digits[...]
      while area.last == "0" { area.removeLast() }
      (sort, size, name) = ("exception", descending(area.count), ars.digits)
    }
    return [
      sort, descending(rule.leika.count), size, descending(Int(rule.validFrom.number)), name,
    ]
  }

  var countable: [RandomWorld.Leistung] {
    world.leistungen.filter { !$0.key.hasSuffix("000000") && $0.typ != "1" }
  }
}
