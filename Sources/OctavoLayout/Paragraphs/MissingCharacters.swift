import OctavoBase
import OctavoText

/// Collects the characters no font covers: how often each is wanted, and where first.
struct MissingCharacters: Sendable {
  private struct Found {
    let scalar: Unicode.Scalar
    /// The first paragraph with it that has a place in the source: a heading's words in the
    /// contents have none.
    var span: SourceSpan?
    var count: Int
  }

  /// In the order of their first places.
  private var found: [Found] = []
  /// Looked up, never iterated.
  private var indices: [UInt32: Int] = [:]

  mutating func record(_ scalar: Unicode.Scalar, in span: SourceSpan?, count: Int = 1) {
    if let index = indices[scalar.value] {
      found[index].count += count
      found[index].span = found[index].span ?? span
    } else {
      indices[scalar.value] = found.count
      found.append(Found(scalar: scalar, span: span, count: count))
    }
  }

  /// Takes over what another division lacks, which comes after this.
  mutating func add(_ other: MissingCharacters) {
    for found in other.found { record(found.scalar, in: found.span, count: found.count) }
  }

  /// So few characters of a script are named one by one; of more, some stand for all.
  private static let fewest = 5

  /// A finding for each script, or for each character where they are few.
  func diagnostics(_ sources: SourceMap) -> [Diagnostic] {
    var groups: [[Found]] = []
    var known: [CharacterGroup: Int] = [:]
    for found in found {
      let group = CharacterGroup(of: found.scalar)
      if let index = known[group] {
        groups[index].append(found)
      } else {
        known[group] = groups.count
        groups.append([found])
      }
    }
    return groups.flatMap { group in
      group.count <= Self.fewest
        ? group.map { alone($0, sources) } : [together(group, sources)]
    }
  }

  private func alone(_ found: Found, _ sources: SourceMap) -> Diagnostic {
    let code = String(found.scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
    let boxes =
      found.count == 1 ? "a box stands for it" : "boxes stand for it, \(found.count) times"
    return finding(
      "no font of the template has the character “\(found.scalar)” (U+\(padded)); \(boxes)",
      found, "add a family that covers it to `fonts: fallbacks:` of the template", sources)
  }

  private func together(_ group: [Found], _ sources: SourceMap) -> Diagnostic {
    let samples = group.prefix(Self.fewest).map { "“\($0.scalar)”" }.joined(separator: ", ")
    let places = group.reduce(0) { $0 + $1.count }
    return finding(
      "no font of the template has \(group.count) of the book's \(CharacterGroup(of: group[0].scalar).name), such as \(samples); boxes stand for them, \(places) times",
      group[0], "add a family that covers them to `fonts: fallbacks:` of the template", sources)
  }

  private func finding(
    _ message: String, _ first: Found, _ hint: String, _ sources: SourceMap
  ) -> Diagnostic {
    Diagnostic(
      .warning, "text.missing-glyph", message,
      at: first.span.map { place(of: first.scalar, in: $0, sources) }, hints: [hint])
  }

  /// The character's own place in the span's text, or the span where it is written otherwise.
  private func place(
    of scalar: Unicode.Scalar, in span: SourceSpan, _ sources: SourceMap
  ) -> SourceSpan {
    let wanted = Array(String(scalar).utf8)
    let start = sources[span.file].text.withUnsafeBufferPointer { text in
      (Int(span.start)..<max(Int(span.start), Int(span.end) - wanted.count + 1)).first { index in
        text[index] == wanted[0]
          && wanted.indices.dropFirst().allSatisfy { text[index + $0] == wanted[$0] }
      }
    }
    guard let start else { return span }
    return SourceSpan(file: span.file, start: start, end: start + wanted.count)
  }
}
