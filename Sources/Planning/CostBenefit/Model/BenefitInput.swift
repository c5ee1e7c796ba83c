import Domain

/// A figure that a capital value rests on, with its source.
public struct BenefitInput: Sendable, Hashable {
  /// Of the parameter; otherwise `cases`, `effort_before`, … with the Leistung behind a colon.
  public let id: String
  public let name: Text
  public let value: Double
  public let unit: String
  public let source: String
  /// Nobody has published it: the project assumes it.
  public let isAssumption: Bool
  /// The figure whose place it takes, where a delivery of the project displaces another source.
  public let displaced: Parameter?

  init(id: String, name: Text, value: Double, unit: String, source: String) {
    self.id = id
    self.name = name
    self.value = value
    self.unit = unit
    self.source = source
    isAssumption = source.hasPrefix("Annahme")
    displaced = nil
  }

  init(_ parameter: Parameter, of parameters: Parameters) {
    id = parameter.id
    name = .same(parameter.id)
    value = parameter.value
    unit = parameter.unit
    source = parameter.source
    isAssumption = parameter.isAssumption
    displaced = parameters.displaced(by: parameter)
  }
}
