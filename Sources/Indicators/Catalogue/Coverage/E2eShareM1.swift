extension Indicator {
  /// Of all competent pairs; level 4 of model 1.1.
  static let e2eShareM1 = endToEndShare(id: "e2e_share_m1", .v1)
}
