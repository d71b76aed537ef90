import Glibc
import OctavoBase

@testable import OctavoBook

/// Parses Markdown and prints it, for tests that say what a text becomes.
enum Markdown {
  static func book(_ text: String, language: String = "en-US", threads: Int = 1) -> Outcome<Book> {
    book(bytes: Array(text.utf8), language: language, threads: threads)
  }

  /// The book of one file without folder or front matter.
  static func book(
    bytes: [UInt8], language: String = "en-US", threads: Int = 1
  ) -> Outcome<Book> {
    var sources = SourceMap()
    let file = sources.add(name: "text.md", text: TextRepair(bytes).text)
    var metadata = BookMetadata(title: "T")
    metadata.language = LanguageTag(language)
    let entry = Manuscript.Entry(
      matter: .body, content: .file(file.id, start: 0),
      span: SourceSpan(file: file.id, start: 0, end: 0))
    let manuscript = Manuscript(
      metadata: metadata, entries: [entry], sources: sources, folder: nil, isSingleFile: true)
    return BookBuilder.build(manuscript, threads: threads)
  }

  /// The blocks of a text without headings of level 1.
  static func blocks(_ text: String) -> [Block] { book(text).value.divisions.flatMap(\.blocks) }

  static func dump(_ text: String) -> String { BookDump.text(of: blocks(text)) }

  /// Inlines as a paragraph's dump.
  static func inlines(_ inlines: [Inline]) -> String {
    let span = SourceSpan(file: SourceID(index: 0), start: 0, end: 0)
    return BookDump.text(of: [Block(.paragraph(inlines), span: span)])
  }

  /// The findings as `line:column code`.
  static func findings(_ text: String) -> [String] {
    let outcome = book(text)
    return Places.of(outcome.diagnostics, in: outcome.value.sources)
  }
}

/// Findings in the short form tests compare.
enum Places {
  static func of(_ diagnostics: [Diagnostic], in sources: SourceMap) -> [String] {
    diagnostics.map { diagnostic in
      guard let span = diagnostic.span else { return diagnostic.code }
      let (line, column) = sources[span.file].position(of: Int(span.start))
      return "\(line):\(column) \(diagnostic.code)"
    }
  }
}

/// A folder for the length of a test.
final class Folder {
  let path: String

  init(_ files: [String: String]) {
    var template = Array("/tmp/octavo-book-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    path = template.withUnsafeBufferPointer {
      $0.withMemoryRebound(to: UInt8.self) { bytes in
        String(decoding: bytes.dropLast(), as: UTF8.self)
      }
    }
    for (name, text) in files { write(name, Array(text.utf8)) }
  }

  func write(_ name: String, _ bytes: [UInt8]) {
    var parent = path
    for part in name.split(separator: "/").dropLast() {
      parent += "/" + part
      mkdir(parent, 0o755)
    }
    guard let file = fopen(path + "/" + name, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  deinit { remove(path) }

  private func remove(_ path: String) {
    for name in FileSystem.names(in: path) ?? [] {
      let child = path + "/" + name
      if FileSystem.kind(of: child) == .folder { remove(child) } else { unlink(child) }
    }
    rmdir(path)
  }

  /// Reads the folder, or a file in it, as a manuscript.
  func read(_ name: String? = nil) throws -> Outcome<Manuscript> {
    try ManuscriptReader.read(path: name.map { path + "/" + $0 } ?? path)
  }

  /// The findings of reading it as `line:column code`.
  func findings(_ name: String? = nil) throws -> [String] {
    let outcome = try read(name)
    return Places.of(outcome.diagnostics, in: outcome.value.sources)
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
