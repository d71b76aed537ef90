package import OctavoBase

/// Looks through a Word document for what word processors would stumble over, whoever made it: the
/// parts and their relationships, the form of the markup, notes and places that are referred to.
package struct DOCXInspector {
  private let files: [String: [UInt8]]
  private var found: [Diagnostic] = []

  private static let document = "word/document.xml"

  /// Throws where the bytes are no archive.
  package init(_ archive: [UInt8]) throws(OctavoError) { files = try ArchiveReader.read(archive) }

  /// What is wrong, in the order of the checks.
  package mutating func check() -> [Diagnostic] {
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
    return found
  }

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
    let marks = (facts.elements["bookmarkStart"] ?? []).compactMap { $0["w:name"] }
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

  private mutating func report(_ code: String, _ file: String, _ fault: String) {
    found.append(Diagnostic(.error, code, "“\(file)” \(fault)"))
  }
}
