package import OctavoBase
package import OctavoLayout
import Synchronization

/// Writes a paged book as a PDF: for the screen and for proofs.
///
/// Cairo draws the pages, in two parts where they are many, and `PDFAssembler` joins the parts. The
/// bytes depend on the book, the fonts and the pictures alone. Cairo 1.16 sets the limits: colours
/// are RGB, pages have one box, the file is PDF 1.5.
package struct PDFWriter: Sendable {
  private let fonts: FontFiles
  private let threads: Int

  /// A writer that uses so many threads; the bytes are the same for any number.
  package init(fonts: FontFiles, threads: Int = 1) {
    self.fonts = fonts
    self.threads = threads
  }

  /// From how many pages on a book is drawn in two parts, each with fonts of its own.
  private static let pagesForTwoParts = 48

  /// Draws pages (0-based; all unless given) and their links, outline, labels and metadata.
  ///
  /// `progress` is told the count of pages drawn, after each; calls never overlap, but may come
  /// from other threads.
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
    var parts: [DrawnPart] = []
    for part in draw(book, builder, progress: progress) { parts.append(try part.get()) }
    try PDFAssembler(parts, pages: builder.pages, of: book).write(to: sink)
  }

  private func draw(
    _ book: PagedBook, _ builder: DisplayListBuilder, progress: (Int) -> Void
  ) -> [Result<DrawnPart, OctavoError>] {
    let ranges = Self.parts(of: builder.pages)
    let drawn = Mutex(0)
    return withoutActuallyEscaping(progress) { progress in
      // Called under the lock alone.
      nonisolated(unsafe) let progress = progress
      return ParallelMap.run(
        count: ranges.count, threads: threads, makeContext: {},
        body: { index, _ in
          Result { () throws(OctavoError) in
            try DrawnPart(ranges[index], of: book, builder, fonts: fonts) {
              drawn.withLock { count in
                count += 1
                progress(count)
              }
            }
          }
        })
    }
  }

  /// Two halves of many pages, else all in one: by their count alone, so that the bytes do not
  /// depend on the number of threads.
  private static func parts(of pages: Range<Int>) -> [Range<Int>] {
    guard pages.count >= pagesForTwoParts else { return [pages] }
    let middle = pages.lowerBound + pages.count / 2
    return [pages.lowerBound..<middle, middle..<pages.upperBound]
  }
}
