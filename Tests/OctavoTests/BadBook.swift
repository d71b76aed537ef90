import Foundation

/// A manuscript that is wrong in one way, and how `octavo export` must end on it.
struct BadBook: Sendable, CustomStringConvertible {
  let description: String
  /// What is exported, relative to the folder of `files`.
  let book: String
  let files: [String: Data]
  let status: Int32
  /// What the messages must say.
  let words: [String]

  static let all = metadata + bytes + depth + pictures

  private static let metadata = [
    BadBook("a missing file", book: "none.md", [:], 66, ["none.md"]),
    BadBook("a missing folder", book: "none/", [:], 66, ["none"]),
    BadBook("a folder without book.yaml", ["b/x.md": "x"], 66, ["book.yaml"]),
    BadBook("an empty book.yaml", ["b/book.yaml": ""], 65, ["title"]),
    BadBook(
      "a broken book.yaml", ["b/book.yaml": "title: [a\nauthors: }\n"], 65, ["book.yaml:2:8"]),
    BadBook(
      "wrong types", ["b/book.yaml": "title: [1]\nauthors: {a: b}\nlanguage: 5\n"], 65,
      ["book.yaml:1:8", "book.yaml:2:11", "book.yaml:3:11"]),
    BadBook(
      "unknown keys", ["b/book.yaml": "title: T\nauthrs: [X]\nisbn: {prnt: 3}\n"], 65,
      ["book.yaml:2:1", "did you mean 'authors'", "did you mean 'print'"]),
    BadBook(
      "a missing chapter",
      ["b/book.yaml": "title: T\nbody: [c/01.md, c/2.md]\n", "b/c/1.md": "# A"],
      66, ["book.yaml:2:8", "did you mean 'c/1.md'"]),
    BadBook("no front matter", book: "b.md", ["b.md": "# A\n"], 65, ["title: My Book"]),
    BadBook(
      "an unknown template", book: "b.md", ["b.md": "---\ntitle: T\ntemplate: standrd\n---\n# A\n"],
      66, ["b.md:3:11", "did you mean"]),
    BadBook(
      "an unknown trim", book: "b.md", ["b.md": "---\ntitle: T\ntrim: 6x9on\n---\n# A\n"], 65,
      ["b.md:3:7"]),
    BadBook(
      "YAML nested 5,000 deep",
      ["b/book.yaml": "title: " + String(repeating: "[", count: 5_000) + "\n"], 65, ["nested"]),
  ]

  private static let bytes = [
    BadBook(
      "bytes that are not UTF-8", book: "b.md", data: ["b.md": start + [0x63, 0xE9, 0x20]], 65,
      ["b.md:7:2", "UTF-8"]),
    BadBook(
      "NULs", book: "b.md", data: ["b.md": start + [0x61, 0, 0x62]], 0, ["b.md:7:2", "NUL"]),
    BadBook(
      "letters under hundreds of accents", book: "b.md",
      data: ["b.md": start + Array(("a" + String(repeating: "\u{301}", count: 2_000)).utf8)], 0, []),
  ]

  private static let depth = [
    deep("quotations", String(repeating: ">", count: 5_000) + " x"),
    deep("lists", String(repeating: "- ", count: 5_000) + "x"),
    deep("emphasis", String(repeating: "*a ", count: 5_000) + String(repeating: "*", count: 5_000)),
    deep(
      "links", String(repeating: "[", count: 5_000) + "x" + String(repeating: "](u)", count: 5_000)),
  ]

  private static let pictures = [
    BadBook(
      "a picture that is text", book: "b.md", ["b.md": picture, "a.png": "no picture"], 0,
      ["b.md:7:1", "a.png"]),
    BadBook(
      "a picture that lies about its kind", book: "b.md",
      data: ["b.md": Array(picture.utf8), "a.png": [0xFF, 0xD8, 0xFF, 0xE0] + [0, 0, 0, 0]], 0,
      ["b.md:7:1", "a.png"]),
    BadBook("a missing picture", book: "b.md", ["b.md": picture], 66, ["b.md:7:1", "a.png"]),
  ]

  private static let start = Array("---\ntitle: T\n---\n\n# One\n\n".utf8)
  private static let picture = "---\ntitle: T\n---\n\n# One\n\n![A cat](a.png)\n"

  private static func deep(_ name: String, _ text: String) -> BadBook {
    BadBook(
      "\(name) nested 5,000 deep", book: "b.md", data: ["b.md": start + Array(text.utf8)], 0, [])
  }

  private init(
    _ description: String, book: String = "b", data: [String: [UInt8]], _ status: Int32,
    _ words: [String]
  ) {
    self.description = description
    self.book = book
    files = data.mapValues { Data($0) }
    self.status = status
    self.words = words
  }

  private init(
    _ description: String, book: String = "b", _ texts: [String: String], _ status: Int32,
    _ words: [String]
  ) {
    self.init(description, book: book, data: texts.mapValues { Array($0.utf8) }, status, words)
  }
}
