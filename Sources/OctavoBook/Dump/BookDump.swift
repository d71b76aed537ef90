import OctavoBase

/// Prints a book as indented text, one node a line: the golden tests' form and
/// `octavo export --dump book`.
///
/// Texts are quoted with `\n`, `\"` and `\\` escaped; spans are left out, so that a dump changes only
/// with what the book says.
public struct BookDump {
  private var text = ""
  private var depth = 0

  private init() {}

  /// The dump of a whole book.
  public static func text(of book: Book) -> String {
    var dump = BookDump()
    dump.add(book)
    return dump.text
  }

  /// The dump of some blocks alone.
  package static func text(of blocks: [Block]) -> String {
    var dump = BookDump()
    dump.add(blocks)
    return dump.text
  }

  mutating func line(_ text: String) {
    self.text += String(repeating: "  ", count: depth)
    self.text += text
    self.text += "\n"
  }

  mutating func nest(_ body: (inout BookDump) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{A0}", "\u{2003}", "\u{AD}", "\u{0}"..."\u{1F}", "\u{7F}":
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func describe(_ attributes: Attributes) -> String {
    if attributes.isEmpty { return "" }
    var parts = attributes.id.map { ["#" + $0] } ?? []
    parts += attributes.classes.map { "." + $0 }
    parts += attributes.values.map { $0.key + "=" + quoted($0.value) }
    return " {" + parts.joined(separator: " ") + "}"
  }
}

// MARK: - Book and divisions

extension BookDump {
  private mutating func add(_ book: Book) {
    line("book \(Self.quoted(book.metadata.title))")
    nest { dump in
      dump.add(book.metadata)
      for division in book.divisions { dump.add(division) }
    }
  }

  private mutating func add(_ metadata: BookMetadata) {
    func show(_ name: String, _ value: String?) -> String? {
      value.map { "\(name) \(Self.quoted($0))" }
    }
    let people = metadata.contributors.map { person in
      "\(person.role.rawValue) \(Self.quoted(person.name))"
        + (person.sort.map { " sort=" + Self.quoted($0) } ?? "")
    }
    let series = metadata.series.map { series in
      "series \(Self.quoted(series.name))"
        + (series.number.map { " number=" + Self.quoted($0) } ?? "")
    }
    let facts = [
      show("subtitle", metadata.subtitle), show("language", metadata.language.text),
      show("publisher", metadata.publisher), show("isbn.print", metadata.printISBN),
      show("isbn.epub", metadata.epubISBN), show("edition", metadata.edition),
      show("rights", metadata.rights), show("description", metadata.summary), series,
      show("date", metadata.date), show("template", metadata.template), show("trim", metadata.trim),
      show("cover", metadata.cover), show("certified-by", metadata.certifier),
    ]
    for fact in people + facts.compactMap(\.self) { line(fact) }
    for subject in metadata.subjects { line("subject \(Self.quoted(subject))") }
    for word in metadata.hyphenationExceptions { line("hyphenation \(Self.quoted(word))") }
  }

  private mutating func add(_ division: Division) {
    let number = division.number.map { " \($0)" } ?? ""
    let numeral = division.numeral.map { " numeral=" + Self.quoted($0) } ?? ""
    let short = division.shortTitle.map { " short=" + Self.quoted($0) } ?? ""
    line("\(division.matter.rawValue) \(division.kind)\(number) #\(division.id)\(numeral)\(short)")
    nest { dump in
      dump.add("title", division.title)
      dump.add("subtitle", division.subtitle)
      dump.add(division.blocks)
      for note in division.notes {
        dump.line("note \(note.number)")
        dump.nest { $0.add(note.blocks) }
      }
    }
  }

  /// A line of its own for inlines that may be absent.
  mutating func add(_ name: String, _ inlines: [Inline]) {
    guard !inlines.isEmpty else { return }
    line(name)
    nest { $0.add(inlines) }
  }
}
