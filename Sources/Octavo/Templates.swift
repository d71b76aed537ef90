import OctavoStyle

/// What the library says of templates without setting a book.
public enum Templates {
  /// The JSON Schema (draft 2020-12) of `template.yaml`.
  public static var schema: String { TemplateSchema.json() }

  /// The names of the templates in some folders, sorted.
  public static func names(in folders: [String]) -> [String] {
    TemplateLibrary(folders: folders).names
  }
}
