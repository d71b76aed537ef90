import Foundation
public import OctavoBase
import OctavoBook
import OctavoStyle
import OctavoText

/// What the library says of templates without setting a book.
public enum Templates {
  /// The JSON Schema (draft 2020-12) of `template.yaml`.
  public static var schema: String { TemplateSchema.json() }

  /// The names of the templates in some folders, sorted.
  public static func names(in folders: [String]) -> [String] {
    TemplateLibrary(folders: folders).names
  }

  /// Whether a book could be set with a template, known before there is a book.
  ///
  /// - Parameters:
  ///   - name: a bundled template's name, or a folder relative to the working folder.
  ///   - folders: where bundled templates are.
  /// - Throws: `TypesetFailure` with everything that is wrong.
  public static func check(_ name: String, in folders: [String]) throws(TypesetFailure) {
    var findings = Findings()
    _ = load(name, folders, &findings)
    try findings.stopOnErrors()
  }

  private static func load(
    _ name: String, _ folders: [String], _ findings: inout Findings
  ) -> StyleSheet? {
    findings.take(
      StyleSheetLoader.load(
        template: TemplateChoice.resolve(name, base: "", folders: folders), asked: name,
        folders: folders, metadata: BookMetadata(title: ""), sources: &findings.sources))
  }

  /// Whether a template's fonts could set a language, known before there is a book; nil where they
  /// could.
  ///
  /// - Parameters:
  ///   - language: a language tag. What it is usually written in counts, unless it says.
  ///   - template: a bundled template's name or a folder; nil for the one books have by default.
  ///   - folders: where bundled templates are.
  ///   - fontFolders: where bundled fonts are.
  /// - Throws: `TypesetFailure` where the template or the fonts cannot be used.
  public static func uncovered(
    _ language: String, template: String?, in folders: [String], fontFolders: [String]
  ) throws(TypesetFailure) -> Diagnostic? {
    var findings = Findings()
    let name = template ?? BookMetadata(title: "").template
    guard let sheet = load(name, folders, &findings) else { throw findings.failure(.badInput) }
    let fonts = try findings.take { () throws(OctavoError) in
      try FontLibrary.load(folders: fontFolders + TemplateChoice.fontFolders(of: sheet))
    }
    try findings.stopOnErrors()
    let families = Set(sheet.fonts.fallbacks + (sheet.fonts.families["text"] ?? []))
    let script = Locale.Language(identifier: language).script?.identifier ?? ""
    let letters = ScriptLetters.of(script)
    let missing = fonts.missing(letters, in: families)
    // Rare letters are often missing; a script whose most common ones are has no font.
    guard missing.count * 2 > letters.count else { return nil }
    let some = missing.prefix(4).map(String.init).joined(separator: " ")
    return Diagnostic(
      .error, "template.script-not-covered",
      "no font of the template “\(sheet.name)” has the letters of “\(language)”, such as \(some); "
        + "they would be printed as boxes",
      hints: ["use a template that brings fonts of its own"])
  }
}
