public import OctavoBase
public import OctavoBook

/// Finds a book's template and resolves it: the one call that gives a style sheet.
public enum StyleSheetLoader {
  /// The style sheet of `template` for a book; nil when the template is not there or is wrong, with
  /// the reasons among the diagnostics.
  ///
  /// - Parameters:
  ///   - template: a name in one of `folders`, or a path.
  ///   - asked: how the user wrote it, for findings; as `template` unless given.
  ///   - sources: takes the template's files, so that the findings print with their lines.
  public static func load(
    template: String, asked: String? = nil, folders: [String], metadata: BookMetadata,
    sources: inout SourceMap
  ) -> Outcome<StyleSheet?> {
    let library = TemplateLibrary(folders: folders)
    do throws(OctavoError) {
      let span = metadata.spans["template"]
      let chain = try library.load(template, asked: asked, at: span, sources: &sources)
      guard !chain.value.isEmpty else { return Outcome(nil, chain.diagnostics) }
      let sheet = StyleResolver.resolve(template: chain.value, metadata: metadata)
      let diagnostics = chain.diagnostics + sheet.diagnostics
      return Outcome(diagnostics.hasErrors ? nil : sheet.value, diagnostics)
    } catch {
      return Outcome(nil, error.diagnostics)
    }
  }
}
