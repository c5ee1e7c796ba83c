import Columns
import Domain
import Store

/// The cells of one grain on their way into a part.
final class CubeGrainBuilder: @unchecked Sendable {
  // Unchecked: one worker holds it at a time.

  let grain: CubeGrain
  let cells: CubeSheet
  var visits = CubeVisits()
  private var folding: CubeFolding

  init(_ grain: CubeGrain, _ texts: CubeTexts) {
    self.grain = grain
    cells = CubeSheet(grain.cells)
    folding = CubeFolding(grain, texts)
  }

  func add(_ tally: UsageCellTally) {
    cells.add(folding.keys(of: tally.keys), tally.numbers)
    add(tally.spanning)
  }

  /// - Precondition: rows of a session stand together.
  func add(_ found: CubeVisits) {
    found.resolve(&folding) { key, flags in
      count(key, flags, sign: 1)
    } spanning: { session, key, flags in
      visits.append(session, key, flags)
    }
  }

  /// Sessions with several cells stay listed: what is listed again is the same.
  func takeBack(_ before: CubeVisits) {
    before.resolve(&folding) { key, flags in
      count(key, flags, sign: -1)
    } spanning: { _, _, _ in
    }
  }

  private func count(_ key: UInt64, _ flags: UInt8, sign: Int32) {
    cells.add(sign, to: key, CubeNumbers.sessions)
    if flags & UsageCells.started != 0 { cells.add(sign, to: key, CubeNumbers.sessionsStarted) }
    if flags & UsageCells.submitted != 0 { cells.add(sign, to: key, CubeNumbers.sessionsSubmitted) }
  }
}
