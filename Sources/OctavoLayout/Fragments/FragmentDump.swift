import OctavoBase
import OctavoBook
import OctavoStyle

/// Prints a paged book as text: `--dump fragments`, and what golden tests compare.
///
/// One line for each page, item and run, indented by depth; lengths in points to the thousandth.
package struct FragmentDump: Sendable {
  /// Physical pages (0-based) to print.
  private let pages: Range<Int>

  /// A dump of some pages (clamped to the book; all unless given).
  package init(pages: Range<Int>? = nil) { self.pages = pages ?? 0..<Int.max }

  package func text(_ book: PagedBook) -> String {
    var text = "book \(DumpText.quote(book.metadata.title.utf8)) pages \(book.pageCount)"
    text += " trim \(Decimals.format(book.trim.width)) \(Decimals.format(book.trim.height))\n"
    for division in book.divisions {
      for (index, page) in division.pages.enumerated() {
        let number = division.firstPage + index
        guard pages.contains(number) else { continue }
        append(page, number: number, of: division, in: book, to: &text)
      }
    }
    for entry in book.outline {
      text += "outline \(entry.level) \(DumpText.quote(entry.title.utf8))"
      text += " → \(DumpText.quote(entry.anchor.utf8))\n"
    }
    return text
  }

  private func append(
    _ page: PageFragment, number: Int, of division: PagedDivision, in book: PagedBook,
    to text: inout String
  ) {
    let label = book.labels.indices.contains(number) ? book.labels[number] : ""
    text += "page \(number + 1) label \(DumpText.quote(label.utf8)) \(division.matter.rawValue)"
    text += " lines \(page.filledLines)"
    if page.isOpening { text += " opening" }
    text += "\n"
    for anchor in page.anchors {
      text += "  anchor \(DumpText.quote(anchor.name.utf8)) at \(DumpText.place(anchor.at))\n"
    }
    for item in page.items { append(item, from: division.store, prefix: "  ", to: &text) }
    for float in page.floats {
      text += "  float \(float.number)\(float.isTurned ? " turned" : "")\n"
      for item in float.items { append(item, from: division.store, prefix: "    ", to: &text) }
    }
    for item in page.furniture {
      append(item, from: book.furniture, prefix: "  furniture ", to: &text)
    }
  }

  private func append(
    _ item: PageFragment.Item, from store: FragmentStore, prefix: String, to text: inout String
  ) {
    text += prefix
    switch item {
    case .line(let index, let origin):
      append(store.lines[Int(index)], at: origin, from: store, to: &text)
    case .rule(let rect, let color):
      text += "rule \(DumpText.rectangle(rect)) \(DumpText.color(color))\n"
    case .image(let image):
      text += "image \(image.image) \(DumpText.rectangle(image.frame))"
      text += " \(DumpText.quote(image.alternative.utf8))\n"
    }
  }

  private func append(
    _ line: LineFragment, at origin: Point, from store: FragmentStore, to text: inout String
  ) {
    text += "line \(line.role.rawValue) at \(DumpText.place(origin))"
    if line.setSpace != .zero { text += " space \(Decimals.format(line.setSpace))" }
    if line.endsInHyphen { text += " hyphen" }
    if line.endsParagraph { text += " last" }
    text += "\n"
    for index in line.runs {
      let run = store.runs[Int(index)]
      text += "    \(DumpText.style(run)) x \(Decimals.format(run.x))"
      text += " width \(Decimals.format(run.width))"
      if run.link >= 0 { text += " \(DumpText.target(store.links[Int(run.link)]))" }
      let bytes = store.text[Int(run.text.lowerBound)..<Int(run.text.upperBound)]
      text += " \(DumpText.quote(bytes))\n"
    }
  }
}
