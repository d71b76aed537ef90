import OctavoBase
import OctavoBook
import OctavoEbook
import OctavoLayout
import OctavoRender

/// Finds and measures the pictures a book shows.
enum BookImages {
  /// Every picture that can be shown; the others are findings. Each file is read whole, so that a
  /// damaged one is found before any page is made.
  ///
  /// - Parameter folder: what the manuscript's paths are relative to; nil: the working folder.
  static func find(in book: Book, folder: String?, threads: Int) -> Outcome<ImageTable> {
    var named: [(path: String, span: SourceSpan)] = []
    var seen: Set<String> = []
    for division in book.divisions {
      visit(division.blocks + division.notes.flatMap(\.blocks)) { image in
        if seen.insert(image.path).inserted { named.append((image.path, image.span)) }
      }
    }
    let all = named
    let probes = ParallelMap.run(count: all.count, threads: threads, makeContext: {}) { index, _ in
      let (name, span) = all[index]
      let found = ImageReader.probe(folder.map { $0 + "/" + name } ?? name, at: span)
      return found.value?.isGiant == true ? found : checked(found, at: span)
    }
    var found: [(path: String, image: BookImage)] = []
    var diagnostics: [Diagnostic] = []
    for (image, first) in zip(all, probes) {
      let probe = first.value?.isGiant == true ? checked(first, at: image.span) : first
      diagnostics += probe.diagnostics.map(softened)
      if let value = probe.value { found.append((image.path, value)) }
    }
    return Outcome(ImageTable(found), diagnostics)
  }

  /// What was found of a picture, and what is wrong with its data.
  private static func checked(
    _ probe: Outcome<BookImage?>, at span: SourceSpan
  ) -> Outcome<BookImage?> {
    guard let image = probe.value else { return probe }
    let damage =
      image.format == .svg
      ? fault(of: image, at: span) : ImageReader.damage(of: image, at: span)
    return damage.isEmpty ? probe : Outcome(nil, probe.diagnostics + damage)
  }

  /// Why an SVG is not drawn: what e-books may not hold is in no format, so that all show the same.
  private static func fault(of image: BookImage, at span: SourceSpan) -> [Diagnostic] {
    guard let bytes = WholeFile.bytes(of: image.path), let fault = SVGCheck.fault(in: bytes) else {
      return []
    }
    return [
      Diagnostic(
        .error, "image.svg", "the SVG “\(image.path)” \(fault)", at: span,
        hints: ["take it out; the picture's description stands in its place"])
    ]
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
