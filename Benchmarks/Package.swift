// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A package of its own: its builds leave those of the product alone.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Lagebild", path: "..")],
  targets: [
    .executableTarget(name: "generate", swiftSettings: strict),
    .executableTarget(
      name: "catalogue", dependencies: [.product(name: "Engine", package: "Lagebild")],
      swiftSettings: strict),
    .executableTarget(
      name: "questions", dependencies: [.product(name: "Engine", package: "Lagebild")],
      swiftSettings: strict),
  ]
)
