import OctavoBase
import OctavoLayout

/// Some pages of a book as Cairo drew them: content, fonts and pictures, and nothing around them.
struct DrawnPart: Sendable {
  let bytes: [UInt8]
  let objects: DrawnObjects
  /// By page.
  let marks: [PageMarks]

  /// Draws pages of the builder's book; `drew` is told of each.
  init(
    _ pages: Range<Int>, of book: PagedBook, _ builder: DisplayListBuilder, fonts: FontFiles,
    drew: () -> Void
  ) throws(OctavoError) {
    let sink = MemorySink()
    let surface = try CairoSurface.pdf(size: book.trim, to: sink)
    marks = try Self.draw(pages, of: book, builder, fonts: fonts, on: surface, drew: drew)
    try surface.finish("completing the PDF")
    bytes = sink.bytes
    objects = try DrawnObjectReader.read(bytes)
    guard objects.pages.count == pages.count else {
      throw DrawnObjectReader.unexpected("has \(objects.pages.count) of \(pages.count) pages")
    }
  }

  private static func draw(
    _ pages: Range<Int>, of book: PagedBook, _ builder: DisplayListBuilder, fonts: FontFiles,
    on surface: borrowing CairoSurface, drew: () -> Void
  ) throws(OctavoError) -> [PageMarks] {
    let images = CairoImages(book.images, uses: builder.imageUses(on: pages), mode: .embedded)
    var canvas = try PageCanvas(on: surface, fonts: fonts, images: images, as: .file)
    var list = DisplayList(size: book.trim, label: "")
    var marks: [PageMarks] = []
    marks.reserveCapacity(pages.count)
    for page in pages {
      builder.build(page: page, into: &list)
      try canvas.draw(list)
      try canvas.showPage()
      marks.append(PageMarks(list))
      drew()
    }
    return marks
  }
}
