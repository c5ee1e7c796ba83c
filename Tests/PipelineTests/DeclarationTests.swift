import Declarations
import Domain
import Indicators
import Pipeline
import Testing

@Suite struct PipelineDeclarationTests {
  private let vocabulary = PipelineVocabulary(marts: [NamedMart("usage", UsageCube())])

  private func parse(_ steps: String) throws -> PipelineDeclaration {
    try PipelineDeclaration.parse(
      "title = \"Probe\"\n" + steps, file: "Pipelines/probe.toml", vocabulary: vocabulary)
  }

  private func lines(_ steps: String) -> [String] {
    do {
      _ = try parse(steps)
      return []
    } catch let faults as Faults {
      return faults.all.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `a misspelt name is told with file, line, key path and suggestion`() {
    let found = lines(
      """
      [[step]]
      ingest = ["events", "caces"]

      [[step]]
      compute = "usgae"

      [[step]]
      export = "a"
      show = "coverage_shar"

      [[step]]
      export = "b"
      show = "submissions"
      by = ["kreis", "mont"]
      as = ["cvs"]

      [[step]]
      publish = ["aa"]
      """)
    #expect(
      found == [
        #"Pipelines/probe.toml:3: step[1].ingest is "caces". Did you mean "cases"?"#,
        #"Pipelines/probe.toml:6: step[2].compute is "usgae". Did you mean "usage"?"#,
        #"Pipelines/probe.toml:10: step[3].show is "coverage_shar". Did you mean "coverage_share"?"#,
        #"Pipelines/probe.toml:15: step[4].by is "mont". Did you mean "month"?"#,
        #"Pipelines/probe.toml:16: step[4].as is "cvs". Did you mean "csv"?"#,
        #"Pipelines/probe.toml:19: step[5].publish is "aa". Did you mean "a"?"#,
      ])
  }

  @Test func `an unknown key and a step without or with two verbs are faults`() {
    #expect(
      lines("[[step]]\ningest = \"all\"\nform = \"x\"\n").first?.hasPrefix(
        "Pipelines/probe.toml:4: step[1].form is not known here.") == true)
    #expect(
      lines("[[step]]\nshow = \"submissions\"\n") == [
        "Pipelines/probe.toml:2: step[1] has no verb."
          + " A step has one of: ingest, compute, export, publish."
      ])
    #expect(
      lines("[[step]]\ningest = \"all\"\npublish = \"all\"\n") == [
        "Pipelines/probe.toml:2: step[1] has 2 verbs."
          + " A step has one of: ingest, compute, export, publish."
      ])
    #expect(lines("").count == 1)
  }

  @Test func `steps that wait for each other are told as a circle`() {
    let found = lines(
      """
      [[step]]
      ingest = "all"
      after = "a"

      [[step]]
      export = "a"
      show = "submissions"
      """)
    #expect(
      found == [
        #"Pipelines/probe.toml:4: step[1].after closes a circle: "ingest inbox" waits for "a" "#
          + #"waits for "ingest inbox". Take one of these names out of after."#
      ])
  }

  @Test func `two steps of one name are a fault`() {
    let found = lines(
      "[[step]]\nexport = \"a\"\nshow = \"submissions\"\n"
        + "[[step]]\nexport = \"a\"\nshow = \"sessions\"\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("Pipelines/probe.toml:6: step[2].export says \"a\"") == true)
  }

  @Test func `an export's name cannot leave the outbox`() {
    for name in ["../a", "a/b", "A", "a.b", "ä"] {
      #expect(lines("[[step]]\nexport = \"\(name)\"\nshow = \"submissions\"\n").count == 1)
    }
  }
}
