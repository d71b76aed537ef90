package import OctavoBase

/// A length as a template states it: an amount and a unit, not yet absolute.
///
/// Read by `ValueReader`; made absolute by `LengthBasis`.
public struct SpecifiedLength: Sendable, Hashable {
  /// The units a template may write.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// 1/72 in.
    case point = "pt"
    case millimetre = "mm"
    case centimetre = "cm"
    case inch = "in"
    /// A type size: the role's own, or the body's outside of styles.
    case em
    /// Lines of the baseline grid.
    case gridLine = "gr"

    /// Points in one of an absolute unit; nil for the relative ones.
    public var points: Double? {
      switch self {
      case .point: 1
      case .millimetre: 72 / 25.4
      case .centimetre: 72 / 2.54
      case .inch: 72
      case .em, .gridLine: nil
      }
    }
  }

  /// At most 10^5 in either direction, with at most four decimals.
  public let amount: Double
  /// What `amount` counts.
  public let unit: Unit

  /// A length as `notation` spells it.
  public init(_ amount: Double, _ unit: Unit) {
    self.amount = amount
    self.unit = unit
  }

  /// No length, in any unit.
  public static let zero = SpecifiedLength(0, .point)

  /// As a template writes it, such as `1.5em`.
  public var notation: String { "\(DecimalNotation.format(amount))\(unit.rawValue)" }
}

/// What the relative units stand for at one place of a template.
package struct LengthBasis: Sendable, Hashable {
  /// The length of `1em`.
  package let em: Length
  /// The length of `1gr`.
  package let grid: Length

  package init(em: Length, grid: Length) {
    self.em = em
    self.grid = grid
  }

  /// `length` made absolute.
  package func length(_ length: SpecifiedLength) -> Length {
    switch length.unit {
    case .em: Length(points: length.amount * em.points)
    case .gridLine: Length(points: length.amount * grid.points)
    default: Length(points: length.amount * (length.unit.points ?? 1))
    }
  }
}
