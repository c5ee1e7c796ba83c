import Foundation

/// What a simulation wrote.
struct Written {
  let inbox: String
  let names: [String]
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: inbox + "/" + name)))
  }
}
