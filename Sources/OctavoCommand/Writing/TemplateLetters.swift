import Octavo
import OctavoBase

/// Whether a book in a language could be printed, known before a word of it is bought.
enum TemplateLetters {
  /// What the template's fonts lack; nil where they have the language's letters. Throws where the
  /// template cannot be used at all.
  static func missing(of language: String, template: String?) throws -> Diagnostic? {
    let resources = try Resources.locate()
    do throws(TypesetFailure) {
      if let template { try Templates.check(template, in: [resources.templates]) }
      return try Templates.uncovered(
        language, template: template, in: [resources.templates],
        fontFolders: [resources.fonts])
    } catch {
      throw SourcedFailure(error)
    }
  }
}
