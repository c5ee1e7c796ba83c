/// The state of a project's data that something was computed from: said by every table, page and
/// export.
public struct DataState: Sendable, Hashable {
  /// The data come from the simulated platform.
  public let isSimulated: Bool
  /// Number of committed loads and the last one's id: changes with every load.
  public let revision: String

  /// Number of committed loads; `nil` where there is no data.
  public var loads: Int? { Int(revision.prefix { $0 != "-" }) }

  /// Number of the last committed load; `nil` where there is no data.
  public var lastLoad: Int64? { revision.split(separator: "-").last.flatMap { Int64($0) } }

  public init(isSimulated: Bool, revision: String) {
    self.isSimulated = isSimulated
    self.revision = revision
  }

  /// Of what holds no data, like a list of definitions.
  public static let withoutData = DataState(isSimulated: false, revision: "")
}
