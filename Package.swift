// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// The line of modules: each may import only what stands above it in this list
/// (RepositoryTests reads the import statements and fails on an upward arrow).
let line: [Target] = [
  .target(name: "Domain", swiftSettings: strict),
  .target(name: "Columns", dependencies: ["Domain", "CZstd"], swiftSettings: strict),
  .target(
    name: "Store",
    dependencies: [
      "Domain", "Columns", "Cryptography", "CMalloc", .product(name: "GRDB", package: "GRDB.swift"),
    ],
    exclude: ["FORMAT.md"],
    swiftSettings: strict),
  .target(
    name: "Ingest",
    dependencies: [
      "Domain", "Columns", "Store", "Cryptography", "Declarations", "CZlib", "CZip", "CExpat",
    ],
    swiftSettings: strict),
  .target(
    name: "Indicators", dependencies: ["Domain", "Columns", "Store", "Cryptography"],
    swiftSettings: strict),
  .target(
    name: "Planning", dependencies: ["Domain", "Columns", "Store", "Indicators"],
    swiftSettings: strict),
  .target(
    name: "Formats", dependencies: ["Domain", "Indicators", "CXLSXWriter"], swiftSettings: strict),
  .target(
    name: "Site",
    dependencies: [
      "Domain", "Store", "Ingest", "Indicators", "Planning", "Formats", "Declarations",
      "Cryptography",
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ],
    swiftSettings: strict),
  .target(
    name: "Pipeline",
    dependencies: [
      "Domain", "Store", "Ingest", "Indicators", "Planning", "Formats", "Declarations",
      "Cryptography",
    ],
    swiftSettings: strict),
  .executableTarget(
    name: "lagebild",
    dependencies: [
      "Domain", "Columns", "Store", "Ingest", "Indicators", "Planning", "Formats", "Site",
      "Pipeline", "Simulation", "Declarations", "Cryptography", "ColumnarSQL", "CSQLiteHost",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: strict),
]

let besideTheLine: [Target] = [
  .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
  .systemLibrary(name: "CMalloc"),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
  .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
  .systemLibrary(
    name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
  .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .target(name: "Cryptography", dependencies: ["CLibcrypto"], swiftSettings: strict),
  // SQLite as its loadable extensions see it, and the connection of `lagebild sql`.
  .target(name: "CSQLiteExtension"),
  .target(name: "CSQLiteHost", linkerSettings: [.linkedLibrary("sqlite3")]),
  .target(
    name: "ColumnarSQL", dependencies: ["Domain", "Columns", "CSQLiteExtension"],
    swiftSettings: strict),
  .target(
    name: "Declarations",
    dependencies: ["Domain", .product(name: "TOMLKit", package: "TOMLKit")],
    swiftSettings: strict),
  .target(
    name: "Simulation", dependencies: ["Domain", "Columns", "Cryptography"], swiftSettings: strict),
  .target(
    name: "TestSupport", dependencies: ["Domain", "Columns", "Store", "Ingest", "Indicators"],
    swiftSettings: strict),
]

/// A test target `<Module>Tests` for the module it tests, with what it needs beside it.
func tests(_ module: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: [.target(name: module)] + more,
    exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "Lagebild",
  defaultLocalization: "de",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lagebild", targets: ["lagebild"]),
    // For Benchmarks, a package of its own that asks the engine without the command line.
    .library(name: "Engine", targets: ["Domain", "Columns", "Store", "Indicators", "Formats"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: line + besideTheLine + [
    tests("Domain"),
    tests("Columns", ["Domain"]),
    tests("ColumnarSQL", ["CSQLiteHost", "Store", "Columns", "Domain", "Cryptography"]),
    tests("Declarations", ["Domain"]),
    tests(
      "Indicators", ["Domain", "Columns", "Store", "Cryptography", "TestSupport"],
      exclude: ["Golden"]),
    tests(
      "Ingest",
      [
        "Domain", "Columns", "Store", "Indicators", "Declarations", "Cryptography", "Formats",
        "TestSupport",
      ]),
    tests("Planning", ["TestSupport"]),
    tests(
      "Pipeline",
      ["Domain", "Store", "Ingest", "Indicators", "Declarations", "Cryptography", "TestSupport"]),
    tests("Formats", ["Domain", "Indicators", "TestSupport"]),
    tests("Simulation", ["Domain", "Columns", "Cryptography", "Ingest", "TestSupport"]),
    tests("Site", ["Domain", "Indicators", "TestSupport"]),
    tests("Store", ["Domain", "Columns", "Cryptography"]),
    .testTarget(name: "EndToEndTests", swiftSettings: strict),
    .testTarget(name: "RepositoryTests", swiftSettings: strict),
  ]
)
