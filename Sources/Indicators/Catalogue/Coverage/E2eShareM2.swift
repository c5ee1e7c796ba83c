extension Indicator {
  /// Of all competent pairs; level 7 of model 2.0.
  static let e2eShareM2 = endToEndShare(id: "e2e_share_m2", .v2)
}
