import Domain

/// Amounts of money in sentences: rounded, since nobody reads seven digits.
public enum MoneyText {
  /// `1,3 Mio. Euro` from a million on, else `345.000 Euro`; English `EUR 1.3 million`.
  public static func rounded(_ euros: Double, _ language: Language) -> String {
    guard abs(euros) >= 999_950 else { return NumberText.text(euros, unit: .euros, language) }
    let number = NumberText.decimal(euros / 1_000_000, digits: 1, language)
    return language == .german
      ? number + "\u{A0}Mio.\u{A0}Euro" : "EUR\u{A0}" + number + "\u{A0}million"
  }
}
