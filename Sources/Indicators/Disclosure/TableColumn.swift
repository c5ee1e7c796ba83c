import Domain

/// What a column of a table is.
public struct TableColumn: Sendable, Hashable {
  public enum Role: String, Sendable { case dimension, measure }
  /// Machine name, as in CSV headers.
  public let name: String
  public let title: Text
  public let role: Role
  public let unit: Unit?

  public init(name: String, title: Text, role: Role, unit: Unit? = nil) {
    self.name = name
    self.title = title
    self.role = role
    self.unit = unit
  }

  /// A column of keys or texts.
  /// - Parameter name: the machine name, as in CSV headers.
  public static func dimension(_ name: String, _ title: Text) -> TableColumn {
    TableColumn(name: name, title: title, role: .dimension)
  }

  /// A column of figures.
  /// - Parameters:
  ///   - name: the machine name, as in CSV headers.
  ///   - unit: of its figures; `nil`: they have none.
  public static func measure(_ name: String, _ title: Text, _ unit: Unit? = nil) -> TableColumn {
    TableColumn(name: name, title: title, role: .measure, unit: unit)
  }
}
