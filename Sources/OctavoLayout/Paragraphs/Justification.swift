import OctavoBase
import OctavoStyle

/// How one line's width is made up: what each space gets and how far the glyphs are widened.
struct Justification {
  /// Scaled points added to every space; may be negative.
  var perSpace: Int64 = 0
  /// Scaled points left over, one for each of the first spaces.
  var remainder: Int64 = 0
  /// Horizontal scale of the glyphs in thousandths.
  var scale: Int16 = 1000
  /// Scaled points added after every glyph but spaces; may be negative.
  var tracking: Int64 = 0
  /// Whether the line's spaces were set so that it ends where it should.
  var fills = false

  /// What a line is made of, in scaled points.
  struct Line {
    var boxes: Int64 = 0
    var spaces: Int64 = 0
    var spaceCount: Int64 = 0
    var spaceStretch: Int64 = 0
    var spaceShrink: Int64 = 0
    /// What hangs into the margins, both sides together.
    var protrusion: Int64 = 0
    /// Glyphs that letter-spacing can move, and the type size they are set in.
    var glyphCount: Int64 = 0
    var em: Int64 = 0

    var natural: Int64 { boxes + spaces - protrusion }
  }

  /// Steps in which glyphs are widened, thousandths.
  private static let step: Int64 = 5

  /// Spreads what the line lacks over spaces and glyphs in proportion to what each can give; where
  /// the spaces would still leave their limits, letters give a little as well. A line that would be
  /// torn apart stays as it is, and ends short.
  init(fitting line: Line, to width: Int64, settings: LineSettings) {
    var lack = width - line.natural
    lack -= expand(line, lack, Int64(settings.expansion))
    lack -= track(line, lack, Int64(settings.tracking))
    guard line.spaceCount > 0 else { return }
    if lack > 0, (line.spaces + lack) * 100 > line.spaces * Looseness.widestSpace {
      self = Justification()
      return
    }
    fills = true
    // A line that is too long sticks out rather than have its words run into each other.
    lack = max(lack, -line.spaceShrink)
    perSpace = lack / line.spaceCount
    remainder = lack - perSpace * line.spaceCount
    if remainder < 0 {
      perSpace -= 1
      remainder += line.spaceCount
    }
  }

  /// Widens or narrows the glyphs, at most by `limit` thousandths; returns what that gives.
  private mutating func expand(_ line: Line, _ lack: Int64, _ limit: Int64) -> Int64 {
    let give = lack > 0 ? line.spaceStretch : line.spaceShrink
    let glyphs = line.boxes * limit / 1000
    guard glyphs > 0, lack != 0 else { return 0 }
    let wanted = lack * limit / max(give + glyphs, 1)
    let thousandths = min(max(wanted, -limit), limit) / Self.step * Self.step
    scale = Int16(1000 + thousandths)
    return Self.scaled(line.boxes, scale) - line.boxes
  }

  /// Spaces wider than this share of the natural one, or narrower, ask the letters for help.
  private static let widestShare: Int64 = 145
  private static let narrowestShare: Int64 = 80

  /// Spaces the letters, at most by `limit` thousandths of the em; returns what that gives.
  private mutating func track(_ line: Line, _ lack: Int64, _ limit: Int64) -> Int64 {
    guard line.spaceCount > 0, line.glyphCount > 1, limit > 0 else { return 0 }
    let set = line.spaces + lack
    let widest = line.spaces * Self.widestShare / 100
    let narrowest = line.spaces * Self.narrowestShare / 100
    let excess = set > widest ? set - widest : set < narrowest ? set - narrowest : 0
    let bound = line.em * limit / 1000
    tracking = min(max(excess / line.glyphCount, -bound), bound)
    return tracking * line.glyphCount
  }

  init() {}

  /// What wider glyphs and the space between them give a line.
  func gain(of line: Line) -> Int64 {
    Self.scaled(line.boxes, scale) - line.boxes + tracking * line.glyphCount
  }

  /// A width under a horizontal scale.
  @inline(__always)
  static func scaled(_ width: Int64, _ scale: Int16) -> Int64 {
    scale == 1000 ? width : width * Int64(scale) / 1000
  }
}
