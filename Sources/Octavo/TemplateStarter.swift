import OctavoBase

/// The file a template of one's own begins as: it extends another, and names what is most often
/// changed with the values that hold.
public enum TemplateStarter {
  /// What a first change is mostly made to, by group.
  private static let keys = [
    ("page", ["trim", "grid"]),
    ("page.margins", ["inner", "outer", "top", "bottom"]),
    ("fonts", ["text", "heading"]),
    ("styles.body", ["size", "leading", "indent"]),
    ("styles.chapter.title", ["size", "align"]),
    ("openings.chapter", ["side", "sink", "entry"]),
    ("toc", ["depth", "leader"]),
    ("ornaments", ["scene-break"]),
  ]

  /// The file's text.
  ///
  /// - Parameters:
  ///   - base: the template to start from; a name, or a folder relative to the working folder.
  ///   - folders: where bundled templates are.
  /// - Throws: `TypesetFailure` where that template is not there or is wrong.
  public static func text(
    extending base: String, in folders: [String]
  ) throws(TypesetFailure) -> String {
    let values = try Templates.values(base, in: folders)
    var text = """
      # A template that starts from \(base). What is not stated here is as it is there;
      # `octavo template show \(base)` prints all of it, and `octavo template schema` says what each
      # key may hold. Take the # off a line, change it, and set a book.

      extends: \(base)
      description: A template of my own.

      """
    for (group, names) in keys { text += lines(group, names, values) }
    return text
  }

  private static func lines(
    _ group: String, _ names: [String], _ values: [Templates.Value]
  ) -> String {
    let found = names.compactMap { name in
      values.first { $0.path == "\(group).\(name)" }.map { (name, $0.value) }
    }
    guard !found.isEmpty else { return "" }
    // A role's own name holds dots.
    let parts =
      group.hasPrefix("styles.")
      ? ["styles", String(group.dropFirst(7))] : group.split(separator: ".").map(String.init)
    var text = "\n"
    for (depth, part) in parts.enumerated() {
      text += "# " + String(repeating: "  ", count: depth) + part + ":\n"
    }
    let indent = String(repeating: "  ", count: parts.count)
    for (name, value) in found { text += "# \(indent)\(name): \(quoted(value))\n" }
    return text
  }

  /// Text that YAML would read otherwise stands in quotes.
  private static func quoted(_ value: String) -> String {
    let isPlain = value.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "[]{}., %:-".unicodeScalars.contains($0)
    }
    return isPlain && !value.isEmpty ? value : "\"\(value)\""
  }
}
