/// Gives the ids that chapters declare, and what refers to them, names of their own in a copy: a
/// book may give an id only once.
struct CopiedLabels {
  /// The ids declared as `{#id}` anywhere in the chapters.
  private let declared: Set<Substring>

  init(of texts: [String]) {
    var declared: Set<Substring> = []
    for text in texts {
      for attributes in text.split(separator: "{").dropFirst() {
        for word in attributes.prefix(while: { $0 != "}" && $0 != "\n" }).split(separator: " ")
        where word.hasPrefix("#") {
          declared.insert(word.dropFirst())
        }
      }
    }
    self.declared = declared
  }

  /// `text` with a number after each declared id that stands behind `#` or `@`.
  func renamed(_ text: String, copy: Int) -> String {
    guard !declared.isEmpty else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(where: { $0 == "#" || $0 == "@" }) {
      let start = rest.index(after: mark)
      let end = rest[start...].firstIndex { !Self.isPart($0) } ?? rest.endIndex
      result += rest[..<end]
      if declared.contains(rest[start..<end]) { result += "-copy-\(copy)" }
      rest = rest[end...]
    }
    return result + rest
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || [":", "-", "_"].contains(character)
  }
}
