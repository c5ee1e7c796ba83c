extension Indicator {
  /// Of the pairs online; level 7 of model 2.0.
  static let e2eActiveShareM2 = endToEndActiveShare(id: "e2e_active_share_m2", .v2)
}
