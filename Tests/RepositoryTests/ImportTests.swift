import Testing

@Suite struct ImportTests {
  /// The line of `Package.swift`, top to bottom; a module may import what stands before it.
  private let line = [
    "Domain", "Columns", "Store", "Ingest", "Indicators", "Planning", "Formats", "Site", "Pipeline",
    "lagebild",
  ]
  /// Beside the line: who may be imported by whom is told by what they may import themselves.
  private let beside: [String: Set<String>] = [
    "ColumnarSQL": ["Domain", "Columns"],
    "Cryptography": ["CLibcrypto"],
    "Declarations": ["Domain", "TOMLKit"],
    "Simulation": ["Domain", "Columns", "Cryptography"],
    "TestSupport": ["Domain", "Columns", "Store", "Ingest", "Indicators"],
  ]
  private let outside: [String: String] = [
    "CZstd": "Columns", "CZlib": "Ingest", "CLibcrypto": "Cryptography", "GRDB": "Store",
    "Hummingbird": "Site", "ServiceLifecycle": "Site", "ArgumentParser": "lagebild",
    "TOMLKit": "Declarations", "CSQLiteExtension": "ColumnarSQL", "CSQLiteHost": "lagebild",
    "CXLSXWriter": "Formats", "CZip": "Ingest", "CExpat": "Ingest",
  ]

  private func imports(_ file: Repository.File) -> [String] {
    file.lines.compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first, first.hasPrefix("@") || first == "public" || first == "package"
      {
        words.removeFirst()
      }
      guard words.first == "import", words.count > 1 else { return nil }
      return words.last!.split(separator: ".").first.map(String.init)
    }
  }

  @Test func `the line in this test is the line of the package`() {
    let package = Repository.read("Package.swift")
    let targets = package.split(separator: "\n").map(String.init)
    let start = targets.firstIndex { $0.hasPrefix("let line") } ?? 0
    let end = targets.firstIndex { $0.hasPrefix("let besideTheLine") } ?? 0
    let named = targets[start..<end].joined(separator: " ").split(separator: "arget(")
      .dropFirst().compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
    #expect(named == line)
  }

  @Test func `no module imports what stands below it`() {
    for file in Repository.sources {
      let allowed =
        beside[file.module]
        ?? line.firstIndex(of: file.module).map { Set(line[..<$0]).union(beside.keys) }
        ?? []
      let own = Set(line).union(beside.keys)
      for name in imports(file) where own.contains(name) {
        #expect(allowed.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func `each outside library has one importer`() {
    for file in Repository.sources {
      for name in imports(file) {
        guard let importer = outside[name] else { continue }
        #expect(file.module == importer, "\(file.path) imports \(name)")
      }
    }
  }

  @Test func `the product does not need what tests need`() {
    for file in Repository.sources where file.module != "TestSupport" {
      #expect(!imports(file).contains("TestSupport"), "\(file.path)")
      #expect(!imports(file).contains("Testing"), "\(file.path)")
    }
  }

  @Test func `tests see a module as its users do`() {
    for file in Repository.tests where file.path != "Tests/RepositoryTests/ImportTests.swift" {
      #expect(!file.text.contains("@testable"), "\(file.path)")
    }
  }
}
