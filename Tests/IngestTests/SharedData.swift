import Foundation

/// Real data beside the project: the folder of LAGEBILD_SHARED, else `../shared/data`.
enum SharedData {
  static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["LAGEBILD_SHARED"] { return named }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared/data").standardized.path
  }()

  static func has(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + file)
  }
}
