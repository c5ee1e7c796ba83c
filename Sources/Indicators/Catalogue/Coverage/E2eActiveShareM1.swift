extension Indicator {
  /// Of the pairs online; level 4 of model 1.1.
  static let e2eActiveShareM1 = endToEndActiveShare(id: "e2e_active_share_m1", .v1)
}
