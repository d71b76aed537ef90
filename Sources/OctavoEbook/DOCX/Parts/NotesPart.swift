import OctavoBook
import OctavoStyle

/// The parts for footnotes and endnotes, and what settings and sections say of them.
enum NotesPart {
  /// A part's bytes: the separators Word asks for, then the notes.
  static func bytes(_ notes: [UInt8], isEndnotes: Bool) -> [UInt8] {
    var xml = WordMarkup(reserving: notes.count + 2_048)
    let name = isEndnotes ? "endnote" : "footnote"
    let style = isEndnotes ? WordStyle.endnoteText : .footnoteText
    xml.raw(WordNamespaces.declaration)
    xml.raw(text: "<w:\(name)s\(WordNamespaces.story)>")
    for (id, kind, mark) in [
      (-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"),
    ] {
      xml.raw(
        text: """
          <w:\(name) w:type="\(kind)" w:id="\(id)"><w:p><w:pPr><w:pStyle w:val="\(style.id)"/>\
          </w:pPr><w:r><w:\(mark)/></w:r></w:p></w:\(name)>
          """)
    }
    xml.raw(bytes: notes)
    xml.raw(text: "</w:\(name)s>")
    return xml.bytes
  }

  /// What `settings.xml` says of notes: their separators, and endnotes' place.
  static func settings(_ plan: DocumentPlan) -> String {
    let separators = { (name: String) in
      "<w:\(name) w:id=\"-1\"/><w:\(name) w:id=\"0\"/>"
    }
    return """
      <w:footnotePr>\(numbering(plan))\(separators("footnote"))</w:footnotePr>\
      <w:endnotePr>\(plan.gathersNotes ? "<w:pos w:val=\"sectEnd\"/>" : "")\
      <w:numFmt w:val="decimal"/>\(restart(plan))\(separators("endnote"))</w:endnotePr>
      """
  }

  /// What a section says of notes besides.
  ///
  /// How they are numbered is the document's affair (§17.11.11). The last section says it again for
  /// LibreOffice, which takes it from any section, and numbers rightly only notes it has read before.
  static func sectionProperties(_ plan: DocumentPlan, isLast: Bool) -> String {
    let endnotes =
      plan.gathersNotes
      ? "<w:endnotePr><w:numFmt w:val=\"decimal\"/>\(restart(plan))</w:endnotePr>" : ""
    return (isLast ? "<w:footnotePr>\(numbering(plan))</w:footnotePr>" : "") + endnotes
  }

  /// At each chapter's end notes count anew.
  private static func restart(_ plan: DocumentPlan) -> String {
    plan.notePlace == .chapter ? "<w:numRestart w:val=\"eachSect\"/>" : ""
  }

  private static func numbering(_ plan: DocumentPlan) -> String {
    plan.sheet.notes.marks == .symbols
      ? "<w:numFmt w:val=\"chicago\"/><w:numRestart w:val=\"eachPage\"/>"
      : "<w:numFmt w:val=\"decimal\"/><w:numRestart w:val=\"eachSect\"/>"
  }
}
