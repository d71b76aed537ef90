public import OctavoBase

/// A glyph of a shaped word. Distances are in 65,536ths of the em, so that they hold at any size.
public struct ShapedGlyph: Sendable {
  /// Glyph index in its face; 0 is “not defined”.
  public var glyph: UInt16
  /// The face the glyph is of.
  public var font: FontID
  /// Byte offset, within the word, of the first character of the glyph's cluster.
  public var cluster: UInt16
  /// Whether a line may not be cut before this glyph without shaping again.
  public var isUnsafeToBreak: Bool
  /// From its origin to the next glyph's.
  public var advance: Int32
  /// Where it is drawn from its origin, rightwards.
  public var xOffset: Int32
  /// Upwards.
  public var yOffset: Int32

  /// A glyph with all its places.
  public init(
    glyph: UInt16, font: FontID, cluster: UInt16, isUnsafeToBreak: Bool, advance: Int32,
    xOffset: Int32, yOffset: Int32
  ) {
    self.glyph = glyph
    self.font = font
    self.cluster = cluster
    self.isUnsafeToBreak = isUnsafeToBreak
    self.advance = advance
    self.xOffset = xOffset
    self.yOffset = yOffset
  }
}

/// Names an entry of a `FontContext`'s word cache.
public struct WordID: Hashable, Sendable {
  /// Order of arrival in the cache.
  public let index: Int32

  /// The entry at an index.
  public init(index: Int32) { self.index = index }
}

/// An entry of the word cache: one token, punctuation included, shaped in one font instance.
public struct ShapedWord: Sendable {
  /// The glyphs, as a range of the context's glyph buffer, in visual order.
  public var glyphs: Range<Int32>
  /// Sum of the advances, in 65,536ths of the em.
  public var width: Int32
  /// Bytes of the token.
  public var byteCount: Int32
  /// Whether some character had no glyph in any font of the stack.
  public var hasMissingGlyph: Bool

  /// An entry with its measures.
  public init(glyphs: Range<Int32>, width: Int32, byteCount: Int32, hasMissingGlyph: Bool) {
    self.glyphs = glyphs
    self.width = width
    self.byteCount = byteCount
    self.hasMissingGlyph = hasMissingGlyph
  }

  /// The word's width at a type size, rounded to the nearest scaled point.
  @inlinable
  public func width(at size: Length) -> Length {
    Length(scaledPoints: (Int64(width) * size.scaledPoints + 32_768) >> 16)
  }
}
