/// A margin as a template states it: a length or a share of the trim, perhaps by the number of
/// pages, as thick books need more at the spine.
///
/// Read by `ValueReader`; made absolute by `StyleResolver`.
public struct SpecifiedMargin: Sendable, Hashable {
  /// What a margin takes of the page.
  public enum Amount: Sendable, Hashable {
    case length(SpecifiedLength)
    /// Percent of the trim's width, for margins above and below of its height.
    case share(Double)

    /// As a template writes it.
    public var notation: String {
      switch self {
      case .length(let length): length.notation
      case .share(let percent): DecimalNotation.format(percent) + "%"
      }
    }
  }

  /// What holds for books of at least so many pages.
  public struct Step: Sendable, Hashable {
    /// Fewest pages, from 1.
    public let pages: Int
    /// What the margin takes then.
    public let amount: Amount
  }

  /// Ascending by pages; the first holds for thinner books too. Never empty.
  public let steps: [Step]

  /// A margin that is the same for every number of pages.
  init(_ amount: Amount) { steps = [Step(pages: 1, amount: amount)] }

  /// A margin by the number of pages; nil without a step.
  init?(_ steps: [Step]) {
    guard !steps.isEmpty else { return nil }
    self.steps = steps.sorted { $0.pages < $1.pages }
  }

  /// As a template writes it.
  public var notation: String {
    guard steps.count > 1 else { return steps[0].amount.notation }
    let words = steps.map { "\($0.pages): \($0.amount.notation)" }
    return "{" + words.joined(separator: ", ") + "}"
  }

  /// What holds for a book of so many pages.
  func amount(pages: Int) -> Amount {
    (steps.last { $0.pages <= pages } ?? steps[0]).amount
  }
}

extension SpecifiedMargin: TemplateValue {
  package init?(specified: SpecifiedValue) {
    guard case .margin(let margin) = specified else { return nil }
    self = margin
  }
}
