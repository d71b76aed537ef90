import OctavoBase
import OctavoStyle
import OctavoText

/// Checks that the families a template names are there.
enum FontCheck {
  /// - Parameter sources: the files the sheet's places point into.
  static func diagnostics(
    _ sheet: StyleSheet, _ fonts: FontLibrary, _ sources: SourceMap
  ) -> [Diagnostic] {
    var known: Set<String> = []
    for face in fonts.faces { known.insert(face.family) }
    var wanted: [String] = []
    for role in sheet.fonts.families.keys.sorted() { wanted += sheet.fonts.families[role] ?? [] }
    wanted += sheet.fonts.fallbacks
    var seen: Set<String> = []
    return wanted.filter { !known.contains($0) && seen.insert($0).inserted }.map { family in
      let nearest = NearestName.of(family, in: known).map { "did you mean “\($0)”?" }
      return Diagnostic(
        .error, "style.unknown-font",
        "template “\(sheet.name)” names the font family “\(family)”, which is not there",
        at: sheet.fonts.places[family].map { narrowed($0, to: family, sources) },
        hints: [nearest, "families: " + known.sorted().joined(separator: ", ")].compactMap(\.self))
    }
  }

  /// The place of one family in a list of them.
  private static func narrowed(
    _ span: SourceSpan, to family: String, _ sources: SourceMap
  ) -> SourceSpan {
    let text = sources[span.file].text
    let name = Array(family.utf8)
    for start in Int(span.start)..<max(Int(span.start), text.count - name.count + 1)
    where text[start...].starts(with: name) {
      return SourceSpan(file: span.file, start: start, end: start + name.count)
    }
    return span
  }
}
