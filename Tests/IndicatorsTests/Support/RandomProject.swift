import Indicators
import TestSupport

/// A random world with its reports and plans; every second one lasts longer than a year.
struct RandomProject {
  let world: RandomWorld
  let reports: RandomReports
  let plans: RandomPlans
  private let seed: UInt64

  init(_ seed: UInt64) {
    self.seed = seed
    world = RandomWorld(seed: seed &* 53, months: seed / 2 % 2 == 0 ? 4 : 16)
    reports = RandomReports(world, seed: seed)
    plans = RandomPlans(world, seed: seed)
  }

  var plain: PlainReports { PlainReports(world, reports) }

  func figures() throws -> ProjectFigures {
    var random = SeededGenerator(seed: seed)
    let project = try world.load(shuffled: &random, with: reports.files + plans.files)
    for (number, file) in reports.ordersFiles.enumerated() {
      try project.load(file.1, as: file.0, now: RandomWorld.now + Int64(number))
    }
    return try project.figures()
  }
}
