import Domain
import TOMLKit

public indirect enum DeclarationValue: Sendable, Hashable {
  case string(String)
  case integer(Int64)
  case number(Double)
  case bool(Bool)
  case array([DeclarationValue])
  case table([String: DeclarationValue])

  public static func parse(_ text: String, file: String) throws(Fault) -> DeclarationValue {
    do { return convert(try TOMLTable(string: text)) } catch {
      throw Fault(.configuration, at: file, "\(error)", remedy: "Correct the file")
    }
  }
  static func convert(_ value: any TOMLValueConvertible) -> DeclarationValue {
    if let t = value.table { var d: [String: DeclarationValue] = [:]; for (k, v) in t { d[k] = convert(v) }; return .table(d) }
    if let a = value.array { return .array(a.map { convert($0) }) }
    if let s = value.string { return .string(s) }
    if let b = value.bool { return .bool(b) }
    if let i = value.int { return .integer(Int64(i)) }
    return .number(value.double ?? 0)
  }
}
