import Domain
import Foundation
import Testing

@Suite struct TimeTests {
  @Test func `a day that does not exist cannot be made`() {
    #expect(Day("2025-02-29") == nil)
    #expect(Day("2024-02-29") != nil)
    #expect(Day("2025-02-30") == nil)
    #expect(Day("2025-13-01") == nil)
    #expect(Day("2025-1-01") == nil)
    #expect(Day("+025-01-01") == nil)
  }

  @Test func `days count through and print as they were read`() {
    var day = Day("1996-01-01")!
    for number in day.number...Day("2101-01-01")!.number {
      #expect(day.number == number)
      #expect(Day(day.description) == day)
      day = day + 1
    }
  }

  @Test func `31 December 23.30 UTC is 1 January in Berlin`() {
    let instant = Int64(Day("2024-12-31")!.number) * BerlinTime.millisecondsPerDay + 84_600_000
    #expect(BerlinTime.day(ofInstant: instant) == Day("2025-01-01"))
  }

  @Test func `the first and the last hour of the calendar have an offset`() {
    let first = Day(year: 1, month: 1, day: 1)!
    let start = BerlinTime.start(of: first)
    #expect(start == Int64(first.number) * 86_400_000 - 3_600_000)
    #expect(BerlinTime.day(ofInstant: start) == first)
    #expect(BerlinTime.read(local: start + 3_600_000) == .instant(start))
    let last = Int64(Day(year: 9999, month: 12, day: 31)!.number + 1) * 86_400_000 - 1
    #expect(BerlinTime.offset(atInstant: last) == 3_600_000)
    #expect(BerlinTime.offset(atInstant: last + 1) == 3_600_000)
  }

  @Test func `Berlin time agrees with the time-zone database`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
    // Every hour of 1996 to 2037, and one millisecond before it.
    let start = Int64(Day("1996-01-02")!.number) * BerlinTime.millisecondsPerDay
    let end = Int64(Day("2037-12-31")!.number) * BerlinTime.millisecondsPerDay
    var disagreements = 0
    for hour in stride(from: start, to: end, by: Int(BerlinTime.millisecondsPerHour)) {
      for instant in [hour - 1, hour] {
        let date = Date(timeIntervalSince1970: Double(instant) / 1000)
        if Int64(zone.secondsFromGMT(for: date)) * 1000 != BerlinTime.offset(atInstant: instant) {
          disagreements += 1
        }
      }
    }
    #expect(disagreements == 0)
  }

  @Test func `the repeated hour has a first instant and the missing hour none`() {
    func local(_ day: String, _ minutes: Int64) -> Int64 {
      Int64(Day(day)!.number) * BerlinTime.millisecondsPerDay + minutes * 60_000
    }
    let repeated = local("2025-10-26", 150)
    #expect(
      BerlinTime.read(local: repeated)
        == .ambiguous(first: repeated - 2 * BerlinTime.millisecondsPerHour))
    #expect(BerlinTime.read(local: local("2025-03-30", 150)) == .missing)
    let noon = local("2025-07-01", 720)
    #expect(
      BerlinTime.read(local: noon) == .instant(noon - 2 * BerlinTime.millisecondsPerHour))
  }

  @Test func `a Berlin day has 23, 24 or 25 hours`() {
    func hours(_ text: String) -> Int64 {
      let day = Day(text)!
      return (BerlinTime.start(of: day + 1) - BerlinTime.start(of: day))
        / BerlinTime.millisecondsPerHour
    }
    #expect(hours("2025-03-30") == 23)
    #expect(hours("2025-10-26") == 25)
    #expect(hours("2025-06-01") == 24)
  }

  @Test(arguments: [
    ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"),
    ("2024-12-30", "2025-W01"), ("2025-03-04", "2025-W10"),
  ])
  func `ISO weeks belong to the year of their Thursday`(day: String, week: String) {
    #expect(ISOWeek(Day(day)!).description == week)
  }

  @Test func `months know their quarter and their last day`() {
    let february = Month("2024-02")!
    #expect(february.lastDay == Day("2024-02-29"))
    #expect(february.quarter.description == "2024-Q1")
    #expect((february + 11).description == "2025-01")
    #expect(Month("2024-13") == nil)
  }
}
