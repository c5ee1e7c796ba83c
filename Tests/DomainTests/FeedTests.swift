import Domain
import Testing

@Suite struct FeedTests {
  @Test func `feed names are unique and columns too`() {
    #expect(Set(FeedCatalogue.all.map(\.name)).count == FeedCatalogue.all.count)
    for feed in FeedCatalogue.all {
      #expect(Set(feed.columns.map(\.name)).count == feed.columns.count, "\(feed.name)")
    }
  }

  @Test func `every feed of the contract is there`() {
    let contract = """
      areas catalogue competence processes activations events cases costs effort parameters convoys
      milestones orders budget decisions embedding elsewhere lists targets promises candidates
      backlog roadmap contacts coordination federal
      """.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(Set(FeedCatalogue.all.map(\.name)) == Set(contract))
  }

  @Test func `every reason says what it means in both languages`() {
    for reason in ReasonCode.allCases {
      #expect(!reason.meaning.de.isEmpty && !reason.meaning.en.isEmpty)
    }
  }
}
