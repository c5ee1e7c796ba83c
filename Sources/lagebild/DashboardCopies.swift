import Foundation

/// The pages of a project beside those that came with the program. A copy that was made once stays
/// as it was while the program goes on: then a page asks for what is drawn in another way by now.
struct DashboardCopies {
  /// The folder that came with the program.
  let origin: String
  /// Paths inside the folder, ascending: other bytes in the project.
  let changed: [String]
  /// Not in the project at all.
  let absent: [String]

  /// - Returns: `nil`: the project uses the folder of the program itself, or one of them is not there.
  init?(project folder: String, program: String?) {
    guard let program, let origin = Self.origin(of: program) else { return nil }
    let own = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard own != origin, FileManager.default.fileExists(atPath: own) else { return nil }
    var (changed, absent): ([String], [String]) = ([], [])
    for name in Self.files(origin) {
      let copy = FileManager.default.contents(atPath: own + "/" + name)
      if copy == nil {
        absent.append(name)
      } else if copy != FileManager.default.contents(atPath: origin + "/" + name) {
        changed.append(name)
      }
    }
    (self.origin, self.changed, self.absent) = (origin, changed, absent)
  }

  /// The program that runs; `nil` where the system does not tell.
  static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// Beside the program or above it: the tree it was built in, or where it was installed.
  private static func origin(of program: String) -> String? {
    var place = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<6 {
      for name in ["Dashboards", "share/lagebild/Dashboards"] {
        let folder = place.appendingPathComponent(name)
        let start = folder.appendingPathComponent("ueberblick.toml").path
        if FileManager.default.fileExists(atPath: start) {
          return folder.resolvingSymlinksInPath().path
        }
      }
      place.deleteLastPathComponent()
    }
    return nil
  }

  private static func files(_ folder: String) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return paths.filter { path in
      var isFolder: ObjCBool = false
      return !path.split(separator: "/").contains { $0.hasPrefix(".") }
        && FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}
