import Domain
import Store

/// Which processes came and went at Behörden since a day, and what of the time before was told
/// only afterwards.
struct ActivationChanges {
  private(set) var changes: [Change] = []

  private struct Offer: Hashable {
    let authority: String
    let process: String
  }

  /// - Parameter instant: what was produced until then was known on the day, in milliseconds since
  ///   1970.
  init(_ reader: StoreReader, since day: Day, knownAt instant: Int64) throws {
    let register = AreaRegister(try reader.current(.areas))
    let names = ProcessNames(ProcessEntry.read(try reader.current(.processes)))
    let now = KeyedCoverage(
      snapshots: try CoverageMart.snapshots(reader), canonical: register.canonicalAuthority)
    guard let last = now.state.snapshots?.upperBound else { return }
    let before = Self.active(now, on: day)
    if last > day {
      add(.real, from: before, to: Self.active(now, on: last), names)
    }
    let batches = try CoverageMart.snapshots(reader, producedUntil: instant)
    // Where nothing had been delivered there was nothing to correct.
    guard !batches.isEmpty else { return }
    let then = KeyedCoverage(snapshots: batches, canonical: register.canonicalAuthority)
    add(.late, from: Self.active(then, on: day), to: before, names)
  }

  private mutating func add(
    _ kind: Change.Kind, from before: Set<Offer>, to after: Set<Offer>, _ names: ProcessNames
  ) {
    func count(_ offers: Set<Offer>) -> [String: Int] {
      offers.reduce(into: [:]) { $0[$1.process, default: 0] += 1 }
    }
    let (come, gone) = (count(after.subtracting(before)), count(before.subtracting(after)))
    for process in Set(come.keys).union(gone.keys).sorted() {
      let name = names[process] ?? .same(process)
      for (number, what) in [
        (come[process], Text(de: "neu aktiv bei Behörden", en: "newly active at authorities")),
        (
          gone[process],
          Text(de: "nicht mehr aktiv bei Behörden", en: "no longer active at authorities")
        ),
      ] {
        guard let number else { continue }
        changes.append(Change(kind, process, name: name, what, count: number))
      }
    }
  }

  private static func active(_ coverage: KeyedCoverage, on day: Day) -> Set<Offer> {
    var offers: Set<Offer> = []
    for interval in coverage.state.intervals
    where interval.record.isActive && interval.contains(day) {
      offers.insert(
        Offer(
          authority: coverage.authorities[Int(interval.authority)],
          process: coverage.processes[Int(interval.process)]))
    }
    return offers
  }
}
