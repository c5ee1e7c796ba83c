import Planning
import Testing

/// Amounts as clerks write them into the form.
@Suite struct BudgetTextTests {
  @Test(arguments: [
    ("1000000", [100_000_000]), ("1.000.000", [100_000_000]), ("1 000 000", [100_000_000]),
    ("1\u{A0}000\u{A0}000\u{A0}€", [100_000_000]), ("1.000.000,00", [100_000_000]),
    ("500.000 Euro", [50_000_000]), ("EUR 500000", [50_000_000]), ("1,000,000", [100_000_000]),
    ("1,000,000.50", [100_000_050]), ("1.5", [150]), ("1,5", [150]), ("1000000.5", [100_000_050]),
    ("1,5 Mio. Euro", [150_000_000]), ("1.000", [100_000]),
    ("1.000.000; 2 000 000,5", [100_000_000, 200_000_050]),
    ("3000000,3000000", [300_000_000, 300_000_000]), ("2 Millionen", [200_000_000]),
    ("0,01", [1]), ("0;1", [0, 100]), ("1;2;3;4;5", [100, 200, 300, 400, 500]),
    ("9999999999999", [999_999_999_999_900]), ("0.5 million", [50_000_000]),
  ])
  func `an amount reads as it is meant`(text: String, cents: [Int64]) throws {
    #expect(try BudgetText.cents(text) == cents)
  }

  @Test(arguments: [
    ("1,000", "nicht eindeutig"), ("viel", "kein Betrag"), ("-5", "kein Betrag"),
    ("1.00.000", "kein Betrag"), ("1e6", "kein Betrag"), ("", "kein Betrag"), ("5;", "kein Betrag"),
    ("0", "0 Euro"), ("1;1;1;1;1;1", "zu viele"), ("99999999999999", "kein Betrag"),
    ("9999999999999 Mio.", "kein Betrag"),
    ("0;0", "0 Euro"),
  ])
  func `what is no amount, or may be two, is told in both languages`(text: String, says: String) {
    do {
      _ = try BudgetText.cents(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.problem.de.contains(says))
      #expect(error.problem.en != error.problem.de && !error.remedy.en.isEmpty)
    }
  }
}
