import OctavoBase

/// The file a template of one's own begins as: it extends another, and names what is most often
/// changed with the values that hold.
public enum TemplateStarter {
  /// What a first change is mostly made to, each key with the groups around it.
  private static let keys = [
    ["page", "trim"], ["page", "grid"],
    ["page", "margins", "inner"], ["page", "margins", "outer"],
    ["page", "margins", "top"], ["page", "margins", "bottom"],
    ["fonts", "text"], ["fonts", "heading"],
    ["styles", "body", "size"], ["styles", "body", "leading"], ["styles", "body", "indent"],
    ["styles", "chapter.title", "size"], ["styles", "chapter.title", "align"],
    ["openings", "chapter", "side"], ["openings", "chapter", "sink"],
    ["openings", "chapter", "entry"],
    ["toc", "depth"], ["toc", "leader"], ["ornaments", "scene-break"],
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
    var open: [String] = []
    for key in keys {
      guard let value = values.first(where: { $0.path == key.joined(separator: ".") }) else {
        continue
      }
      if open.first != key.first { text += "\n" }
      text += lines(key, below: open, quoted(value.value))
      open = key.dropLast()
    }
    return text
  }

  /// A key with its value, and the groups around it that the key before has not opened.
  private static func lines(_ key: [String], below open: [String], _ value: String) -> String {
    var text = ""
    var isOpen = true
    for (depth, name) in key.dropLast().enumerated() {
      isOpen = isOpen && open.indices.contains(depth) && open[depth] == name
      if !isOpen { text += "# \(indent(depth))\(name):\n" }
    }
    return text + "# \(indent(key.count - 1))\(key[key.count - 1]): \(value)\n"
  }

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// Text that YAML would read otherwise stands in quotes.
  private static func quoted(_ value: String) -> String {
    let isPlain = value.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "[]{}., %:-".unicodeScalars.contains($0)
    }
    return isPlain && !value.isEmpty ? value : "\"\(value)\""
  }
}
