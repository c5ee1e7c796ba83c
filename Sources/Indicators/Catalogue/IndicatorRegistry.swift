import Domain

/// All indicators, in the order of the catalogue. Adding one is a file and a line here; a test
/// names a file that was forgotten.
public enum IndicatorRegistry {
  public static let all: [Indicator] = [
    // coverage
    .coverageAny, .coverageFull, .coverageShare, .coverageSharePopulation, .coverageShareCases,
    .coverageAuthority, .coverageListed, .coverageChange, .elsewhereShare,
    .ozgAny, .ozgFull, .ozgDepth, .ozgFederal,
    .e2eShareM1, .e2eActiveShareM1, .e2eShareM2, .e2eActiveShareM2,
    .fachverfahrenShare, .epaymentShare, .onceOnlyShare, .accessibleShare, .portalReachableShare,
    .textAgeMedianDays, .embeddingKommunen, .embeddingShare, .embeddingLandkreise,
    .medienbruchShare,
    // adoption
    .activationRate, .activationRate12m, .adoptionIndex, .timeToActivationDays,
    .dormantShare, .configuredGap, .configuredGapShare, .standardShare, .individualCandidates,
    .universalCount, .universalReuse, .universalDuplicates, .universalQuality,
    .universalSatisfaction,
    .equityGap, .equityGini, .convergenceSigma, .convergenceBeta,
    // use
    .submissions, .sessions, .pageViews, .submissionsPer1000, .completionRate, .dropOff,
    .dropOffShare, .digitalTakeUp, .predominantlyDigital, .mobileShare, .offHoursShare,
    .satisfaction,
    .durationP50, .durationP90, .durationP99, .processingDaysP50, .handoverShare,
    .openShare, .openOver30Share, .acceptedShare, .growthQuarter, .growthYear, .useConcentration,
    // money
    .fulfilment, .orderSpending, .milestonesDone, .scheduleSlipDays, .budgetUsed, .municipalShare,
    .carryOver, .operatingMunicipal, .costs, .costPerTransaction, .costPerTransactionDigital,
    .costPerTransactionOther, .promiseKept, .fieldStatusShare,
    // quality
    .federalGap, .federalDifferences, .freshnessDays, .completeness, .quarantineRate,
    .twoSourceGap,
  ]

  /// - Throws: ``Fault`` of kind usage for an unknown id, with the nearest known one.
  public static func indicator(_ id: String) throws(Fault) -> Indicator {
    guard let indicator = all.first(where: { $0.id == id }) else {
      throw Fault(
        .usage, at: "indicator", "there is no indicator \"\(id)\"",
        remedy: Suggestion.remedy(for: id, among: all.map(\.id)))
    }
    return indicator
  }
}

extension Suggestion {
  /// The hint without its final mark, as ``Fault`` wants a remedy.
  static func remedy(for name: String, among candidates: [String]) -> String {
    hint(for: name, among: candidates)
  }
}
