import OctavoBook
import OctavoStyle

/// What begins a theorem's first paragraph.
struct TheoremLabel {
  /// `Theorem 2.1`, with a full stop where no title follows.
  let words: String
  /// `(Euler).`; nil for none.
  let title: String?
  let style: Theorem.Style
}

/// Theorems, proofs, and the works of the bibliography.
extension DivisionWriter {
  mutating func addTheorem(
    _ theorem: Theorem, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    flushMarkers(element: "div")
    let role = StyleRole.theorem(theorem.style)
    var attributes = block.attributes
    attributes.classes.removeAll { $0 == "unnumbered" }
    markup.raw("<div")
    addCommon(attributes, classes: [DivisionClass.name(role)])
    markup.raw(">\n")
    let label = edition.numbers.label(ofTheorem: block) ?? ""
    let title = block.theoremTitle
    pendingLabel = TheoremLabel(
      words: title == nil ? label + "." : label, title: title, style: theorem.style)
    if !inner.beginsWithParagraph { addLabelAlone() }
    var nested = context
    nested.role = role
    nested.isTight = false
    isFirst = true
    let mark = theorem == .proof ? edition.sheet.blocks.proofMark : ""
    if mark.isEmpty || !inner.endsInParagraph {
      add(inner, nested)
      if !mark.isEmpty {
        markup.raw("<p class=\"label proof-mark\">")
        markup.text(mark)
        markup.raw("</p>\n")
      }
    } else {
      add(Array(inner.dropLast()), nested)
      pendingMark = mark
      add(Array(inner.suffix(1)), nested)
    }
    markup.raw("</div>\n")
    isFirst = true
  }

  /// The label in a paragraph of its own, where something else than a paragraph follows.
  private mutating func addLabelAlone() {
    markup.raw("<p>")
    addPendingLabel()
    endWord()
    markup.raw("</p>\n")
  }

  mutating func addPendingLabel() {
    guard let label = pendingLabel else { return }
    pendingLabel = nil
    let role = StyleRole.theoremLabel(label.style)
    markup.raw("<span class=\"label \(DivisionClass.name(role))\">")
    markup.text(label.words)
    markup.raw("</span> ")
    guard let title = label.title else { return }
    markup.raw("<span class=\"theorem-title\">")
    write(title)
    endWord()
    markup.raw("</span> ")
  }

  mutating func addPendingMark() {
    guard let mark = pendingMark else { return }
    pendingMark = nil
    markup.raw(" <span class=\"label proof-mark\">")
    markup.text(mark)
    markup.raw("</span>")
  }

  // MARK: Works

  mutating func addBibliography(_ works: [Block], _ block: Block, _ context: Context) {
    flushMarkers(element: "div")
    let lead = works.prefix { !$0.isWork }
    add(Array(lead), context)
    let listed = works.dropFirst(lead.count)
    guard !listed.isEmpty else { return }
    markup.raw("<ul")
    addCommon(
      block.attributes,
      classes: ["bibliography"] + (listed.last?.isNumbered == true ? ["numbered"] : []))
    if division.kind != .bibliography {
      markup.raw(" epub:type=\"bibliography\"")
    }
    markup.raw(">\n")
    for work in listed { add(work, context) }
    markup.raw("</ul>\n")
    isFirst = true
  }

  mutating func addWork(
    _ number: Int?, _ inner: [Block], _ block: Block, _ context: Context
  ) {
    markup.raw("<li")
    addCommon(block.attributes, classes: [DivisionClass.name(.bibliographyEntry)])
    markup.raw(" epub:type=\"biblioentry\">")
    if let number {
      markup.raw("<span class=\"label \(DivisionClass.name(.bibliographyNumber))\">")
      markup.text("[\(number)]")
      markup.raw("</span> ")
    }
    for part in inner {
      if case .paragraph(let inlines) = part.content { add(inlines) }
    }
    endWord()
    markup.raw("</li>\n")
  }
}

extension Block {
  fileprivate var isWork: Bool {
    if case .container(.bibliographyEntry, _) = content { true } else { false }
  }

  fileprivate var isNumbered: Bool {
    if case .container(.bibliographyEntry(_?), _) = content { true } else { false }
  }
}
