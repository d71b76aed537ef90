import OctavoBase
import OctavoBook
import OctavoStyle

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
    _ = findings.take(
      StyleSheetLoader.load(
        template: TemplateChoice.resolve(name, base: "", folders: folders), asked: name,
        folders: folders, metadata: BookMetadata(title: ""), sources: &findings.sources))
    try findings.stopOnErrors()
  }
}
