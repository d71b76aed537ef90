package import OctavoBase

/// Looks through a Word document for what word processors would stumble over, whoever made it: the
/// parts and their relationships, the form of the markup, notes and places that are referred to.
package struct DOCXInspector {
  private let files: [String: [UInt8]]
  private var found: [Diagnostic] = []

  private static let document = "word/document.xml"

  /// Throws where the bytes are no archive.
  package init(_ archive: [UInt8]) throws(OctavoError) { files = try ArchiveReader.read(archive) }

  /// How much is looked at.
  package enum Extent: Sendable {
    /// Everything.
    case all
    /// What is there and what leads to it: enough for a document just written.
    case places
  }

  /// What is wrong, in the order of the checks.
  package mutating func check(_ extent: Extent = .all) -> [Diagnostic] {
    found = []
    checkTypes()
    for name in files.keys.sorted() where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      if let line = MarkupFacts(files[name] ?? []).damage {
        report("check.markup", name, "is not well-formed XML, as line \(line) shows")
      }
    }
    guard let bytes = files[Self.document] else {
      report("check.package", Self.document, "is not there")
      return found
    }
    for name in files.keys.sorted() where name.hasSuffix(".rels") { checkRelations(name) }
    checkPlaces(
      MarkupFacts(
        bytes, keeping: ["bookmarkStart", "hyperlink", "footnoteReference", "endnoteReference"]))
    if extent == .all { checkStories() }
    return found
  }

  // MARK: Text

  /// The parts with text: the document, its notes, heads and feet.
  private var stories: [String] {
    files.keys.filter { name in
      name.contains(/^word\/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/)
    }.sorted()
  }

  private mutating func checkStories() {
    var known = StoryCheck.Known()
    known.styles = files["word/styles.xml"].map { ids("style", "w:styleId", in: $0) }
    known.lists = ids("num", "w:numId", in: files["word/numbering.xml"] ?? [])
    var checks: [(name: String, check: StoryCheck)] = []
    for name in stories {
      let relations = name.replacing("word/", with: "word/_rels/") + ".rels"
      known.relations = ids("Relationship", "Id", in: files[relations] ?? [])
      checks.append((name, StoryCheck(files[name] ?? [], known)))
    }
    let bookmarks = checks.reduce(into: Set<String>()) { $0.formUnion($1.check.bookmarks) }
    for (name, check) in checks {
      for fault in check.faults { report(fault.code, name, fault.words, line: fault.line) }
      for link in check.wanted where !bookmarks.contains(link.target) {
        report(
          "check.link", name,
          "refers to the bookmark “\(link.target)”, which the document has not", line: link.line)
      }
    }
  }

  private func ids(_ element: String, _ attribute: String, in bytes: [UInt8]) -> Set<String> {
    Set(
      (MarkupFacts(bytes, keeping: [element]).elements[element] ?? []).compactMap { $0[attribute] })
  }

  // MARK: Parts

  /// ECMA-376 part 2, §7.2.3: every part has a type, by its name or its ending.
  private mutating func checkTypes() {
    let name = "[Content_Types].xml"
    guard let bytes = files[name] else { return report("check.package", name, "is not there") }
    let facts = MarkupFacts(bytes, keeping: ["Default", "Override"])
    let endings = Set(
      (facts.elements["Default"] ?? []).compactMap { $0["Extension"]?.lowercased() })
    let parts = Set((facts.elements["Override"] ?? []).compactMap { $0["PartName"] })
    for file in files.keys.sorted() where file != name && !file.hasSuffix("/") {
      let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if !parts.contains("/" + file) && !endings.contains(ending) {
        report("check.type", name, "does not say what “\(file)” is")
      }
    }
    for part in parts.sorted() where files[String(part.dropFirst())] == nil {
      report("check.type", name, "has a type for “\(part)”, which is not there")
    }
  }

  private mutating func checkRelations(_ name: String) {
    // `word/_rels/document.xml.rels` is of `word/document.xml`.
    let owner = name.replacing("_rels/", with: "").dropLast(5)
    let facts = MarkupFacts(files[name] ?? [], keeping: ["Relationship"])
    for relation in facts.elements["Relationship"] ?? []
    where relation["TargetMode"] != "External" {
      let target = relation["Target"] ?? ""
      guard let place = ArchivePath(target, in: String(owner)), files[place.file] == nil else {
        continue
      }
      report("check.link", name, "leads to “\(place.file)”, which is not there")
    }
  }

  private mutating func checkPlaces(_ facts: MarkupFacts) {
    let inNotes = ["word/footnotes.xml", "word/endnotes.xml"].flatMap { name in
      MarkupFacts(files[name] ?? [], keeping: ["bookmarkStart"]).elements["bookmarkStart"] ?? []
    }
    let marks = ((facts.elements["bookmarkStart"] ?? []) + inNotes).compactMap { $0["w:name"] }
    for name in Set(marks).sorted() where marks.count(where: { $0 == name }) > 1 {
      report("check.id", Self.document, "has the bookmark “\(name)” more than once")
    }
    for link in facts.elements["hyperlink"] ?? [] {
      guard let anchor = link["w:anchor"], !marks.contains(anchor) else { continue }
      report("check.link", Self.document, "leads to the bookmark “\(anchor)”, which it has not")
    }
    for kind in ["footnote", "endnote"] {
      let notes = MarkupFacts(files["word/\(kind)s.xml"] ?? [], keeping: [kind])
      let ids = Set((notes.elements[kind] ?? []).compactMap { $0["w:id"] })
      for call in facts.elements[kind + "Reference"] ?? [] where !ids.contains(call["w:id"] ?? "") {
        report(
          "check.note", Self.document, "calls \(kind) \(call["w:id"] ?? ""), which is not there")
      }
    }
  }

  private mutating func report(
    _ code: String, _ file: String, _ fault: String, line: Int? = nil
  ) {
    let place = "“\(file)”" + (line.map { ", line \($0)," } ?? "")
    found.append(Diagnostic(.error, code, "\(place) \(fault)"))
  }
}
