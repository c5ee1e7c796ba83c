/// Who bears what of an amount, in integer cents; the two parts always add up to the amount.
public struct CostShares: Sendable, Hashable {
  public let municipalCents: Int64
  public let landCents: Int64

  public var totalCents: Int64 { municipalCents + landCents }

  /// - Precondition: 0 ≤ `municipalCents` ≤ `totalCents`.
  public init(totalCents: Int64, municipalCents: Int64) {
    precondition(
      0 <= municipalCents && municipalCents <= totalCents,
      "a share of \(municipalCents) cents in an amount of \(totalCents)")
    self.municipalCents = municipalCents
    landCents = totalCents - municipalCents
  }
}
