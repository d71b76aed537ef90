public import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoRender
import OctavoText

/// Writes a typeset book to files. Every file appears whole or not at all.
public struct BookWriter: Sendable {
  let result: TypesetResult
  let fonts: FontFiles

  /// Makes a writer for a typeset book.
  public init(_ result: TypesetResult) {
    self.result = result
    fonts = FontFiles(
      faces: result.fonts.faces.map { FontFiles.Face(path: $0.path, index: Int($0.faceIndex)) })
  }

  /// Which pages, 0-based; nil for all.
  public typealias Pages = Range<Int>

  /// Writes a PDF; `progress` is told of the pages drawn so far.
  public func writePDF(
    to path: String, pages: Pages? = nil, progress: (Int) -> Void = { _ in }
  ) throws(OctavoError) {
    // A file that is not committed leaves nothing behind.
    let file = try AtomicFile(path: path)
    try PDFWriter(fonts: fonts, threads: result.threads)
      .write(result.pages, pages: pages, to: file, progress: progress)
    try file.commit()
  }

  /// Writes one page, 0-based, as a PNG.
  public func writePNG(page: Int, to path: String, dpi: Double) throws(OctavoError) {
    // A file that is not committed leaves nothing behind.
    let file = try AtomicFile(path: path)
    try PNGWriter(fonts: fonts, dpi: dpi).write(result.pages, page: page, to: file)
    try file.commit()
  }

  /// Writes one page, 0-based, as an SVG.
  public func writeSVG(page: Int, to path: String) throws(OctavoError) {
    // A file that is not committed leaves nothing behind.
    let file = try AtomicFile(path: path)
    try SVGWriter(fonts: fonts).write(result.pages, page: page, to: file)
    try file.commit()
  }

  /// What the engine holds between two steps, as text.
  public enum Dump: String, Sendable, CaseIterable {
    /// The semantic tree.
    case book
    /// The pages as fragments.
    case fragments
    /// The drawing commands.
    case display
  }

  /// The dump of a step.
  public func dump(_ kind: Dump, pages: Pages? = nil) -> String {
    switch kind {
    case .book: BookDump.text(of: result.book)
    case .fragments: FragmentDump(pages: pages).text(result.pages)
    case .display: DisplayDump(pages: pages).text(result.pages)
    }
  }
}
