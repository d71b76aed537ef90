public import OctavoBase

/// How wide a picture asks to be (`width=`).
public enum PictureWidth: Sendable, Hashable {
  /// Thousandths of the measure, 1 to 1,000.
  case share(Int)
  case length(Length)

  /// Reads `60%`, `45mm`, `4.5cm`, `2in` or `120pt`; nil for anything else.
  public init?(_ written: String) {
    let number = written.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let amount = Double(number), amount > 0, amount < 10_000 else { return nil }
    switch written.dropFirst(number.count) {
    case "%":
      guard amount <= 100, amount >= 0.1 else { return nil }
      self = .share(Int((amount * 10).rounded()))
    case "mm": self = .length(Length(millimetres: amount))
    case "cm": self = .length(Length(millimetres: amount * 10))
    case "in": self = .length(Length(points: amount * 72))
    case "pt": self = .length(Length(points: amount))
    default: return nil
    }
  }

  /// The width on a text block, which it never exceeds.
  public func length(in measure: Length) -> Length {
    switch self {
    case .share(let thousandths): measure.scaled(thousandths, 1_000)
    case .length(let length): min(length, measure)
    }
  }
}

/// Where a figure may stand (`placement=`).
public enum FigurePlacement: String, Sendable, Hashable, CaseIterable {
  /// Where the text has it.
  case here
  /// At the head, or at the foot, of the page the text has it on, or of the next.
  case top, bottom
  /// On a page of its own, the next one.
  case page
}

extension Image {
  /// The asked width; nil where none is asked, or none that can be.
  public var width: PictureWidth? { attributes["width"].flatMap(PictureWidth.init) }

  /// The asked place; `here` where none is asked, or none that there is.
  public var placement: FigurePlacement {
    attributes["placement"].flatMap(FigurePlacement.init) ?? .here
  }
}

extension Block {
  /// The words that a call-out's `title=` puts in the place of its usual label.
  package var calloutTitle: String? {
    guard case .container(.callout, _) = content, let title = attributes["title"],
      title.contains(where: { !$0.isWhitespace })
    else { return nil }
    return title
  }
}
