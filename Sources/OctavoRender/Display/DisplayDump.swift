package import OctavoLayout
import OctavoBase

/// Prints display lists as text: `--dump display`.
///
/// One line a command; lengths in points to the thousandth. A run also shows its glyphs, each as
/// `glyph@x`, or `glyph@x,y` off the baseline.
package struct DisplayDump: Sendable {
  private let pages: Range<Int>?

  /// A dump of some pages (0-based, clamped to the book; all unless given).
  package init(pages: Range<Int>? = nil) { self.pages = pages }

  package func text(_ book: PagedBook) -> String {
    let builder = DisplayListBuilder(book, pages: pages)
    var list = DisplayList(size: book.trim, label: "")
    var text = ""
    for page in builder.pages {
      builder.build(page: page, into: &list)
      text += "page \(page + 1) "
      text += self.text(list)
    }
    return text
  }

  package func text(_ list: DisplayList) -> String {
    var text = "label \(DumpText.quote(list.label.utf8))"
    text += " size \(Decimals.format(list.size.width)) \(Decimals.format(list.size.height))\n"
    for command in list.commands { text += "  \(line(command, in: list))\n" }
    return text
  }

  private func line(_ command: DisplayList.Command, in list: DisplayList) -> String {
    switch command {
    case .glyphs(let run, let origin):
      let bytes = list.text[Int(run.text.lowerBound)..<Int(run.text.upperBound)]
      return "glyphs \(DumpText.style(run)) at \(DumpText.place(origin))"
        + " \(DumpText.quote(bytes)) [\(glyphs(run, in: list))]"
    case .rule(let rect, let color):
      return "rule \(DumpText.rectangle(rect)) \(DumpText.color(color))"
    case .image(let image):
      return "image \(image.image) \(DumpText.rectangle(image.frame))"
        + " \(DumpText.quote(image.alternative.utf8))"
    case .beginLink(let target): return "link \(DumpText.target(target))"
    case .endLink: return "end link"
    case .beginTurn: return "turn"
    case .endTurn: return "end turn"
    case .anchor(let name, let point):
      return "anchor \(DumpText.quote(name.utf8)) at \(DumpText.place(point))"
    }
  }

  private func glyphs(_ run: GlyphRun, in list: DisplayList) -> String {
    list.glyphs[Int(run.glyphs.lowerBound)..<Int(run.glyphs.upperBound)].map { glyph in
      let x = Decimals.format(Length(scaledPoints: Int64(glyph.x)))
      let y = Decimals.format(Length(scaledPoints: Int64(glyph.y)))
      return glyph.y == 0 ? "\(glyph.glyph)@\(x)" : "\(glyph.glyph)@\(x),\(y)"
    }.joined(separator: " ")
  }
}
