/// The files of a manuscript folder, as `octavo export` reads it.
package struct ManuscriptFiles: Sendable, Equatable {
  /// A text file by its path within the folder.
  package struct File: Sendable, Equatable {
    package let path: String
    package let text: String
    /// The chapter it holds; nil for `book.yaml`.
    package let chapter: NodeID?

    package init(path: String, text: String, chapter: NodeID? = nil) {
      self.path = path
      self.text = text
      self.chapter = chapter
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
        let file = ChapterFile(title: chapter.title, content: content)
        files.append(File(path: path, text: file.text, chapter: chapter.id))
      }
      if !paths.isEmpty { parts.append((part.title.oneLine, paths)) }
    }
    let yaml = Self.bookFile(project, parts, authors: authors, template: template)
    self.files = [File(path: "book.yaml", text: yaml)] + files
    self.unfinished = unfinished
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
