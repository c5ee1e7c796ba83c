import Domain
import Store

/// Which Behörden may use a process, and when they have it in use: what planning asks the registers
/// and the coverage state.
package struct Rollouts {
  package struct Kreis: Sendable, Hashable {
    package let ags5: String
    /// With the kind: Heilbronn is a Stadtkreis and a Landkreis.
    package let name: Text
    package let isLandkreis: Bool
  }

  /// By key.
  package let kreise: [Kreis]
  private let state: ProjectState
  /// `[authority]` position in ``kreise``; `nil` where it serves several, or none that is known.
  private let kreisOf: [Int?]

  /// - Throws: ``Fault`` for a damaged database.
  package init(reading reader: StoreReader) throws {
    state = ProjectState(try FactSet(registersOf: reader))
    kreise = state.registers.areas.areas.filter { $0.level == .kreis }.map { area in
      Kreis(
        ags5: area.ags, name: .same("\(area.name) (\(area.kind.rawValue))"),
        isLandkreis: area.kind == .landkreis)
    }.sorted { $0.ags5 < $1.ags5 }
    let position = Dictionary(
      kreise.enumerated().map { ($1.ags5, $0) }, uniquingKeysWith: { first, _ in first })
    kreisOf = state.registers.authorities.map { position[String($0.prefix(5))] }
  }

  /// The last day of the data; `nil` for an empty project.
  package var lastDay: Day? { state.facts.cutOff }
  /// Months of which activation states are known.
  package var months: ClosedRange<Month>? { state.stateMonths }
  package var dataState: DataState { state.facts.dataState }

  /// The day whose end stands for a month.
  package func day(of month: Month) -> Day { state.day(of: month) }

  /// Position in ``kreise``; `nil` for an authority above the Kreise.
  package func kreis(ofAuthority authority: Int) -> Int? { kreisOf[authority] }

  /// ARS.
  package func key(ofAuthority authority: Int) -> String { state.registers.authorities[authority] }

  /// Name with kind, or the key where the register does not know it.
  package func name(ofKreis ags5: String) -> Text {
    kreise.first { $0.ags5 == ags5 }?.name ?? .same(ags5)
  }

  /// Ids of the registered processes of a kind, ascending.
  package func processes(_ kind: ProcessKind) -> [String] {
    state.registers.processes.filter { $0.kind == kind }.map(\.id)
  }

  /// - Returns: `nil` for a process that neither register nor snapshots know.
  package func rollout(of process: String) -> ProcessRollout? {
    state.registers.processCode[process].map { ProcessRollout(state, $0) }
  }
}

/// One process: its competent Behörden, and the times in which it was active in prod.
package struct ProcessRollout {
  /// From `from` to the day before `to` a Behörde had the process active with the same record.
  package struct Spell: Sendable, Hashable {
    package let authority: Int
    package let from: Day
    /// `nil`: still so in the last snapshot of the Behörde.
    package let to: Day?
    package let record: ActivationRecord

    package func contains(_ day: Day) -> Bool { from <= day && to.map { day < $0 } ?? true }
  }

  package let id: String
  /// What it is called where its name stands alone (``ProcessNames``).
  package let name: Text?
  package let releasedOn: Day?
  /// By authority, then time.
  package let spells: [Spell]
  private let state: ProjectState
  private let number: Int

  init(_ state: ProjectState, _ number: Int) {
    let process = state.registers.processes[number]
    (self.state, self.number) = (state, number)
    (id, name, releasedOn) = (process.id, process.fullName, process.releasedOn)
    spells = state.coverage.intervals.compactMap { interval in
      guard interval.process == Int32(number), interval.record.isActive else { return nil }
      return Spell(
        authority: Int(interval.authority), from: interval.from, to: interval.to,
        record: interval.record)
    }
  }

  /// The Behörden that may use the process at the end of a month, ascending.
  package func competent(in month: Month) -> [Int] {
    state.pairs(in: month).ofProcess[number].map { Int($0.authority) }
  }

  /// Whether the register of processes leaves a flag open to the process at all.
  package func allows(_ flag: ActivationRecord.Flag) -> Bool {
    state.registers.processes[number].allows(flag)
  }
}
