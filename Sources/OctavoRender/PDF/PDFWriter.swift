package import OctavoBase
package import OctavoLayout

/// Writes a paged book as a PDF: for the screen and for proofs.
///
/// Text and rules are written from the display lists; pictures are taken over as their files pack
/// them, or drawn by Cairo. The bytes depend on the book, the fonts and the pictures alone. Colours
/// are RGB and gray, the file is PDF 1.5.
package struct PDFWriter: Sendable {
  private let fonts: FontFiles
  private let threads: Int

  /// A writer that uses so many threads; the bytes are the same for any number.
  package init(fonts: FontFiles, threads: Int = 1) {
    self.fonts = fonts
    self.threads = threads
  }

  /// Writes pages (0-based; all unless given) and their links, outline, labels and metadata.
  ///
  /// `progress` is told the count of pages done, after each; calls never overlap, but may come from
  /// other threads.
  package func write(
    _ book: PagedBook, pages: Range<Int>? = nil, to sink: any ByteSink,
    progress: (Int) -> Void = { _ in }
  ) throws(OctavoError) {
    let builder = DisplayListBuilder(book, pages: pages)
    try PageSize.check(book.trim)
    guard !builder.pages.isEmpty else {
      throw OctavoError(
        .badInput, "render.no-pages", "a PDF needs at least one page; none is to be drawn")
    }
    let streams = PageStreams(builder, size: book.trim, threads: threads)
    let faces = try embed(streams.census(faceCount: fonts.faces.count))
    var output = PDFOutput(sink: sink)
    let forms = try PictureForms(
      book.images, uses: builder.imageUses(on: builder.pages),
      drawing: PictureForms.Drawing(fonts: fonts, threads: threads), to: &output)
    let written = try streams.write(faces: faces, progress: progress)
    try PDFAssembler(book, pages: builder.pages, written).write(
      PDFAssembler.Parts(faces: faces, forms: forms), to: &output)
  }

  /// Cuts each face that is used down to its glyphs.
  private func embed(_ census: GlyphCensus) throws(OctavoError) -> [EmbeddedFace?] {
    var faces: [EmbeddedFace?] = []
    for (index, meanings) in census.faces.enumerated() {
      let isUsed = !meanings.all.isEmpty
      faces.append(isUsed ? try EmbeddedFace(meanings, from: fonts.faces[index]) : nil)
    }
    return faces
  }
}
