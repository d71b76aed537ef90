/// A distance on the page, exact: an integer count of scaled points.
///
/// 65,536 scaled points make one point, and 72 points one inch (the PDF point; TeX calls it `bp`).
/// All decisions of line and page breaking are made on this type, so that no result depends on
/// floating-point rounding.
public struct Length: Hashable, Sendable, Comparable {
  /// Scaled points; may be negative.
  public var scaledPoints: Int64

  /// Scaled points in one point.
  public static let unit: Int64 = 65_536
  /// No distance.
  public static let zero = Length(scaledPoints: 0)

  /// Makes the length of an exact count of scaled points.
  @inlinable
  public init(scaledPoints: Int64) {
    self.scaledPoints = scaledPoints
  }

  /// The length nearest to `points` typographic points (1/72 in).
  public init(points: Double) {
    scaledPoints = Int64((points * Double(Length.unit)).rounded())
  }

  /// The length nearest to `millimetres`.
  public init(millimetres: Double) {
    self.init(points: millimetres * 72 / 25.4)
  }

  /// This length in points, for drawing; not for decisions.
  @inlinable public var points: Double { Double(scaledPoints) / 65_536 }

  /// Whether `a` is the shorter; negative lengths come before zero.
  @inlinable
  public static func < (a: Length, b: Length) -> Bool { a.scaledPoints < b.scaledPoints }
  /// The exact sum.
  @inlinable
  public static func + (a: Length, b: Length) -> Length {
    Length(scaledPoints: a.scaledPoints + b.scaledPoints)
  }
  /// The exact difference.
  @inlinable
  public static func - (a: Length, b: Length) -> Length {
    Length(scaledPoints: a.scaledPoints - b.scaledPoints)
  }
  /// The same distance the other way.
  @inlinable
  public static prefix func - (a: Length) -> Length { Length(scaledPoints: -a.scaledPoints) }
  /// The length taken `n` times.
  @inlinable
  public static func * (a: Length, n: Int) -> Length {
    Length(scaledPoints: a.scaledPoints * Int64(n))
  }
  /// The length taken `n` times.
  @inlinable
  public static func * (n: Int, a: Length) -> Length { a * n }
  /// The `n`th part of the length, rounded towards zero; `n` is not 0.
  @inlinable
  public static func / (a: Length, n: Int) -> Length {
    Length(scaledPoints: a.scaledPoints / Int64(n))
  }
  /// Lengthens `a` by `b`.
  @inlinable
  public static func += (a: inout Length, b: Length) { a.scaledPoints += b.scaledPoints }
  /// Shortens `a` by `b`.
  @inlinable
  public static func -= (a: inout Length, b: Length) { a.scaledPoints -= b.scaledPoints }

  /// This length times `numerator / denominator`, rounded half away from zero.
  @inlinable
  public func scaled(_ numerator: Int, _ denominator: Int) -> Length {
    let product = scaledPoints * Int64(numerator)
    let half = Int64(denominator) / 2
    return Length(scaledPoints: (product + (product < 0 ? -half : half)) / Int64(denominator))
  }

  /// How many whole times `step` goes into this length, rounding up; zero for lengths ≤ 0.
  @inlinable
  public func steps(of step: Length) -> Int {
    guard scaledPoints > 0, step.scaledPoints > 0 else { return 0 }
    return Int((scaledPoints + step.scaledPoints - 1) / step.scaledPoints)
  }
}

extension Length: CustomStringConvertible {
  /// Points with three decimals, as dumps and messages print it.
  public var description: String { "\(Decimals.format(self))pt" }
}

/// Prints numbers without Foundation, so that the hot paths and dumps need no locale data.
public enum Decimals {
  /// `length` in points with up to three decimals, trailing zeros dropped.
  public static func format(_ length: Length) -> String {
    let thousandths = (abs(length.scaledPoints) * 1000 + Length.unit / 2) / Length.unit
    return format(thousandths: thousandths, negative: length.scaledPoints < 0)
  }

  /// `value` with up to three decimals, trailing zeros dropped; values beyond 10^15 are clamped.
  public static func format(_ value: Double) -> String {
    let clamped = value.isNaN ? 0 : min(max(value, -1e15), 1e15)
    return format(thousandths: Int64((abs(clamped) * 1000).rounded()), negative: clamped < 0)
  }

  private static func format(thousandths: Int64, negative: Bool) -> String {
    let sign = negative && thousandths != 0 ? "-" : ""
    var text = "\(sign)\(thousandths / 1000)"
    var rest = thousandths % 1000
    guard rest != 0 else { return text }
    text += "."
    for place: Int64 in [100, 10, 1] where rest > 0 {
      text += "\(rest / place)"
      rest %= place
    }
    return text
  }
}
