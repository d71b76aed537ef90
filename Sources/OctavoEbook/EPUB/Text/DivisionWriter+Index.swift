import OctavoBook
import OctavoStyle

/// The index: what is printed, each page number a link to the place in the text.
extension DivisionWriter {
  mutating func addIndex() {
    let labels = edition.labels
    let lines = IndexList(edition.book, words: edition.words) { labels[$0]?.folio }.lines
    let leads = Set(lines.compactMap(\.anchor))
    var isInList = false
    for line in lines {
      if line.role == .indexLetter {
        if isInList { markup.raw("</ul>\n") }
        isInList = false
        breakLongFile()
        markup.raw("<p class=\"index-letter\">")
      } else {
        if !isInList { markup.raw("<ul class=\"index-entries\">\n") }
        isInList = true
        markup.raw("<li class=\"\(DivisionClass.name(line.role)) level-\(min(line.level, 3))\"")
        if let anchor = line.anchor { addLead(anchor) }
        markup.raw(">")
      }
      for inline in line.content { add(indexInline: inline, leads) }
      endWord()
      markup.raw(isInList ? "</li>\n" : "</p>\n")
    }
    if isInList { markup.raw("</ul>\n") }
  }

  /// Makes a line a place that other lines lead to.
  private mutating func addLead(_ anchor: String) {
    let id = Self.lead(anchor)
    markup.attribute("id", id)
    markup.define(id)
  }

  /// The id of a line, by the name that leads to it.
  private static func lead(_ anchor: String) -> String {
    IdentifierTable.valid("index-lead-" + anchor, isMade: true)
  }

  /// Writes a piece of a line; other lines of the index are reached as places of the text are.
  private mutating func add(indexInline inline: Inline, _ leads: Set<String>) {
    guard case .reference(let reference) = inline, leads.contains(reference.target) else {
      return add([inline])
    }
    let id = Self.lead(reference.target)
    markup.raw("<a")
    markup.link(to: id, id: id)
    markup.raw(">")
    add(reference.text)
    markup.raw("</a>")
  }
}
