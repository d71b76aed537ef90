import OctavoBase
import OctavoBook
import OctavoLayout
import OctavoRender

/// Finds and measures the pictures a book shows.
enum BookImages {
  /// Every picture that can be shown; the others are findings.
  ///
  /// - Parameter folder: what the manuscript's paths are relative to; nil: the working folder.
  static func find(in book: Book, folder: String?) -> Outcome<ImageTable> {
    var found: [(path: String, image: BookImage)] = []
    var seen: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for division in book.divisions {
      visit(division.blocks + division.notes.flatMap(\.blocks)) { image in
        guard seen.insert(image.path).inserted else { return }
        let path = folder.map { $0 + "/" + image.path } ?? image.path
        let probe = ImageReader.probe(path, at: image.span)
        diagnostics += probe.diagnostics.map(softened)
        if let value = probe.value { found.append((image.path, value)) }
      }
    }
    return Outcome(ImageTable(found), diagnostics)
  }

  /// A picture that cannot be shown is replaced by its description: the book is set all the same.
  private static func softened(_ diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic(
      .warning, diagnostic.code, diagnostic.message, at: diagnostic.span,
      related: diagnostic.related,
      hints: diagnostic.hints.isEmpty
        ? ["its description stands in its place"] : diagnostic.hints)
  }

  private static func visit(_ blocks: [Block], _ body: (Image) -> Void) {
    for block in blocks {
      switch block.content {
      case .figure(let figure): body(figure.image)
      case .quote(let inner), .container(_, let inner): visit(inner, body)
      case .list(let list): for item in list.items { visit(item.blocks, body) }
      case .definitions(let definitions):
        for definition in definitions {
          for description in definition.descriptions { visit(description, body) }
        }
      default: break
      }
    }
  }
}
