/// Events → the lines of both files.
struct RowText {
  private var ndjson: OutputFile?
  private var csv: OutputFile?
  private let processes: [[UInt8]]
  private let authorities: [[UInt8]]
  private let kinds = Event.Kind.allCases.map { Array($0.text.utf8) }
  private let channels = Event.channels.map { Array($0.utf8) }
  private let targets = Event.targets.map { Array($0.utf8) }

  init(world: World, ndjson: OutputFile?, csv: OutputFile?) {
    self.ndjson = ndjson
    self.csv = csv
    processes = world.processes.map { Array($0.key.utf8) }
    authorities = world.authorities.map { Array($0.utf8) }
    self.csv?.put(
      Array(
        "ts,event,process,authority,session,channel,duration_ms,step,rating,target\n".utf8))
  }

  mutating func write(_ row: Event) {
    if ndjson != nil { object(row, &ndjson!) }
    if csv != nil { line(row, &csv!) }
  }

  mutating func finish() {
    ndjson?.finish()
    csv?.finish()
  }

  private func object(_ row: Event, _ file: inout OutputFile) {
    file.makeRoom()
    file.put(Key.ts)
    file.put(berlin: row.instant)
    file.put(Key.event)
    file.put(kinds[Int(row.kind.rawValue)])
    file.put(Key.process)
    file.put(processes[Int(row.process)])
    file.put(Key.authority)
    file.put(authorities[Int(row.authority)])
    if row.session != 0 {
      file.put(Key.session)
      file.put(hex: row.session)
    }
    file.put(Key.channel)
    file.put(channels[Int(row.channel)])
    file.put(byte: UInt8(ascii: "\""))
    if row.duration >= 0 {
      file.put(Key.duration)
      file.put(number: row.duration)
    }
    if row.step != 0 {
      file.put(Key.step)
      file.put(number: Int64(row.step))
    }
    if row.rating != 0 {
      file.put(Key.rating)
      file.put(number: Int64(row.rating))
    }
    if row.target != 0 {
      file.put(Key.target)
      file.put(targets[Int(row.target) - 1])
      file.put(byte: UInt8(ascii: "\""))
    }
    file.put(Key.end)
  }

  private func line(_ row: Event, _ file: inout OutputFile) {
    file.makeRoom()
    let comma = UInt8(ascii: ",")
    file.put(berlin: row.instant)
    file.put(byte: comma)
    file.put(kinds[Int(row.kind.rawValue)])
    file.put(byte: comma)
    file.put(processes[Int(row.process)])
    file.put(byte: comma)
    file.put(authorities[Int(row.authority)])
    file.put(byte: comma)
    if row.session != 0 { file.put(hex: row.session) }
    file.put(byte: comma)
    file.put(channels[Int(row.channel)])
    file.put(byte: comma)
    if row.duration >= 0 { file.put(number: row.duration) }
    file.put(byte: comma)
    if row.step != 0 { file.put(number: Int64(row.step)) }
    file.put(byte: comma)
    if row.rating != 0 { file.put(number: Int64(row.rating)) }
    file.put(byte: comma)
    if row.target != 0 { file.put(targets[Int(row.target) - 1]) }
    file.put(byte: UInt8(ascii: "\n"))
  }

  private enum Key {
    static let ts = Array(#"{"ts":""#.utf8)
    static let event = Array(#"","event":""#.utf8)
    static let process = Array(#"","process":""#.utf8)
    static let authority = Array(#"","authority":""#.utf8)
    static let session = Array(#"","session":""#.utf8)
    static let channel = Array(#"","channel":""#.utf8)
    static let duration = Array(#","duration_ms":"#.utf8)
    static let step = Array(#","step":"#.utf8)
    static let rating = Array(#","rating":"#.utf8)
    static let target = Array(#","target":""#.utf8)
    static let end = Array("}\n".utf8)
  }
}
