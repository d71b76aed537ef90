import Octavo
import OctavoBase

/// Reads back what one export wrote in several formats: all of them must hold the same book.
struct ExportGate {
  /// The files written, in order.
  private var files: [(format: ExportCommand.Format, path: String)] = []

  mutating func wrote(_ format: ExportCommand.Format, _ path: String) {
    files.append((format, path))
  }

  /// Whether there are files to compare.
  var isNeeded: Bool { files.count > 1 }

  /// Where a file's words, headings, notes or descriptions differ from the book's.
  ///
  /// - Parameter pages: the pages, 0-based, that the PDF was written with; all unless given.
  func differences(_ writer: BookWriter, pages: Range<Int>?) throws(OctavoError) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for file in files {
      switch file.format {
      case .pdf: found += try writer.verifyPDF(at: file.path, pages: pages)
      case .epub: found += try writer.verifyEPUB(at: file.path)
      case .docx: found += try writer.verifyDOCX(at: file.path)
      }
    }
    return found
  }
}
