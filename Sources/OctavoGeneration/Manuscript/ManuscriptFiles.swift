/// The files of a manuscript folder, as `octavo export` reads it.
package struct ManuscriptFiles: Sendable, Equatable {
  /// A text file by its path within the folder.
  package struct File: Sendable, Equatable {
    package let path: String
    package let text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// `book.yaml` first, then the chapters in reading order.
  package let files: [File]
  /// Chapters that are not whole or not there, by title, in reading order.
  package let unfinished: [String]

  /// Makes the files of a book as far as it is written. Chapters without a word are left out;
  /// one that broke off stands as far as it goes.
  ///
  /// - Parameters:
  ///   - authors: the names on the title page; empty for none.
  ///   - template: the name of the template; nil leaves it to the reader.
  package init(_ project: BookProject, authors: [String] = [], template: String? = nil) {
    var files: [File] = []
    var unfinished: [String] = []
    var parts: [(title: String, paths: [String])] = []
    let width = max(2, String(project.outline.chapters.count).count)
    var number = 0
    for part in project.outline.parts {
      var paths: [String] = []
      for chapter in part.chapters {
        number += 1
        let version = project.standing(of: chapter.id)
        if version?.status != .done, version?.status != .written {
          unfinished.append(chapter.title)
        }
        guard let content = version?.content, WordScan.count(content) > 0 else { continue }
        let digits = String(number)
        let name = String(repeating: "0", count: width - digits.count) + digits
        let path = "chapters/\(name).md"
        paths.append(path)
        files.append(File(path: path, text: Self.text(of: chapter, content)))
      }
      if !paths.isEmpty { parts.append((part.title.oneLine, paths)) }
    }
    let yaml = Self.bookFile(project, parts, authors: authors, template: template)
    self.files = [File(path: "book.yaml", text: yaml)] + files
    self.unfinished = unfinished
  }

  private static func text(of chapter: Outline.Chapter, _ content: String) -> String {
    "# \(MarkdownSafety.apply(HeadingText.plain(chapter.title)))\n\n\(content)\n"
  }

  private static func bookFile(
    _ project: BookProject, _ parts: [(title: String, paths: [String])], authors: [String],
    template: String?
  ) -> String {
    var yaml = YAMLText()
    yaml.add("title", project.concept.title.oneLine)
    if !project.concept.tagline.oneLine.isEmpty {
      yaml.add("subtitle", project.concept.tagline.oneLine)
    }
    if !authors.isEmpty { yaml.add("authors", list: authors.map { $0.oneLine }) }
    yaml.add("language", project.brief.language)
    if !project.concept.thesis.oneLine.isEmpty {
      yaml.add("description", project.concept.thesis.oneLine)
    }
    if let template { yaml.add("template", template) }
    yaml.line("body:")
    for part in parts {
      if part.title.isEmpty {
        for path in part.paths { yaml.item(path, indent: 2) }
      } else {
        yaml.line("  - part: " + YAMLText.quoted(HeadingText.alone(part.title)))
        yaml.line("    chapters:")
        for path in part.paths { yaml.item(path, indent: 6) }
      }
    }
    if parts.isEmpty { yaml = yaml.withoutLastLine }
    return yaml.text
  }
}

/// A title as it can stand in a heading.
enum HeadingText {
  /// On one line, without control characters or the marks that would end or nest a heading.
  static func plain(_ title: String) -> String {
    let line = CharacterRepair.apply(title).oneLine
    let trimmed = line.drop { $0 == "#" || $0.isWhitespace }
    return trimmed.isEmpty ? line.isEmpty ? "Untitled" : line : String(trimmed)
  }

  /// As it can stand where Markdown is read without a heading's mark: no list, no quote.
  static func alone(_ title: String) -> String {
    let text = MarkdownSafety.apply(plain(title))
    guard LineSafety.isItem(text) || text.hasPrefix(">"), !text.hasPrefix("\\") else { return text }
    let digits = text.prefix(while: \.isNumber)
    return digits + "\\" + text.dropFirst(digits.count)
  }
}

/// Writes the little YAML that `book.yaml` needs; every text is quoted.
struct YAMLText {
  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func line(_ text: String) { lines.append(text) }
  mutating func add(_ key: String, _ value: String) { line("\(key): \(Self.quoted(value))") }

  mutating func add(_ key: String, list: [String]) {
    line("\(key):")
    for value in list { item(value, indent: 2) }
  }

  mutating func item(_ value: String, indent: Int) {
    line(String(repeating: " ", count: indent) + "- " + Self.quoted(value))
  }

  var withoutLastLine: YAMLText {
    var copy = self
    copy.lines.removeLast()
    return copy
  }

  /// A double-quoted scalar (YAML 1.2 §7.3.1).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        let isControl = scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value
        if !isControl, scalar.value != 0xFEFF, scalar.value < 0xFFFE || scalar.value > 0xFFFF {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
