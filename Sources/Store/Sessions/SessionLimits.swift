/// How sessions are parted between memory and pages. Only tests use others than the usual ones:
/// small limits bring a small case to every path.
package struct SessionLimits: Sendable {
  /// Just fill a leaf of the B-tree (8 KiB), so that a look into a page reads one.
  package var sessionsPerPage = 670
  /// 6 MB, held in memory until they are written.
  package var sessionsPerRun = 1 << 19
  /// Sessions for which a filter is made: as many as are known, within these bounds.
  package var layerCapacity = 1 << 19...1 << 21
  /// 14 let about one stranger in 500 pass.
  package var filterBitsPerSession = 14
  /// Bytes up to which written runs stay in memory, filters counted in.
  package var memoryBudget = 10 << 20

  package init() {}
}
