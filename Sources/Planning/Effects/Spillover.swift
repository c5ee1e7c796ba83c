import Domain
import Indicators
import Store

/// Whether active Kommunen pull their surroundings along, one process at a time: are neighbours
/// alike, and do neighbours of those who have it begin sooner?
public struct Spillover: Sendable {
  public let processID: String
  /// Of the shares of active Behörden by Kreis, at the end of the data.
  public let moran: Result<MoranStatistic, NotEstimable>
  public let kreise: Result<AdoptionHazard, NotEstimable>
  public let authorities: Result<AdoptionHazard, NotEstimable>

  init(
    _ process: String, _ rollouts: Rollouts, _ neighbours: KreisNeighbours, permutations: Int,
    seed: UInt64
  ) {
    processID = process
    guard let rollout = rollouts.rollout(of: process), let last = rollouts.lastDay,
      let months = RolloutMonths(rollout, rollouts)
    else {
      let reason = NotEstimable(de: "keine Aktivierungen gemeldet", en: "no activations reported")
      (moran, kreise, authorities) = (.failure(reason), .failure(reason), .failure(reason))
      return
    }
    let positions = neighbours.positions(of: rollouts.kreise.map(\.ags5))
    let adoptions = KreisAdoptions(rollout, rollouts, until: last)
    let adopted = adoptions.ofKreis.map { $0.map { months.position(of: $0.adoptedOn) } }
    let first = rollout.releasedOn.map { months.position(of: $0) } ?? 0
    moran = Self.moran(months, positions, permutations: permutations, seed: seed, label: process)
    func hazard(_ level: AdoptionHazard.Level) -> Result<AdoptionHazard, NotEstimable> {
      Result { () throws(NotEstimable) in
        try AdoptionHazard(
          level,
          AdoptionHazard.rows(level, months, neighbours: positions, adopted: adopted, from: first))
      }
    }
    (kreise, authorities) = (hazard(.kreis), hazard(.authority))
  }

  /// Kreise without a competent Behörde are no places.
  private static func moran(
    _ months: RolloutMonths, _ neighbours: [[Int]], permutations: Int, seed: UInt64, label: String
  ) -> Result<MoranStatistic, NotEstimable> {
    let last = months.monthCount - 1
    let places = neighbours.indices.filter { months.activeShare($0, last) != nil }
    let number = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
    return Result { () throws(NotEstimable) in
      try MoranStatistic(
        places.map { months.activeShare($0, last)! },
        neighbours: places.map { neighbours[$0].compactMap { number[$0] } },
        permutations: permutations, seed: seed, label: label)
    }
  }
}
