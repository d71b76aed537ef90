public import OctavoBase
public import OctavoLayout
public import OctavoStyle

/// Everything to draw on one page, flat and absolute, in drawing order.
///
/// Made by `DisplayListBuilder` from a `PageFragment`; both writers read nothing else.
/// Coordinates start at the trimmed page's top left, y downwards.
public struct DisplayList: Sendable {
  /// One thing to draw, or a mark around what is drawn.
  public enum Command: Sendable {
    /// A run of glyphs with its baseline's left end at the point.
    case glyphs(GlyphRun, at: Point)
    case rule(Rect, Color)
    case image(ImageFragment)
    /// Everything up to the matching end leads to the target.
    case beginLink(LinkTarget)
    case endLink
    /// Everything up to the matching end stands on the page turned by a quarter to the left: its
    /// places are those of a page as wide as this one is high.
    case beginTurn
    case endTurn
    /// A named destination.
    case anchor(String, at: Point)
  }

  /// The trimmed page.
  public var size: Size
  /// The folio, for the viewer's page box.
  public var label: String
  /// In drawing order, which is reading order.
  public var commands: [Command]
  /// The glyphs the runs' ranges point into.
  public var glyphs: ContiguousArray<PlacedGlyph>
  /// The characters the runs' ranges point into.
  public var text: ContiguousArray<UInt8>

  /// A page, empty unless given what is on it.
  public init(
    size: Size, label: String, commands: [Command] = [],
    glyphs: ContiguousArray<PlacedGlyph> = [], text: ContiguousArray<UInt8> = []
  ) {
    self.size = size
    self.label = label
    self.commands = commands
    self.glyphs = glyphs
    self.text = text
  }
}
