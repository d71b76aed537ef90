import OctavoBase
import OctavoBook
import OctavoStyle

/// Running text as elements.
extension DivisionWriter {
  mutating func add(_ inlines: [Inline]) { for inline in inlines { add(inline) } }

  private mutating func add(_ inline: Inline) {
    switch inline {
    case .text(let text): write(text)
    case .softBreak: write("\n")
    case .lineBreak:
      endWord()
      markup.raw("<br/>")
      markup.endLine()
    case .code(let code): addElement("code") { $0.write(code) }
    case .math(let source): addElement("code", class: "math") { $0.write(source) }
    case .emphasis(let inner): addElement("em") { $0.add(inner) }
    case .strong(let inner): addElement("strong") { $0.add(inner) }
    case .strikethrough(let inner): addElement("del") { $0.add(inner) }
    case .styled(.smallCaps, let inner): addElement("span", class: "smallcaps") { $0.add(inner) }
    case .styled(.superscript, let inner): addElement("sup") { $0.add(inner) }
    case .styled(.subscript, let inner): addElement("sub") { $0.add(inner) }
    case .span(let attributes, let inner): add(attributes, inner)
    case .link(let url, let inner): addLink(url, inner)
    case .reference(let reference): add(reference)
    case .image(let image): add(image)
    case .noteCall(let note): addCall(note)
    case .indexMark(let mark): add(mark)
    case .citation(let citation): add(citation.printed)
    }
  }

  private mutating func addElement(
    _ name: String, class style: String? = nil, _ body: (inout DivisionWriter) -> Void
  ) {
    markup.raw("<\(name)")
    markup.attribute("class", ifSet: style)
    markup.raw(">")
    body(&self)
    markup.raw("</\(name)>")
  }

  private mutating func add(_ attributes: Attributes, _ inner: [Inline]) {
    guard !attributes.isEmpty else { return add(inner) }
    markup.raw("<span")
    addCommon(attributes)
    markup.raw(">")
    add(inner)
    markup.raw("</span>")
  }

  /// The direction of an element's text, where it is not the book's own.
  mutating func addDirection(of inlines: [Inline]) {
    guard let turns = TextDirection.isRightToLeft(inlines),
      turns != LanguageCode.isRightToLeft(edition.language)
    else { return }
    markup.raw(turns ? " dir=\"rtl\"" : " dir=\"ltr\"")
  }

  /// The attributes of an element that holds running text: those of any, and the text's direction
  /// where they give none.
  mutating func addCommon(
    _ attributes: Attributes, classes: [String] = [], directionOf inlines: [Inline]
  ) {
    addCommon(attributes, classes: classes)
    let gives = attributes["dir"] != nil || attributes["lang"].flatMap(LanguageCode.valid) != nil
    if !gives { addDirection(of: inlines) }
  }

  /// The attributes any element takes: id, classes, language, direction.
  mutating func addCommon(_ attributes: Attributes, classes: [String] = []) {
    addID(attributes.id)
    markup.attribute("class", ifSet: DivisionClass.list(classes, attributes))
    if let language = attributes["lang"].flatMap(LanguageCode.valid) {
      markup.attribute("lang", language)
      markup.attribute("xml:lang", language)
      if attributes["dir"] == nil,
        LanguageCode.isRightToLeft(language) != LanguageCode.isRightToLeft(edition.language)
      {
        markup.attribute("dir", LanguageCode.isRightToLeft(language) ? "rtl" : "ltr")
      }
    }
    if let direction = attributes["dir"], ["ltr", "rtl"].contains(direction) {
      markup.attribute("dir", direction)
    }
  }

  /// The id of a label, by which references find the element.
  mutating func addID(_ label: String?) {
    guard let label, let id = surroundings.ids[label] else { return }
    markup.attribute("id", id)
    markup.define(id)
  }

  // MARK: Links

  private mutating func addLink(_ url: String, _ inner: [Inline]) {
    guard let address = WebAddress.valid(url) else {
      let span = blockSpan ?? division.span
      diagnostics.append(
        BadLink(address: url, block: span, sources: edition.sources).diagnostic)
      return add(inner)
    }
    markup.raw("<a")
    markup.attribute("href", address)
    markup.raw(">")
    add(inner)
    markup.raw("</a>")
  }

  private mutating func add(_ reference: Reference) {
    openLink(to: reference.target)
    if reference.form == .text {
      add(reference.text)
    } else {
      write(edition.labels.printed(reference))
    }
    closeLink(to: reference.target)
  }

  /// Opens a link to a labelled place; nothing for a label the book does not have.
  mutating func openLink(to label: String) {
    guard let id = surroundings.ids[label] else { return }
    markup.raw("<a")
    if label.hasPrefix(BibliographyEntry.anchorPrefix) {
      markup.raw(" epub:type=\"biblioref\" role=\"doc-biblioref\"")
    }
    markup.link(to: id, id: id)
    markup.raw(">")
  }

  mutating func closeLink(to label: String) {
    if surroundings.ids[label] != nil { markup.raw("</a>") }
  }

  // MARK: Pictures and marks

  private mutating func add(_ image: Image) {
    guard let file = surroundings.images[image.path] else { return describe(image) }
    flushMarkers(element: "span")
    markup.raw("<img class=\"inline\"")
    addID(image.attributes.id)
    addSource(file, image)
    pass(image.alternative)
  }

  /// The words of a picture that cannot be shown, in its place.
  private mutating func describe(_ image: Image) {
    markup.raw("<span class=\"missing\" role=\"img\"")
    markup.attribute("aria-label", image.alternative)
    markup.raw(">")
    write(image.alternative)
    markup.raw("</span>")
  }

  /// The attributes that show a picture, and the element's end.
  mutating func addSource(_ file: EPUBImages.File, _ image: Image) {
    markup.attribute("src", "../" + file.path)
    let alternative = XMLCharacter.kept(image.alternative).text
    markup.attribute("alt", alternative)
    if alternative.isEmpty { markup.attribute("role", "presentation") }
    markup.raw("/>")
  }

  /// The place an index leads to.
  private mutating func add(_ mark: IndexMark) {
    guard let id = surroundings.ids[mark.anchor], marked.insert(id).inserted else { return }
    markup.raw("<span class=\"index-mark\" id=\"\(id)\"")
    markup.define(id)
    markup.attribute("data-index-term", mark.terms.names.joined(separator: "!"))
    markup.raw("></span>")
  }
}
