import Foundation
import FoundationXML
import Testing

/// What a word processor asks of a document's markup, so far as it can be checked without one: the
/// order of elements in the transitional schema (ECMA-376 part 1, annex A), and that everything
/// named is there.
struct WordRules {
  private let document: WordDocument
  private(set) var faults: [String] = []

  /// What is wrong with a document; empty where nothing is.
  static func faults(of document: WordDocument) throws -> [String] {
    var rules = WordRules(document: document)
    for name in document.names.sorted() where name.hasSuffix(".xml") && name.hasPrefix("word/") {
      let root = try document.root(name)
      for element in root.tree { rules.checkOrder(element, name) }
      try rules.checkRelations(root, name)
    }
    try rules.checkTypes()
    try rules.checkStyles()
    try rules.checkLists()
    try rules.checkNotes()
    try rules.checkPlaces()
    return rules.faults
  }

  private init(document: WordDocument) { self.document = document }

  private mutating func expect(_ holds: Bool, _ fault: @autoclosure () -> String) {
    if !holds { faults.append(fault()) }
  }

  // MARK: The schema's order

  private mutating func checkOrder(_ element: XMLElement, _ part: String) {
    guard let name = element.name, name.hasPrefix("w:") else { return }
    let children = element.elements.compactMap(\.name)
    if let order = SchemaOrder.sequences[name] {
      var last = -1
      for child in children {
        guard let place = order.firstIndex(of: child) else {
          faults.append("\(part): \(child) may not stand in \(name)")
          continue
        }
        let mayRepeat = SchemaOrder.repeated.contains(child)
        expect(
          place > last || place == last && mayRepeat,
          "\(part): \(child) stands too late in \(name), or twice")
        last = max(last, place)
      }
    } else if let choice = SchemaOrder.choices[name] {
      for child in children where !choice.contains(child) {
        faults.append("\(part): \(child) may not stand in \(name)")
      }
    } else {
      expect(
        children.isEmpty || SchemaOrder.foreign.contains(name),
        "\(part): \(name) is not known to hold anything")
    }
    if name == "w:tc" || name == "w:footnote" && part != "word/settings.xml" {
      expect(children.last == "w:p", "\(part): \(name) does not end with a paragraph")
    }
    if name == "w:p" {
      expect(children.dropFirst().allSatisfy { $0 != "w:pPr" }, "\(part): w:pPr stands late")
    }
  }

  // MARK: Names

  private mutating func checkRelations(_ root: XMLElement, _ part: String) throws {
    let file = part.split(separator: "/").last ?? ""
    let folder = part.dropLast(file.count)
    var known: Set<String> = []
    if let relations = document.parts["\(folder)_rels/\(file).rels"] {
      let parsed = try XMLDocument(data: Data(relations.utf8))
      for relation in parsed.rootElement()?.elements ?? [] {
        let id = relation.value("Id") ?? ""
        let target = relation.value("Target") ?? ""
        expect(known.insert(id).inserted, "\(part): relationship \(id) is given twice")
        if relation.value("TargetMode") == "External" {
          expect(URL(string: target) != nil, "\(part): “\(target)” is no address")
        } else {
          expect(document.names.contains(folder + target), "\(part): \(target) is not there")
        }
      }
    }
    for element in root.tree {
      for name in ["r:id", "r:embed"] {
        guard let id = element.value(name) else { continue }
        expect(known.contains(id), "\(part): nothing is related as \(id)")
      }
    }
  }

  private mutating func checkTypes() throws {
    let types = try document.root("[Content_Types].xml").elements
    let endings = Set(types.compactMap { $0.value("Extension") })
    let names = Set(types.compactMap { $0.value("PartName") })
    for name in document.names where name != "[Content_Types].xml" {
      let ending = name.split(separator: ".").last.map(String.init) ?? ""
      expect(
        names.contains("/" + name) || ending != "xml" && endings.contains(ending),
        "\(name) has no type of its own")
    }
    for name in names {
      expect(document.names.contains(String(name.dropFirst())), "\(name) has a type but no bytes")
    }
  }

  private mutating func checkStyles() throws {
    let styles = try document.root("word/styles.xml").descendants("w:style")
    let ids = styles.compactMap { $0.value("w:styleId") }
    expect(Set(ids).count == ids.count, "a style's id is given twice")
    let names = styles.compactMap { $0.child("w:name")?.value("w:val")?.lowercased() }
    expect(Set(names).count == names.count, "a style's name is given twice")
    let uses: Set = [
      "w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link",
    ]
    for part in document.names.sorted() where part.hasPrefix("word/") && part.hasSuffix(".xml") {
      for element in try document.root(part).tree where uses.contains(element.name ?? "") {
        let id = element.value("w:val") ?? ""
        expect(ids.contains(id), "\(part): there is no style \(id)")
      }
    }
  }

  private mutating func checkLists() throws {
    let numbering = try document.root("word/numbering.xml")
    let lists = Set(numbering.descendants("w:num").compactMap { $0.value("w:numId") })
    for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
      for element in try document.root(part).descendants("w:numId") {
        let id = element.value("w:val") ?? ""
        expect(lists.contains(id), "\(part): there is no list \(id)")
      }
    }
  }

  private mutating func checkNotes() throws {
    let body = try document.root("word/document.xml")
    for kind in ["footnote", "endnote"] {
      let notes = try document.root("word/\(kind)s.xml").descendants("w:\(kind)")
        .filter { $0.value("w:type") == nil }.compactMap { $0.value("w:id") }
      let calls = body.descendants("w:\(kind)Reference").compactMap { $0.value("w:id") }
      expect(notes == calls, "the \(kind)s are not those called, in their order")
    }
  }

  /// Bookmarks, fields, and the ids of paragraphs and pictures.
  private mutating func checkPlaces() throws {
    var names: Set<String> = []
    var paragraphs: Set<String> = []
    var pictures: Set<String> = []
    var targets: [String] = []
    for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
      var open: Set<String> = []
      var fields: [String] = []
      for element in try document.root(part).tree {
        switch element.name {
        case "w:bookmarkStart":
          let name = element.value("w:name") ?? ""
          expect(names.insert(name.lowercased()).inserted, "bookmark \(name) is given twice")
          expect(
            name.wholeMatch(of: /[A-Za-z_]\w{0,39}/.asciiOnlyWordCharacters()) != nil,
            "“\(name)” is no bookmark's name")
          expect(open.insert(element.value("w:id") ?? "").inserted, "bookmark \(name) overlaps")
        case "w:bookmarkEnd":
          expect(open.remove(element.value("w:id") ?? "") != nil, "a bookmark ends unopened")
        case "w:fldChar":
          switch element.value("w:fldCharType") {
          case "begin": fields.append("")
          case "end": expect(fields.popLast() != nil, "\(part): a field ends unopened")
          default: expect(!fields.isEmpty, "\(part): a result stands outside of fields")
          }
        case "w:instrText":
          let words = (element.stringValue ?? "").split(separator: " ").map(String.init)
          if ["REF", "PAGEREF", "NOTEREF"].contains(words.first) { targets.append(words[1]) }
        case "w:hyperlink":
          if let anchor = element.value("w:anchor") { targets.append(anchor) }
        case "w:p":
          guard let id = element.value("w14:paraId") else { break }
          expect(paragraphs.insert(id).inserted, "paragraph \(id) is given twice")
          let number = UInt32(id, radix: 16) ?? 0
          expect(number > 0 && number < 0x8000_0000, "\(id) is no paragraph's id")
        case "wp:docPr":
          let id = element.value("id") ?? ""
          expect(pictures.insert(id).inserted, "picture \(id) is given twice")
        default: break
        }
      }
      expect(open.isEmpty, "\(part): bookmarks \(open.sorted()) do not end")
      expect(fields.isEmpty, "\(part): \(fields.count) fields do not end")
    }
    for target in targets where !names.contains(target.lowercased()) {
      faults.append("nothing is marked as \(target)")
    }
  }
}
