import Glibc
import OctavoBase
import OctavoStyle

/// Turns a template as a user names it into what the library looks for: a bundled name or a path.
enum TemplateChoice {
  /// - Parameters:
  ///   - name: a bundled template's name, or a folder relative to `base`.
  ///   - base: the folder paths are relative to; empty for the working folder.
  ///   - folders: where bundled templates are.
  static func resolve(_ name: String, base: String, folders: [String]) -> String {
    if name.hasPrefix("/") { return name }
    let prefix = base.isEmpty || base == "." ? "." : base
    let path = "\(prefix)/\(name)"
    if name.contains("/") { return isTemplate(path) || !isTemplate(name) ? path : name }
    if folders.contains(where: { isTemplate("\($0)/\(name)") }) { return name }
    // A folder without template.yaml, and a name near to a folder's, are better told of as paths.
    let library = TemplateLibrary(folders: folders)
    let isNearby =
      NearestName.of(name, in: library.names) == nil
      && NearestName.of(name, in: TemplateLibrary(folders: [prefix]).names) != nil
    return access(path, F_OK) == 0 || isNearby ? path : name
  }

  /// The folders of a template, and of those it extends, that bring fonts of their own.
  static func fontFolders(of sheet: StyleSheet) -> [String] {
    sheet.folders.filter { access($0 + "/fonts.yaml", F_OK) == 0 }
  }

  private static func isTemplate(_ path: String) -> Bool {
    access(path + "/template.yaml", R_OK) == 0
      || (path.hasSuffix(".yaml") && access(path, R_OK) == 0)
  }
}
