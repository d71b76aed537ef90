/// Goes through one part of a document with text: the order of its elements, and what they name.
struct StoryCheck {
  struct Fault {
    let code: String
    let line: Int
    /// In words that follow the file's name and the line.
    let words: String
  }

  /// What the document's other parts hold.
  struct Known {
    /// Ids of styles; nil where there is no part of them.
    var styles: Set<String>?
    /// Ids of lists.
    var lists: Set<String> = []
    /// Ids of the part's relations.
    var relations: Set<String> = []
  }

  private(set) var faults: [Fault] = []
  private(set) var bookmarks: Set<String> = []
  /// Bookmarks that fields refer to, with their lines.
  private(set) var wanted: [MarkupFacts.Link] = []
  private let known: Known
  private var scanner: XMLScanner
  private var open: [SchemaPlace] = []
  private var paragraphs: Set<String> = []
  /// The lines at which the fields open begin.
  private var fields: [Int] = []
  private var instruction = ""
  /// Whether the text read is a field's instruction.
  private var isInstruction = false

  init(_ bytes: [UInt8], _ known: Known) {
    self.known = known
    scanner = XMLScanner(bytes)
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        start(name, attributes)
        if isEmpty { end(name) }
      case .end(let name): end(name)
      case .text(let text): if isInstruction { instruction += text }
      case .instruction, .other: break
      }
    }
    for line in fields {
      faults.append(Fault(code: "check.field", line: line, words: "begins a field that has no end"))
    }
  }

  private mutating func fault(_ code: String, _ words: String) {
    faults.append(Fault(code: code, line: scanner.line, words: words))
  }

  // MARK: Elements

  private mutating func start(_ name: String, _ attributes: [XMLScanner.Attribute]) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    let local = name.hasPrefix("w:") ? String(name.dropFirst(2)) : ""
    if !local.isEmpty, let place = open.indices.last, let words = open[place].fault(of: local) {
      fault("check.schema", "has w:\(local), which \(words)")
    }
    open.append(SchemaPlace(local))
    checkRelations(attributes)
    switch name {
    case "w:p":
      if let id = value("w14:paraId"), !paragraphs.insert(id).inserted {
        fault("check.id", "gives the paragraph id “\(id)” a second time")
      }
    case "w:pStyle", "w:rStyle", "w:tblStyle": checkStyle(value("w:val") ?? "")
    case "w:numId": checkList(value("w:val") ?? "")
    case "w:bookmarkStart": bookmarks.insert(value("w:name") ?? "")
    case "w:fldChar": change(field: value("w:fldCharType") ?? "")
    case "w:fldSimple": refer(value("w:instr") ?? "")
    case "w:instrText": isInstruction = true
    case "wp:docPr":
      if value("descr") == nil && value("title") == nil {
        fault("check.alternative", "shows a picture without a description")
      }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    _ = open.popLast()
    if name == "w:instrText" { isInstruction = false }
  }

  // MARK: What is named

  private mutating func checkStyle(_ id: String) {
    guard let styles = known.styles, !styles.contains(id) else { return }
    fault("check.style", "is in the style “\(id)”, which the document has not")
  }

  /// List 0 takes a paragraph out of its style's list (§17.9.18).
  private mutating func checkList(_ id: String) {
    guard id != "0", !known.lists.contains(id) else { return }
    fault("check.list", "is in the list “\(id)”, which the document has not")
  }

  private mutating func checkRelations(_ attributes: [XMLScanner.Attribute]) {
    for attribute in attributes where ["r:id", "r:embed", "r:link"].contains(attribute.name) {
      guard !attribute.value.isEmpty, !known.relations.contains(attribute.value) else { continue }
      fault("check.link", "names the relation “\(attribute.value)”, which the part has not")
    }
  }

  // MARK: Fields

  private mutating func change(field kind: String) {
    switch kind {
    case "begin":
      fields.append(scanner.line)
      instruction = ""
    case "separate": takeInstruction()
    case "end":
      takeInstruction()
      if fields.popLast() == nil { fault("check.field", "ends a field that has no beginning") }
    default: break
    }
  }

  private mutating func takeInstruction() {
    refer(instruction)
    instruction = ""
  }

  private mutating func refer(_ instruction: String) {
    let parts = instruction.split(whereSeparator: \.isWhitespace)
    guard parts.count > 1, ["REF", "PAGEREF", "NOTEREF"].contains(parts[0].uppercased()) else {
      return
    }
    let name = parts[1].trimmingPrefix("\"")
    wanted.append(
      MarkupFacts.Link(
        target: name.hasSuffix("\"") ? String(name.dropLast()) : String(name), line: scanner.line))
  }
}
