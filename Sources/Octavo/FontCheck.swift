import OctavoBase
import OctavoStyle
import OctavoText

/// Checks that the families a template names are there.
enum FontCheck {
  static func diagnostics(_ sheet: StyleSheet, _ fonts: FontLibrary) -> [Diagnostic] {
    var known: Set<String> = []
    for face in fonts.faces { known.insert(face.family) }
    var wanted: [String] = sheet.fonts.fallbacks
    for role in sheet.fonts.families.keys.sorted() { wanted += sheet.fonts.families[role] ?? [] }
    var seen: Set<String> = []
    return wanted.filter { !known.contains($0) && seen.insert($0).inserted }.map { family in
      let nearest = NearestName.of(family, in: known)
      return Diagnostic(
        .error, "style.unknown-font",
        "template “\(sheet.name)” names the font family “\(family)”, which is not among the bundled ones: \(known.sorted().joined(separator: ", "))",
        hints: nearest.map { ["did you mean “\($0)”?"] } ?? [])
    }
  }
}
