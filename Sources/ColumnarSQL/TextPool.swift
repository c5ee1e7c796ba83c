import CSQLiteExtension

/// The distinct texts of a table, at places that stay the same until the table is closed: SQLite
/// may keep a pointer into them for as long as a statement runs, so that no text is copied a row.
final class TextPool {
  private var places: [Key: lagebild_text] = [:]

  /// Equal by bytes: `String` holds "é" of one and of two scalars to be the same.
  private struct Key: Hashable {
    let text: String

    static func == (a: Key, b: Key) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  deinit { for place in places.values { place.bytes.deallocate() } }

  func place(of text: String) -> lagebild_text {
    if let place = places[Key(text: text)] { return place }
    let count = text.utf8.count
    let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: count + 1)
    for (index, byte) in text.utf8.enumerated() { bytes[index] = CChar(bitPattern: byte) }
    bytes[count] = 0
    let place = lagebild_text(bytes: bytes, count: Int32(count))
    places[Key(text: text)] = place
    return place
  }
}
