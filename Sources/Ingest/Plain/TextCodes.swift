/// The texts of a column → dense codes in order of first use within a batch, found by their bytes.
///
/// Entries outlive the batch: what was once judged a valid text of the column need not be judged,
/// nor turned into a `String`, again.
struct TextCodes: ~Copyable {
  /// A place of the open-addressing table; `length` 0 is an empty place.
  struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length: UInt32 = 0
    /// Position in `texts`.
    var entry: UInt32 = 0
    /// The batch in which `code` counts.
    var batch: UInt32 = 0
    var code: UInt32 = 0
  }

  /// With more entries than this the table begins anew with the next batch.
  private static let tolerated = 1 << 15

  private(set) var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var texts: [String] = []
  /// The texts of the batch by code.
  private var dictionary: [String] = []
  /// Codes of texts of the batch that no plain cell can hold.
  private var odd: [String: UInt32] = [:]
  private(set) var batch: UInt32 = 1
  private let seed = ByteKey.seed

  init() {
    mask = 63
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(), count: mask + 1)
  }

  deinit { slots.deallocate() }

  /// Where the text with those bytes stands, or -1.
  /// - Precondition: `key` is the key of the bytes at `p`, and not empty.
  @inline(__always)
  func find(_ key: ByteKey, _ p: UnsafePointer<UInt8>) -> Int {
    var place = home(key.low, key.high, key.length)
    while true {
      let slot = slots[place]
      if slot.low == key.low, slot.high == key.high, Int(slot.length) == key.length,
        key.length <= ByteKey.exactLength || holds(Int(slot.entry), p, key.length)
      {
        return place
      }
      if slot.length == 0 { return -1 }
      place = (place &+ 1) & mask
    }
  }

  /// Adds a text that `find` did not find; returns where it stands.
  mutating func add(_ key: ByteKey, _ text: String) -> Int {
    if texts.count * 2 >= mask { grow() }
    let place = vacancy(key.low, key.high, key.length)
    slots[place] = Slot(
      low: key.low, high: key.high, length: UInt32(key.length), entry: UInt32(texts.count))
    texts.append(text)
    return place
  }

  /// The code of the text at a place, a new one where the batch uses it for the first time.
  mutating func code(at place: Int) -> UInt32 {
    slots[place].batch == batch ? slots[place].code : newCode(at: place)
  }

  /// The code of a text whose bytes are not at hand.
  mutating func code(of text: String) -> UInt32 {
    var text = text
    let place: Int? = text.withUTF8 { bytes in
      guard PlainText.isPlain(bytes) else { return nil }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 24) { room in
        room.initialize(repeating: 0)
        _ = room.update(fromContentsOf: bytes)
        let p = UnsafePointer(room.baseAddress!)
        let key = ByteKey(p, bytes.count)
        let place = find(key, p)
        return place >= 0 ? place : add(key, String(decoding: bytes, as: UTF8.self))
      }
    }
    if let place { return code(at: place) }
    if let code = odd[text] { return code }
    let code = UInt32(dictionary.count)
    odd[text] = code
    dictionary.append(text)
    return code
  }

  func text(at place: Int) -> String { texts[Int(slots[place].entry)] }

  /// Ends the batch; returns its texts by code.
  mutating func takeDictionary() -> [String] {
    let taken = dictionary
    dictionary = []
    odd = [:]
    batch += 1
    if texts.count > Self.tolerated {
      texts.removeAll(keepingCapacity: true)
      slots.update(repeating: Slot(), count: mask + 1)
    }
    return taken
  }

  @inline(never)
  private mutating func newCode(at place: Int) -> UInt32 {
    let code = UInt32(dictionary.count)
    slots[place].batch = batch
    slots[place].code = code
    dictionary.append(texts[Int(slots[place].entry)])
    return code
  }

  @inline(__always)
  private func home(_ low: UInt64, _ high: UInt64, _ length: Int) -> Int {
    Int(truncatingIfNeeded: Words.mixed(low ^ seed, high ^ (~seed &+ UInt64(length)))) & mask
  }

  private func vacancy(_ low: UInt64, _ high: UInt64, _ length: Int) -> Int {
    var place = home(low, high, length)
    while slots[place].length != 0 { place = (place + 1) & mask }
    return place
  }

  private func holds(_ entry: Int, _ p: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    texts[entry].utf8.elementsEqual(UnsafeBufferPointer(start: p, count: length))
  }

  private mutating func grow() {
    let old = UnsafeMutableBufferPointer(start: slots, count: mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(), count: mask + 1)
    for slot in old where slot.length != 0 {
      slots[vacancy(slot.low, slot.high, Int(slot.length))] = slot
    }
    old.baseAddress!.deallocate()
  }
}
