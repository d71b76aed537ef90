package import OctavoBase
package import OctavoLayout

/// Writes a paged book as a PDF through Cairo: for the screen and for proofs.
///
/// The bytes depend on the book, the fonts and the pictures alone. Cairo 1.16 sets the limits:
/// colours are RGB, pages have one box, the file is PDF 1.5.
package struct PDFWriter: Sendable {
  private let fonts: FontFiles

  package init(fonts: FontFiles) { self.fonts = fonts }

  /// Draws pages (0-based; all unless given) and their links, outline, labels and metadata.
  ///
  /// `progress` is told the count of pages drawn, after each.
  package func write(
    _ book: PagedBook, pages: Range<Int>? = nil, to sink: any ByteSink,
    progress: (Int) -> Void = { _ in }
  ) throws(OctavoError) {
    let builder = DisplayListBuilder(book, pages: pages)
    try PageSize.check(book.trim)
    let information = PDFInformation(book.metadata)
    var surface = try CairoSurface.pdf(
      size: book.trim, patches: information.datePatches + [CairoSurface.firstLabelPatch], to: sink)
    do {
      information.set(on: surface)
      try draw(book, builder, on: surface, progress: progress)
      try PDFOutline.add(book.outline, of: builder, to: surface)
    } catch {
      surface.abandon()
      // The sink's own error says more than what Cairo made of it.
      try surface.checkSink()
      throw error
    }
    try surface.finish("completing the PDF")
  }

  private func draw(
    _ book: PagedBook, _ builder: DisplayListBuilder, on surface: borrowing CairoSurface,
    progress: (Int) -> Void
  ) throws(OctavoError) {
    let tagged = builder.hasAnchorsOrLinks
    let images = CairoImages(book.images, uses: builder.imageUses, mode: .embedded)
    var canvas = try PageCanvas(
      on: surface, fonts: fonts, images: images, as: .file(tagged: tagged))
    var list = DisplayList(size: book.trim, label: "")
    // Links outside a structure tag leave Cairo 1.16's file damaged: all stands in one.
    try canvas.beginTag("Document", nil)
    for page in builder.pages {
      builder.build(page: page, into: &list)
      surface.setPageLabel(list.label, isFirst: page == builder.pages.lowerBound)
      try canvas.draw(list)
      if page == builder.pages.last { try canvas.endTag("Document") }
      try canvas.showPage()
      progress(page - builder.pages.lowerBound + 1)
    }
  }
}
