import Domain

/// One column ↔ the bytes of a chunk. `Store/FORMAT.md` describes every byte.
public enum ChunkCodec {
  public static let formatVersion = ChunkHeader.version

  /// Writes the encoding with the smallest predicted size.
  /// - Parameters:
  ///   - classes: of the rows, where each is to have a block of its own.
  ///   - times: of integers by class, where some may be times since another row of the visit.
  public static func encode(
    _ column: ColumnVector, level: Int32 = 3, classes: RowClasses? = nil, times: VisitTimes? = nil
  ) -> [UInt8] {
    switch column {
    case .integers(let values, let validity):
      return encode(values, validity, as: .integer, level, classes: classes, times: times)
    case .reals(let values, let validity):
      return encode(
        values.map { Int64(bitPattern: $0.bitPattern) }, validity, as: .real, level,
        classes: classes)
    case .texts(let codes, let dictionary, let validity):
      let texts = TextList(used: codes, of: dictionary, validity: validity)
      return encode(
        codes.map { texts.position[Int($0)] }, validity, as: .text, level, list: texts.entries,
        classes: classes)
    }
  }

  /// Writes codes into the list of texts that all segments of a series share.
  public static func encode(
    sharedCodes codes: [UInt32], validity: Validity?, level: Int32 = 3, classes: RowClasses? = nil
  ) -> [UInt8] {
    encode(codes, validity, as: .sharedText, level, classes: classes)
  }

  /// The same for the column that decides the classes.
  /// - Parameters:
  ///   - codes: those that `classes` was made from.
  ///   - indexed: the codes whose rows are to be found without reading all of the column.
  public static func encode(
    sharedCodes codes: [UInt32], deciding classes: RowClasses, indexing indexed: [UInt32],
    level: Int32 = 3
  ) -> [UInt8] {
    let line = NumberLine(of: codes, validity: nil)
    let kinds = indexed.compactMap { line.number(of: Int64($0)) }.map { Int($0) }
    var writer = ByteWriter()
    ChunkHeader(
      content: .sharedText, rows: codes.count, nulls: 0, line: line, layout: .indexed
    ).write(into: &writer)
    ClassIndex.write(
      classes, indexing: kinds.filter { classes.counts[$0] > 0 }, level: level, into: &writer)
    _ = write(codes, nil, line, classes: nil, level, into: &writer)
    return writer.bytes
  }

  /// Smallest and largest value of a chunk of integers that has just been written; `nil` where its
  /// header does not tell, or there are none.
  public static func extremes(ofChunk bytes: [UInt8]) -> (low: Int64, high: Int64)? {
    var reader = ByteReader(bytes)
    guard let header = try? ChunkHeader(from: &reader), header.content == .integer, header.rows > 0
    else { return nil }
    return header.line.extremes
  }

  /// - Parameter sharedTexts: the texts that the series shares, by code.
  /// - Throws: ``ChunkDamage`` for bytes that no encoder wrote, as far as they can be told without
  ///   the checksum that stands beside the chunk.
  public static func decode(
    _ bytes: [UInt8], sharedTexts: [String] = []
  ) throws(ChunkDamage) -> ColumnVector {
    try decode(try ChunkReader(bytes), sharedTexts: sharedTexts)
  }

  /// All values of a chunk that has been opened and not yet read.
  package static func decode(
    _ chunk: ChunkReader, sharedTexts: [String]
  ) throws(ChunkDamage) -> ColumnVector {
    let numbers = try chunk.readAll()
    var validity: Validity?
    if chunk.hasNulls {
      let present = Validity(rowCount: numbers.count) { numbers[$0] != 0 }
      guard present.nullCount == chunk.nullCount else {
        throw ChunkDamage("the number of nulls is another than the header says")
      }
      validity = present
    }
    switch chunk.content {
    case .integer: return .integers(values(numbers, chunk), validity: validity)
    case .real:
      return .reals(
        values(numbers, chunk).map { Double(bitPattern: UInt64(bitPattern: $0)) },
        validity: validity)
    case .text:
      return .texts(
        codes: try codes(numbers, chunk, below: chunk.texts.count), dictionary: chunk.texts,
        validity: validity)
    case .sharedText:
      return .texts(
        codes: try codes(numbers, chunk, below: sharedTexts.count), dictionary: sharedTexts,
        validity: validity)
    }
  }

  private static func encode<Value: FixedWidthInteger>(
    _ values: [Value], _ validity: Validity?, as content: ChunkContent, _ level: Int32,
    list: [String]? = nil, classes: RowClasses? = nil, times: VisitTimes? = nil
  ) -> [UInt8] {
    let line = NumberLine(of: values, validity: validity)
    var numbers = ByteWriter()
    let layout = write(
      values, validity, line, classes: classes, times: times, level, into: &numbers)
    var writer = ByteWriter()
    ChunkHeader(
      content: content, rows: values.count, nulls: validity?.nullCount ?? 0, line: line,
      layout: layout
    ).write(into: &writer)
    if let list { TextList.write(list, level: level, into: &writer) }
    return writer.bytes + numbers.bytes
  }

  /// Writes the numbers of the values, in the narrowest words that hold them.
  /// - Returns: how they are laid out.
  private static func write<Value: FixedWidthInteger>(
    _ values: [Value], _ validity: Validity?, _ line: NumberLine, classes: RowClasses?,
    times: VisitTimes? = nil, _ level: Int32, into writer: inout ByteWriter
  ) -> ChunkLayout {
    func write<Word: NumberWord>(as word: Word.Type) -> ChunkLayout {
      let numbers = line.numbers(of: values, validity: validity, as: word)
      guard let classes else {
        Block.encode(numbers, level: level, into: &writer)
        return .plain
      }
      let expectation =
        Expectation.isPossible(line)
        ? times.map { Expectation(line: line, times: $0) } : nil
      return ClassedNumbers.write(numbers, classes, expectation, level: level, into: &writer)
    }
    if UInt8.fits(line.span) { return write(as: UInt8.self) }
    if UInt16.fits(line.span) { return write(as: UInt16.self) }
    if UInt32.fits(line.span) { return write(as: UInt32.self) }
    return write(as: UInt64.self)
  }

  private static func values(_ numbers: [UInt64], _ chunk: ChunkReader) -> [Int64] {
    let line = chunk.line
    guard chunk.hasNulls else { return numbers.map { line.value(of: $0) } }
    return numbers.map { $0 == 0 ? 0 : line.value(of: $0) }
  }

  private static func codes(
    _ numbers: [UInt64], _ chunk: ChunkReader, below limit: Int
  ) throws(ChunkDamage) -> [UInt32] {
    var codes = [UInt32](repeating: 0, count: numbers.count)
    for (row, number) in numbers.enumerated() where !(chunk.hasNulls && number == 0) {
      let code = chunk.line.value(of: number)
      guard code >= 0, code < limit else { throw ChunkDamage("a text that is in no list") }
      codes[row] = UInt32(code)
    }
    return codes
  }
}
