import CExpat
import Domain

/// XML bytes → tags and texts, one after the other, by Expat. Nothing reaches out of the file: a
/// document type declaration refuses it, so there are no entities but the five of XML.
final class XMLScanner {
  enum Event {
    /// The name of the element has no prefix; those of attributes have: `r:id` is not `id`.
    case start(String, attributes: [String: String])
    case end(String)
    /// A piece of the text between tags.
    case text(String)
  }

  private static let depthLimit = 32
  /// Of one tag; a cell has three, the root of a workbook some twenty.
  private static let attributeLimit = 256

  private let bytes: [UInt8]
  private let place: String
  private let parser = XML_ParserCreate(nil)
  private var status = XML_STATUS_OK
  /// Not yet taken: one or two, since the parser stops at each.
  private var events: [Event] = []
  private var depth = 0
  private var refusal: String?

  /// - Parameter place: file and part, for faults.
  init(_ bytes: [UInt8], place: String) {
    self.bytes = bytes
    self.place = place
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { XMLScanner.of($0).start($1!, $2!) }, { XMLScanner.of($0).end($1!) })
    XML_SetCharacterDataHandler(parser) {
      let text = UnsafeRawBufferPointer(start: $1, count: Int($2))
      XMLScanner.of($0).take(.text(String(decoding: text, as: UTF8.self)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { scanner, _, _, _, _ in
      XMLScanner.of(scanner).refuse("it declares a document type")
    }
    XML_SetXmlDeclHandler(parser) { scanner, _, encoding, _ in
      guard let encoding, !String(cString: encoding).uppercased().hasPrefix("UTF-") else { return }
      XMLScanner.of(scanner).refuse("it declares another encoding than UTF-8 or UTF-16")
    }
    status = bytes.withUnsafeBytes {
      XML_Parse(parser, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), 1)
    }
  }

  deinit { XML_ParserFree(parser) }

  /// `nil` behind the end of the root element.
  func next() throws(Fault) -> Event? {
    while events.isEmpty {
      switch status {
      case XML_STATUS_SUSPENDED: status = XML_ResumeParser(parser)
      case XML_STATUS_OK: return nil
      default: throw fault(refusal ?? problem)
      }
    }
    return events.removeFirst()
  }

  func fault(_ problem: String) -> Fault { WorkbookReader.damaged(place, problem) }

  // MARK: - What the parser calls

  private static func of(_ scanner: UnsafeMutableRawPointer?) -> XMLScanner {
    Unmanaged.fromOpaque(scanner!).takeUnretainedValue()
  }

  private func start(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
  ) {
    depth += 1
    guard depth <= Self.depthLimit else { return refuse("elements are nested too deep") }
    // Names and values alternate.
    let count = Int(XML_GetSpecifiedAttributeCount(parser))
    guard count <= 2 * Self.attributeLimit else { return refuse("a tag has too many attributes") }
    var values: [String: String] = [:]
    for index in stride(from: 0, to: count, by: 2) {
      values[String(cString: attributes[index]!)] = String(cString: attributes[index + 1]!)
    }
    take(.start(Self.local(name), attributes: values))
  }

  private func end(_ name: UnsafePointer<CChar>) {
    depth -= 1
    take(.end(Self.local(name)))
  }

  private static func local(_ name: UnsafePointer<CChar>) -> String {
    String(String(cString: name).split(separator: ":").last ?? "")
  }

  private func take(_ event: Event) {
    events.append(event)
    XML_StopParser(parser, XML_Bool(1))
  }

  private func refuse(_ problem: String) {
    refusal = problem
    XML_StopParser(parser, XML_Bool(0))
  }

  /// What the parser could not read.
  private var problem: String {
    let rest = bytes.dropFirst(max(0, XML_GetCurrentByteIndex(parser))).prefix(60)
    let name = rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ">") }
    let word = String(decoding: name, as: UTF8.self)
    return switch XML_GetErrorCode(parser) {
    case XML_ERROR_UNDEFINED_ENTITY: "the entity \(word);"
    case XML_ERROR_TAG_MISMATCH: "</\(word)> closes nothing"
    case XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute stands twice in a tag"
    case let code: String(cString: XML_ErrorString(code))
    }
  }
}
