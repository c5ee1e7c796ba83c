import Domain

/// An event before it is written.
struct SimulatedEvent {
  /// Milliseconds since 1970-01-01T00:00Z.
  var ts: Int64
  var kind: EventKind
  /// Positions of process and Behörde.
  var process: Int32
  var authority: Int32
  /// 0: none.
  var session: UInt64 = 0
  var channel: Channel
  /// Milliseconds, −1: none.
  var duration: Int64 = -1
  var step: Int16 = 0
  var rating: UInt8 = 0
  /// 0 none, 1 fachverfahren, 2 postbox.
  var target: UInt8 = 0
}

/// Events as NDJSON, one line each.
struct EventLines {
  private(set) var bytes: [UInt8] = []
  private let middle: [EventKind: [UInt8]]
  private let processes: [[UInt8]]
  private let authorities: [[UInt8]]
  private let channels: [Channel: [UInt8]]
  private var day: Int64 = .min
  private var date: [UInt8] = []

  init(processes: [String], authorities: [String], reserving count: Int) {
    bytes.reserveCapacity(count * 190)
    middle = Dictionary(
      uniqueKeysWithValues: EventKind.allCases.map {
        ($0, Array("Z\",\"event\":\"\($0.rawValue)\",\"process\":\"".utf8))
      })
    self.processes = processes.map { Array("\($0)\",\"authority\":\"".utf8) }
    self.authorities = authorities.map { Array("\($0)\",\"channel\":\"".utf8) }
    channels = Dictionary(
      uniqueKeysWithValues: Channel.allCases.map { ($0, Array("\($0.rawValue)\"".utf8)) })
  }

  mutating func append(_ event: SimulatedEvent) {
    text("{\"ts\":\"")
    time(event.ts)
    bytes.append(contentsOf: middle[event.kind]!)
    bytes.append(contentsOf: processes[Int(event.process)])
    bytes.append(contentsOf: authorities[Int(event.authority)])
    bytes.append(contentsOf: channels[event.channel]!)
    if event.session != 0 {
      text(",\"session\":\"")
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: event.session >> UInt64(shift) & 15)
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
      bytes.append(0x22)
    }
    if event.duration >= 0 {
      text(",\"duration_ms\":")
      number(event.duration)
    }
    if event.step > 0 {
      text(",\"step\":")
      number(Int64(event.step))
    }
    if event.rating > 0 {
      text(",\"rating\":")
      number(Int64(event.rating))
    }
    if event.target > 0 {
      text(event.target == 1 ? ",\"target\":\"fachverfahren\"" : ",\"target\":\"postbox\"")
    }
    bytes.append(0x7D)
    bytes.append(0x0A)
  }

  private mutating func text(_ string: StaticString) {
    string.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func number(_ value: Int64) {
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &digits) { buffer in
      var position = 20
      var rest = value
      repeat {
        position -= 1
        buffer[position] = 0x30 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: buffer[position..<20])
    }
  }

  /// `2025-03-04T09:11:12.345` in UTC; the date is made once a day.
  private mutating func time(_ instant: Int64) {
    let number = floorDivide(instant, BerlinTime.millisecondsPerDay)
    if number != day {
      day = number
      date = Array("\(Day(number: Int32(number)))T".utf8)
    }
    bytes.append(contentsOf: date)
    let rest = Int(instant - number * BerlinTime.millisecondsPerDay)
    two(rest / 3_600_000)
    bytes.append(0x3A)
    two(rest / 60_000 % 60)
    bytes.append(0x3A)
    two(rest / 1000 % 60)
    bytes.append(0x2E)
    bytes.append(0x30 + UInt8(rest % 1000 / 100))
    two(rest % 100)
  }

  private mutating func two(_ value: Int) {
    bytes.append(0x30 + UInt8(value / 10))
    bytes.append(0x30 + UInt8(value % 10))
  }
}
