import Columns
import Domain
import Indicators
import Store

/// The feeds `convoys` and `milestones` → convoys.
public enum Convoys {
  /// By id. A convoy that only milestones name has no members, and its id for a name.
  ///
  /// The feed says name, task, process and field in the row of each member. Where they differ, the
  /// row of the lead counts, then that of the first member.
  public static func list(_ reader: StoreReader) throws -> [Convoy] {
    let rows = memberRows(try reader.current(.convoys))
    let milestones = milestoneRows(try reader.current(.milestones))
    return Set(rows.keys).union(milestones.keys).sorted().map { id in
      let rows = rows[id] ?? []
      let members = rows.map(\.member)
      let draft = Convoy(
        id: id, name: rows.first?.name ?? id, task: rows.first?.task ?? "",
        processID: rows.lazy.compactMap(\.process).first,
        field: rows.lazy.compactMap(\.field).first, members: members, milestones: [])
      return Convoy(
        id: id, name: draft.name, task: draft.task, processID: draft.processID, field: draft.field,
        members: members,
        milestones: (milestones[id] ?? []).map { step in
          ConvoyMilestone(
            id: step.id, name: step.name, kreis: step.kreis, plannedOn: step.plannedOn,
            revisedOn: step.revisedOn, doneOn: step.doneOn,
            leftOn: step.kreis.flatMap(draft.leftOn))
        })
    }
  }

  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  public static func convoy(_ id: String, _ reader: StoreReader) throws -> Convoy {
    try find(id, in: list(reader))
  }

  /// All convoys, or the one with an id.
  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  static func some(_ id: String?, _ reader: StoreReader) throws -> [Convoy] {
    let all = try list(reader)
    return try id.map { [try find($0, in: all)] } ?? all
  }

  private static func find(_ id: String, in all: [Convoy]) throws -> Convoy {
    if let convoy = all.first(where: { $0.id == id }) { return convoy }
    throw Fault(
      .usage, at: id, "there is no such convoy",
      remedy: all.isEmpty
        ? "Deliver the feed convoys first" : Suggestion.hint(for: id, among: all.map(\.id)))
  }

  private struct MemberRow {
    let member: ConvoyMember
    let name: String
    let task: String
    let process: String?
    let field: String?
  }

  /// Convoy → its rows, those of the lead first.
  private static func memberRows(_ batch: ColumnBatch?) -> [String: [MemberRow]] {
    guard let batch else { return [:] }
    let (ids, names, tasks) = (batch.texts("convoy_id"), batch.texts("name"), batch.texts("task"))
    let (processes, fields) = (batch.texts("process_id"), batch.texts("field"))
    let (kreise, roles) = (batch.texts("kreis_ags5"), batch.texts("role"))
    let (joined, left) = (batch.days("joined_on"), batch.days("left_on"))
    var rows: [String: [MemberRow]] = [:]
    for row in 0..<batch.rowCount {
      guard let id = ids[row], let kreis = kreise[row], let joinedOn = joined[row] else { continue }
      let member = ConvoyMember(
        kreis: kreis, joinedOn: joinedOn, leftOn: left[row], isLead: roles[row] == "lead")
      rows[id, default: []].append(
        MemberRow(
          member: member, name: names[row] ?? id, task: tasks[row] ?? "", process: processes[row],
          field: fields[row]))
    }
    return rows.mapValues { rows in
      rows.sorted { a, b in
        (a.member.isLead ? 0 : 1, a.member.joinedOn, a.member.kreis)
          < (b.member.isLead ? 0 : 1, b.member.joinedOn, b.member.kreis)
      }
    }
  }

  private static func milestoneRows(_ batch: ColumnBatch?) -> [String: [ConvoyMilestone]] {
    guard let batch else { return [:] }
    let (convoys, ids) = (batch.texts("convoy_id"), batch.texts("milestone_id"))
    let (names, kreise) = (batch.texts("name"), batch.texts("kreis_ags5"))
    let planned = batch.days("planned_on")
    let (revised, done) = (batch.days("revised_on"), batch.days("done_on"))
    var rows: [String: [ConvoyMilestone]] = [:]
    for row in 0..<batch.rowCount {
      guard let convoy = convoys[row], let id = ids[row], let plannedOn = planned[row] else {
        continue
      }
      rows[convoy, default: []].append(
        ConvoyMilestone(
          id: id, name: names[row] ?? id, kreis: kreise[row], plannedOn: plannedOn,
          revisedOn: revised[row], doneOn: done[row]))
    }
    return rows
  }
}
