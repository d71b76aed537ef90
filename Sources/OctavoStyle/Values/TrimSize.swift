public import OctavoBase

/// The trimmed page as a template or a book states it: a name, or `WIDTHxHEIGHT` with unit.
public struct TrimSize: Sendable, Hashable {
  /// Width and height of the trimmed page.
  public let size: Size
  /// As it was written.
  public let notation: String

  /// The size `text` stands for; nil where it is neither a name nor a size with unit.
  public init?(_ text: String) {
    guard let size = Self.read(text) else { return nil }
    self.init(size: size, notation: text)
  }

  private init(size: Size, notation: String) {
    self.size = size
    self.notation = notation
  }

  /// 6 × 9 in, the trade's commonest.
  static let fallback = TrimSize(
    size: Size(width: Length(points: 432), height: Length(points: 648)), notation: "6x9in")

  /// A trim size of the trade under the name a book may give.
  public struct Named: Sendable, Hashable {
    /// In small letters.
    public let name: String
    /// Width and height of the trimmed page.
    public let size: Size
  }

  /// Trade names and ISO 216 sizes; `5x8in` and the like need no name, as they say their size.
  public static let named: [Named] = [
    inches("mass-market", 4.25, 6.87), inches("pocket", 4.25, 6.87), inches("digest", 5.5, 8.5),
    inches("us-trade", 6, 9), inches("royal", 6.14, 9.21), inches("crown-quarto", 7.44, 9.69),
    inches("crown-octavo", 4.84, 7.32), inches("executive", 7, 10),
    inches("letter", 8.5, 11), inches("us-letter", 8.5, 11),
    millimetres("a-format", 111, 178), millimetres("b-format", 129, 198),
    millimetres("demy", 138, 216), millimetres("a4", 210, 297), millimetres("a5", 148, 210),
    millimetres("a6", 105, 148), millimetres("b4", 250, 353), millimetres("b5", 176, 250),
    millimetres("b6", 125, 176), millimetres("c5", 162, 229), millimetres("jis-b5", 182, 257),
    millimetres("jis-b6", 128, 182),
  ]

  /// The usual sizes, for messages: those spelled out first.
  public static let examples = "5x8in, 5.25x8in, 5.5x8.5in, 6x9in, 7x10in, 8.5x11in, 148x210mm"

  /// A regular expression (ECMA 262) of the notation, for the schema.
  package static var pattern: String {
    let names = named.map(\.name).joined(separator: "|")
    return "^(\(names)|[0-9.]+(pt|mm|cm|in)? ?[x×] ?[0-9.]+ ?(pt|mm|cm|in))$"
  }

  /// Shortest and longest side of a page, in points: 2 in to 24 in.
  package static let sides = 144.0...1728.0

  private static func read(_ text: String) -> Size? {
    let lowered = text.lowercased()
    if let match = named.first(where: { $0.name == lowered }) { return match.size }
    let parts = lowered.split { $0 == "x" || $0 == "×" }
    guard parts.count == 2, let width = side(parts[0]), let height = side(parts[1]),
      let unit = height.unit.points
    else { return nil }
    return Size(
      width: Length(points: width.amount * (width.unit.points ?? unit)),
      height: Length(points: height.amount * unit))
  }

  /// One side; without a unit it takes the other's, marked here by `em`.
  private static func side(_ text: Substring) -> SpecifiedLength? {
    let trimmed = text.drop { $0 == " " }
    guard let split = DecimalNotation.split(String(trimmed)), split.amount > 0 else { return nil }
    let name = split.rest.filter { $0 != " " }
    guard !name.isEmpty else { return SpecifiedLength(split.amount, .em) }
    guard let unit = SpecifiedLength.Unit(rawValue: name), unit.points != nil else { return nil }
    return SpecifiedLength(split.amount, unit)
  }

  private static func inches(_ name: String, _ width: Double, _ height: Double) -> Named {
    Named(
      name: name, size: Size(width: Length(points: width * 72), height: Length(points: height * 72))
    )
  }

  private static func millimetres(_ name: String, _ width: Double, _ height: Double) -> Named {
    Named(
      name: name,
      size: Size(width: Length(millimetres: width), height: Length(millimetres: height)))
  }
}
