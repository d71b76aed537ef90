import OctavoBase
import OctavoLayout

/// Hands the book's outline to a PDF surface, entry below entry.
enum PDFOutline {
  /// Entries whose anchor is on no drawn page are left out; what stood below them moves up.
  static func add(
    _ entries: [OutlineEntry], of builder: DisplayListBuilder, to surface: borrowing CairoSurface
  ) throws(OctavoError) {
    /// Level and Cairo's number of the entries the next one may stand below.
    var open: [(level: Int, number: Int32)] = []
    for entry in entries where builder.hasAnchor(entry.anchor) {
      while let last = open.last, last.level >= entry.level { open.removeLast() }
      let number = surface.addOutlineEntry(
        entry.title, below: open.last?.number, leadingTo: entry.anchor)
      open.append((entry.level, number))
    }
    try surface.check("writing the outline")
  }
}
