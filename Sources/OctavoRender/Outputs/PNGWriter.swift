package import OctavoBase
package import OctavoLayout

/// Draws single pages of a book as PNG pictures, for previews and for looking at.
///
/// Glyphs stand exactly where the PDF has them: nothing is hinted or rounded to pixels, and edges
/// are smoothed in gray.
package struct PNGWriter: Sendable {
  private let fonts: FontFiles
  private let pictureFonts: SVGFontsLender
  /// Dots to the inch, 1 to 2400.
  private let dpi: Double

  package init(fonts: FontFiles, dpi: Double = 150) {
    self.fonts = fonts
    pictureFonts = SVGFontsLender(fonts)
    self.dpi = min(max(dpi.isFinite ? dpi : 150, 1), 2400)
  }

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
    let scale = dpi / 72
    let width = Int((list.size.width.points * scale).rounded(.up))
    let height = Int((list.size.height.points * scale).rounded(.up))
    guard max(width, height) <= ImageReader.largestSide else {
      throw OctavoError(
        .badInput, "render.too-many-pixels",
        "a page of \(width) by \(height) pixels cannot be drawn; at most \(ImageReader.largestSide) a side are allowed",
        hints: ["use fewer dots to the inch"])
    }
    let surface = try CairoSurface.pixels(width: width, height: height)
    let pictures = CairoImages(
      images, uses: DisplayListBuilder.imageUses(list, of: images.count), mode: .resampled,
      fonts: pictureFonts)
    var canvas = try PageCanvas(
      on: surface, fonts: fonts, images: pictures, as: .pixels(perPoint: scale))
    canvas.paintPaper()
    try canvas.draw(list)
    try surface.writePNG(to: sink)
  }
}
