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

  /// What a line is made of, in scaled points.
  struct Line {
    var boxes: Int64 = 0
    var spaces: Int64 = 0
    var spaceCount: Int64 = 0
    var spaceStretch: Int64 = 0
    var spaceShrink: Int64 = 0
    /// What hangs into the margins, both sides together.
    var protrusion: Int64 = 0

    var natural: Int64 { boxes + spaces - protrusion }
  }

  /// Steps in which glyphs are widened, thousandths.
  private static let step: Int64 = 5

  /// Spreads what the line lacks over spaces and glyphs in proportion to what each can give.
  init(fitting line: Line, to width: Int64, expansion: Int) {
    var lack = width - line.natural
    let give = lack > 0 ? line.spaceStretch : line.spaceShrink
    let glyphs = line.boxes * Int64(expansion) / 1000
    if expansion > 0, glyphs > 0, lack != 0 {
      let limit = Int64(expansion)
      let wanted = lack * limit / max(give + glyphs, 1)
      let thousandths = min(max(wanted, -limit), limit) / Self.step * Self.step
      scale = Int16(1000 + thousandths)
      lack -= Self.scaled(line.boxes, scale) - line.boxes
    }
    guard line.spaceCount > 0 else { return }
    perSpace = lack / line.spaceCount
    remainder = lack - perSpace * line.spaceCount
    if remainder < 0 {
      perSpace -= 1
      remainder += line.spaceCount
    }
  }

  init() {}

  /// A width under a horizontal scale.
  @inline(__always)
  static func scaled(_ width: Int64, _ scale: Int16) -> Int64 {
    scale == 1000 ? width : width * Int64(scale) / 1000
  }
}
