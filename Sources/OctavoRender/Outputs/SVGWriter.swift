package import OctavoBase
package import OctavoLayout

/// Draws single pages of a book as SVG pictures, glyphs as outlines.
package struct SVGWriter: Sendable {
  private let fonts: FontFiles

  package init(fonts: FontFiles) { self.fonts = fonts }

  /// Draws a physical page (0-based, less than `PagedBook.pageCount`).
  package func write(
    _ book: PagedBook, page: Int, to sink: any ByteSink
  ) throws(OctavoError) {
    let list = DisplayListBuilder(book).build(page: page)
    try write(list, images: book.images, to: sink)
  }

  /// Draws a display list whose pictures are indices of `images`.
  package func write(
    _ list: DisplayList, images: [BookImage], to sink: any ByteSink
  ) throws(OctavoError) {
    try PageSize.check(list.size)
    let drawn = MemorySink()
    let surface = try CairoSurface.svg(size: list.size, to: drawn)
    let pictures = CairoImages(
      images, uses: DisplayListBuilder.imageUses(list, of: images.count), mode: .embedded,
      fonts: SVGFontsLender(fonts))
    var canvas = try PageCanvas(
      on: surface, fonts: fonts, images: pictures, as: .file)
    try canvas.draw(list)
    try canvas.showPage()
    try surface.finish("completing the SVG")
    let numbered = SVGNumbering.renumber(drawn.bytes)
    let result = numbered.withUnsafeBytes { bytes in
      Result { () throws(OctavoError) in try sink.write(bytes) }
    }
    try result.get()
  }
}
