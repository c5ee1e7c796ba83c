/// When two sources that count the same thing differ too much.
public enum SourceGap {
  /// A larger relative difference, in either direction, is a warning.
  public static let warningAbove = 0.1

  public static func isWarning(_ figure: Figure) -> Bool {
    figure.number.map { abs($0) > warningAbove } ?? false
  }
}
