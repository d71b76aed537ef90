import OctavoBase

/// Collects the characters no font covers, each once, with the first place it stands.
struct MissingCharacters {
  private var found: [(scalar: Unicode.Scalar, span: SourceSpan?)] = []

  mutating func record(_ scalar: Unicode.Scalar, in span: SourceSpan?) {
    if found.contains(where: { $0.scalar == scalar }) { return }
    found.append((scalar, span))
  }

  func diagnostics(_ sources: SourceMap) -> [Diagnostic] {
    found.map { scalar, span in
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
      return Diagnostic(
        .warning, "text.missing-glyph",
        "no font of the template has the character “\(scalar)” (U+\(padded)); a box stands for it",
        at: span.map { place(of: scalar, in: $0, sources) },
        hints: ["add a family that covers it to `fonts: fallbacks:` of the template"])
    }
  }

  /// The character's own place in the span's text, or the span where it is written otherwise.
  private func place(
    of scalar: Unicode.Scalar, in span: SourceSpan, _ sources: SourceMap
  ) -> SourceSpan {
    let text = sources[span.file].text[Int(span.start)..<Int(span.end)]
    let wanted = Array(String(scalar).utf8)
    var index = text.startIndex
    while index + wanted.count <= text.endIndex {
      if text[index] == wanted[0], text[index..<index + wanted.count].elementsEqual(wanted) {
        return SourceSpan(file: span.file, start: index, end: index + wanted.count)
      }
      index += 1
    }
    return span
  }
}
