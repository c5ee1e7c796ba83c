import Domain
import Formats
import Indicators
import Testing

@Suite struct CalendarTests {
  @Test func `a calendar has an event for each row, in lines that every program reads`() {
    let subject = "Bericht; Schwerpunkte, Ergebnisse \\ Größe " + String(repeating: "ä", count: 60)
    let table = Disclosure.withoutCountsOfCitizens(
      columns: ["kind", "key", "due_on", "subject", "source"].map {
        TableColumn(name: $0, title: .same($0), role: .dimension)
      },
      rows: [
        [
          .key("report", label: nil), .key("bericht-2026", label: nil), .text("2026-12-31"),
          .text(subject), .text("§ 2 Abs. 6"),
        ]
      ],
      provenance: Provenance(
        title: .same("t"), source: .same("s"),
        dataState: DataState(isSimulated: true, revision: "1-1")))
    let text = CalendarText.text(table, madeOn: Day("2026-06-30")!)

    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    #expect(lines.contains("DTSTART;VALUE=DATE:20261231"))
    #expect(lines.contains("DTEND;VALUE=DATE:20270101"))
    #expect(lines.contains("UID:report-bericht-2026@lagebild"))
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(
      unfolded.contains(
        "SUMMARY:Simulierte Daten: Bericht\\; Schwerpunkte\\, Ergebnisse \\\\ Größe ääää"))
  }
}
