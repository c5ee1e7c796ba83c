import Cryptography
import Domain

/// The envelope of CloudEvents 1.0 (JSON format) → the members of a usage event.
///
/// `time` becomes `ts`, `type` becomes `event` (its last part where it is dotted, as in
/// `de.service-bw.submitted`), `source` and `id` together the event number; the other columns
/// stand in `data`, which may also bear `ts` and `event` itself.
enum CloudEvent {
  /// What the envelope may bear beside; of no use here.
  private static let ignored: Set<String> = ["datacontenttype", "dataschema", "subject"]

  /// The members of the event; those of a line without envelope as they are.
  /// - Throws: ``RowDamage`` for an envelope that lacks something or has another version, and for
  ///   an object where a plain value belongs.
  static func unwrapped(_ members: [JSONMember], line: Int) throws -> [JSONMember] {
    guard members.contains(where: { $0.name == "specversion" || $0.name == "data" }) else {
      return try flat(members, line: line)
    }
    var parts = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0) })
    func text(_ name: String) throws -> ArraySlice<UInt8> {
      guard case .text(let bytes)? = parts.removeValue(forKey: name)?.value, !bytes.isEmpty else {
        throw RowDamage(line: line, reason: .missingValue, column: name, excerpt: "")
      }
      return bytes
    }
    let version = try text("specversion")
    guard version.elementsEqual("1.0".utf8) else {
      throw RowDamage(
        line: line, reason: .unknownChoice, column: "specversion",
        excerpt: String(decoding: version.prefix(16), as: UTF8.self))
    }
    // A number counts within its source, and a source is named by a URI of any length.
    let number = Array(try text("source")) + [0] + Array(try text("id"))
    let type = try text("type")
    let event = type.split(separator: UInt8(ascii: ".")).last ?? type
    guard case .object(let data)? = parts.removeValue(forKey: "data")?.value else {
      throw RowDamage(line: line, reason: .malformedJSON, column: "data", excerpt: "")
    }
    var result = try flat(data, line: line).filter { $0.name != "id" }
    func add(_ name: String, _ value: JSONMember.Value) {
      if !result.contains(where: { $0.name == name }) {
        result.append(JSONMember(name: name, value: value))
      }
    }
    if let time = parts.removeValue(forKey: "time") { add("ts", time.value) }
    add("event", .text(event))
    add("id", .text(Array(Hex.encode(SHA256.digest(number)).utf8)[...]))
    // Extensions: unknown to the feed, and told as such.
    return result + parts.values.filter { !ignored.contains($0.name) }.sorted { $0.name < $1.name }
  }

  private static func flat(_ members: [JSONMember], line: Int) throws -> [JSONMember] {
    for member in members {
      if case .object = member.value {
        throw RowDamage(line: line, reason: .malformedJSON, column: member.name, excerpt: "")
      }
    }
    return members
  }
}
