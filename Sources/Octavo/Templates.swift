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

  /// A template as a list shows it.
  public struct Summary: Sendable {
    /// Its folder's name.
    public let name: String
    /// What it is for; nil where it does not say.
    public let description: String?
    /// The template it starts from; nil for one that starts from what is built in.
    public let extends: String?
  }

  /// The templates in some folders, sorted by name; one that cannot be read has its name alone.
  public static func summaries(in folders: [String]) -> [Summary] {
    let library = TemplateLibrary(folders: folders)
    return library.names.map { name in
      var sources = SourceMap()
      let chain = try? library.load(name, sources: &sources).value
      let own = chain?.last
      return Summary(name: name, description: own?.summary, extends: own?.extends?.name)
    }
  }

  /// Whether a book could be set with a template, known before there is a book.
  ///
  /// - Parameters:
  ///   - name: a bundled template's name, or a folder relative to the working folder.
  ///   - folders: where bundled templates are.
  /// - Throws: `TypesetFailure` with everything that is wrong.
  public static func check(_ name: String, in folders: [String]) throws(TypesetFailure) {
    _ = try load(name, in: folders)
  }

  /// One value in force, and where it comes from.
  public struct Value: Sendable {
    /// The key, its groups before it.
    public let path: String
    /// As a template writes it.
    public let value: String
    /// `folder/template.yaml:12:3`; nil for what the format has built in.
    public let place: String?
    /// The template that states it; nil for what the format has built in.
    public let template: String?
  }

  /// Every value a template comes to, in the format's order.
  ///
  /// - Throws: `TypesetFailure` with everything that is wrong with it.
  public static func values(
    _ name: String, in folders: [String]
  ) throws(TypesetFailure) -> [Value] {
    let loaded = try load(name, in: folders)
    return TemplateListing(loaded.chain).rows.map { row in
      let place = row.span.map { span in
        let file = loaded.findings.sources[span.file]
        let position = file.position(of: Int(span.start))
        return "\(file.name):\(position.line):\(position.column)"
      }
      return Value(
        path: row.path.description, value: row.value, place: place, template: row.template)
    }
  }

  private static func load(
    _ name: String, in folders: [String]
  ) throws(TypesetFailure) -> (chain: [Template], findings: Findings) {
    var findings = Findings()
    let path = TemplateChoice.resolve(name, base: "", folders: folders)
    let library = TemplateLibrary(folders: folders)
    var sources = SourceMap()
    let chain = try findings.take { () throws(OctavoError) in
      try library.load(path, asked: name, sources: &sources)
    }
    findings.sources = sources
    if !chain.isEmpty {
      _ = findings.take(
        StyleResolver.resolve(template: chain, metadata: BookMetadata(title: "")))
    }
    try findings.stopOnErrors()
    return (chain, findings)
  }

  private static func loadSheet(
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
    guard let sheet = loadSheet(name, folders, &findings) else { throw findings.failure(.badInput) }
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
