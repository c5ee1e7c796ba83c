/// The texts of a column → dense codes in order of first use within a batch, found by their bytes.
///
/// Entries outlive the batch: what was once judged a valid text of the column need not be judged,
/// nor turned into a `String`, again. The open-addressing index holds four bytes a place, so that
/// it stays in the processor's cache also where every row brings a text of its own.
struct TextCodes: ~Copyable {
  struct Entry {
    let low: UInt64
    let high: UInt64
    let length: Int
    /// The batch in which `code` counts.
    var batch: UInt32 = 0
    var code: UInt32 = 0
  }

  /// With more entries than this the table begins anew with the next batch.
  private static let tolerated = 1 << 15
  /// Of a place in the index: the number of the entry + 1; above it, eight bits of its hash.
  private static let numberMask: UInt32 = 0xFF_FFFF

  private(set) var entries: UnsafeMutablePointer<Entry>
  private(set) var batch: UInt32 = 1
  private var index: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private let seed = ByteKey.seed
  /// By entry.
  private var texts: [String] = []
  /// The texts of the batch by code.
  private var dictionary: [String] = []
  /// Codes of texts of the batch that no plain cell can hold.
  private var odd: [String: UInt32] = [:]

  init() {
    mask = 63
    index = .allocate(capacity: mask + 1)
    index.initialize(repeating: 0, count: mask + 1)
    entries = .allocate(capacity: (mask + 1) / 2)
  }

  deinit {
    index.deallocate()
    entries.deallocate()
  }

  /// The entry of the text with those bytes, or -1.
  /// - Precondition: `key` is the key of the bytes at `p`, and not empty.
  @inline(__always)
  func find(_ key: ByteKey, _ p: UnsafePointer<UInt8>) -> Int {
    let hash = hash(key.low, key.high, key.length)
    let tag = Self.tag(hash)
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = index[place]
      if found == 0 { return -1 }
      if found & ~Self.numberMask == tag {
        let number = Int(found & Self.numberMask) &- 1
        let entry = entries + number
        if entry.pointee.low == key.low, entry.pointee.high == key.high,
          entry.pointee.length == key.length,
          key.length <= ByteKey.exactLength || holds(number, p, key.length)
        {
          return number
        }
      }
      place = (place &+ 1) & mask
    }
  }

  /// Adds a text that `find` did not find; returns its entry.
  mutating func add(_ key: ByteKey, _ text: String) -> Int {
    if texts.count * 2 >= mask { grow() }
    let number = texts.count
    precondition(number < Self.numberMask, "a batch with more texts than rows")
    (entries + number).initialize(to: Entry(low: key.low, high: key.high, length: key.length))
    texts.append(text)
    enter(number)
    return number
  }

  /// The code of an entry, a new one where the batch uses it for the first time.
  mutating func code(of number: Int) -> UInt32 {
    if entries[number].batch == batch { return entries[number].code }
    let code = UInt32(dictionary.count)
    entries[number].batch = batch
    entries[number].code = code
    dictionary.append(texts[number])
    return code
  }

  /// The code of a text whose bytes are not at hand.
  mutating func code(of text: String) -> UInt32 {
    var text = text
    let number: Int? = text.withUTF8 { bytes in
      guard PlainText.isPlain(bytes) else { return nil }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 24) { room in
        room.initialize(repeating: 0)
        _ = room.update(fromContentsOf: bytes)
        let p = UnsafePointer(room.baseAddress!)
        let key = ByteKey(p, bytes.count)
        let number = find(key, p)
        return number >= 0 ? number : add(key, String(decoding: bytes, as: UTF8.self))
      }
    }
    if let number { return code(of: number) }
    if let code = odd[text] { return code }
    let code = UInt32(dictionary.count)
    odd[text] = code
    dictionary.append(text)
    return code
  }

  func text(of number: Int) -> String { texts[number] }

  /// Ends the batch; returns its texts by code.
  mutating func takeDictionary() -> [String] {
    let taken = dictionary
    dictionary = []
    odd = [:]
    batch += 1
    if texts.count > Self.tolerated {
      texts.removeAll(keepingCapacity: true)
      index.update(repeating: 0, count: mask + 1)
    }
    return taken
  }

  @inline(__always)
  private func hash(_ low: UInt64, _ high: UInt64, _ length: Int) -> UInt64 {
    Words.mixed(low ^ seed, high ^ (~seed &+ UInt64(truncatingIfNeeded: length)))
  }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & ~numberMask
  }

  private func enter(_ number: Int) {
    let entry = entries[number]
    let hash = hash(entry.low, entry.high, entry.length)
    var place = Int(truncatingIfNeeded: hash) & mask
    while index[place] != 0 { place = (place + 1) & mask }
    index[place] = Self.tag(hash) | UInt32(number + 1)
  }

  private func holds(_ number: Int, _ p: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    texts[number].utf8.elementsEqual(UnsafeBufferPointer(start: p, count: length))
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    index.deallocate()
    index = .allocate(capacity: mask + 1)
    index.initialize(repeating: 0, count: mask + 1)
    let old = entries
    entries = .allocate(capacity: (mask + 1) / 2)
    entries.update(from: old, count: texts.count)
    old.deallocate()
    for number in texts.indices { enter(number) }
  }
}
