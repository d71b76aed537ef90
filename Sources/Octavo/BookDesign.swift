import OctavoBase
import OctavoBook
import OctavoStyle
import OctavoText

/// What a book is set with: the style sheet of its template, and the fonts.
struct BookDesign: Sendable {
  /// Nil where the template is not there or is wrong.
  let sheet: Outcome<StyleSheet?>
  let fonts: Result<Outcome<FontLibrary>, OctavoError>
  /// The book's files, and the template's after them.
  let sources: SourceMap

  /// Loads both, and the patterns that divide the words of the book's language.
  init(_ request: TypesetRequest, _ manuscript: Manuscript, _ sources: SourceMap) {
    var sources = sources
    sheet = Self.loadStyle(
      request, manuscript.metadata, folder: manuscript.folder, sources: &sources)
    self.sources = sources
    let own = sheet.value.map(TemplateChoice.fontFolders) ?? []
    fonts = Result { () throws(OctavoError) in
      try FontLibrary.load(folders: request.fontFolders + own)
    }
    if case .success(let library) = fonts {
      library.value.prepareHyphenation(for: manuscript.metadata.language)
    }
  }

  /// The style sheet of the template asked for, or of the book's own choice.
  private static func loadStyle(
    _ request: TypesetRequest, _ metadata: BookMetadata, folder: String?,
    sources: inout SourceMap
  ) -> Outcome<StyleSheet?> {
    var metadata = metadata
    // A template asked for outside the book is no mistake of the book's line.
    if request.template != nil { metadata.spans["template"] = nil }
    let asked = request.template ?? metadata.template
    let name = TemplateChoice.resolve(
      asked, base: request.template == nil ? folder ?? "" : "", folders: request.templateFolders)
    return StyleSheetLoader.load(
      template: name, asked: asked, folders: request.templateFolders, metadata: metadata,
      sources: &sources)
  }
}
