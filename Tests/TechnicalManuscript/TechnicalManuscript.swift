package import FoundationEssentials

/// A technical book that is made up: code, tables, figures, notes, references, lists and call-outs
/// in the numbers a real one has them, the same in every run.
package struct TechnicalManuscript {
  /// What the book has, exactly.
  package static let codeBlocks = 100
  package static let tables = 60
  package static let figures = 80

  private static let chapters = 20

  /// Pixels of a raster figure are 160 × 100 times the square of this.
  private let scale: Int
  private let template: String

  /// - Parameters:
  ///   - template: the template the book asks for.
  ///   - scale: how many times 160 pixels wide a raster figure is, from 1.
  package init(template: String = "modern", scale: Int = 1) {
    self.template = template
    self.scale = scale
  }

  /// Writes the book to a folder, which is created where it is missing.
  package func write(to folder: String) throws {
    let manager = FileManager.default
    for name in ["chapters", "figures"] {
      try manager.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    for file in files { try file.bytes.write(to: URL(filePath: "\(folder)/\(file.name)")) }
  }

  /// The book's files by their paths in its folder.
  package var files: [(name: String, bytes: Data)] {
    var files = [(name: "book.yaml", bytes: Data(description.utf8))]
    for number in 0..<Self.chapters {
      let name = "chapters/\(number < 9 ? "0" : "")\(number + 1).md"
      var chapter = TechnicalChapter(number: number, of: Self.chapters)
      files.append((name, Data(chapter.text.utf8)))
    }
    for number in 0..<Self.figures {
      let figure = TechnicalFigure(number: number, scale: scale)
      files.append((figure.path, figure.bytes))
    }
    return files
  }

  private var description: String {
    """
    title: The Engine Room
    subtitle: Operating Distributed Machinery
    authors: [A. Placeholder]
    language: en-US
    template: \(template)
    trim: 7x10in
    front: [title, toc]
    body: [chapters/*.md]
    back: [index]

    """
  }
}
