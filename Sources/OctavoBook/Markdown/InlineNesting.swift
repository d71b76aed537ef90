import OctavoBase

/// Nests flat tokens into the book's inlines.
struct InlineNesting {
  private struct Frame {
    let wrapper: InlineTokens.Wrapper?
    private(set) var items: [Inline] = []
    /// Text that stands after the items, still growing.
    private var text = ""

    init(wrapper: InlineTokens.Wrapper?) { self.wrapper = wrapper }

    mutating func append(_ inline: Inline) {
      if case .text(let more) = inline {
        text += more
      } else {
        finish()
        items.append(inline)
      }
    }

    /// Makes an item of the text.
    mutating func finish() {
      guard !text.isEmpty else { return }
      items.append(.text(text))
      text = ""
    }

    mutating func removeLast() -> Inline? {
      finish()
      return items.popLast()
    }
  }

  /// Most wrappers open at once; more brackets and tildes than these are text.
  private static let deepest = 2 * InlineTokens.deepest

  private var frames = [Frame(wrapper: nil)]
  private let run: TextRun
  private let record: SyntaxRecord
  private let punctuation: SmartPunctuation?
  /// Indices of display mathematics among the outermost items.
  private(set) var displays: [Int] = []

  init(_ tokens: InlineTokens, record: SyntaxRecord) {
    run = tokens.run
    punctuation = tokens.punctuation
    self.record = record
    for token in tokens.tokens { add(token) }
    while frames.count > 1 { closeTop() }
    frames[0].finish()
  }

  /// A block of one plain text.
  init(text: String, record: SyntaxRecord) {
    run = TextRun()
    punctuation = nil
    self.record = record
    append(.text(text))
    frames[0].finish()
  }

  /// In order, with the references marked that begin a sentence.
  var items: [Inline] { frames[0].items.markingSentenceStarts }

  private mutating func add(_ token: InlineTokens.Token) {
    switch token {
    case .text(let piece): append(.text(run.string(piece)))
    case .leaf(let inline): append(inline)
    case .displayMath(let source):
      frames[0].finish()
      if frames.count == 1 { displays.append(frames[0].items.count) }
      append(.math(source))
    case .open(.span) where frames.count > Self.deepest,
      .open(.citation) where frames.count > Self.deepest:
      append(.text("["))
    case .open(let wrapper): frames.append(Frame(wrapper: wrapper))
    case .close:
      while let wrapper = frames.last?.wrapper, wrapper.isTentative { closeTop() }
      closeTop()
    case .strike(let opens, let closes): strike(opens: opens, closes: closes)
    case .spanEnd(let attributes, let source, let place):
      if case .span? = frames.last?.wrapper {
        let frame = popFrame()
        for inline in span(attributes, frame.items, place) { append(inline) }
      } else {
        append(.text(String(decoding: source, as: UTF8.self)))
      }
    case .attributes(let attributes, let place): decorate(attributes, place)
    case .citation(let citation): append(.citation(cite(citation)))
    }
  }

  /// The citation with what was written since its bracket as the first work's prefix.
  private mutating func cite(_ citation: Citation) -> Citation {
    guard citation.form == .apart, case .citation? = frames.last?.wrapper else { return citation }
    var items = citation.items
    items[0].prefix = Self.trimmed(popFrame().items, isHyphenTaken: items[0].hidesAuthor)
    return Citation(form: .apart, items: items, printed: citation.printed)
  }

  /// Without the hyphen that belongs to a key, and without blanks at the end.
  private static func trimmed(_ items: [Inline], isHyphenTaken: Bool) -> [Inline] {
    var items = items
    if case .softBreak? = items.last { items.removeLast() }
    guard case .text(var text)? = items.last else { return items }
    items.removeLast()
    if isHyphenTaken, text.last == "-" { text.removeLast() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.isEmpty ? items : items + [.text(text)]
  }

  private mutating func append(_ inline: Inline) { frames[frames.count - 1].append(inline) }

  private mutating func closeTop() {
    guard frames.count > 1 else { return }
    let frame = popFrame()
    guard let wrapper = frame.wrapper else { return }
    switch wrapper {
    case .emphasis: append(.emphasis(frame.items))
    case .strong: append(.strong(frame.items))
    case .link(let url, let line): append(link(url, frame.items, line))
    case .span, .citation: unwrap(frame, "[")
    case .strikethrough: unwrap(frame, "~~")
    }
  }

  private mutating func popFrame() -> Frame {
    var frame = frames.removeLast()
    frame.finish()
    return frame
  }

  /// Gives up a frame whose end did not come: its opening is text.
  private mutating func unwrap(_ frame: Frame, _ opening: String) {
    append(.text(opening))
    for item in frame.items { append(item) }
  }

  private mutating func strike(opens: Bool, closes: Bool) {
    if closes, case .strikethrough? = frames.last?.wrapper {
      append(.strikethrough(popFrame().items))
    } else if opens, frames.count <= Self.deepest {
      frames.append(Frame(wrapper: .strikethrough))
    } else {
      append(.text("~~"))
    }
  }

  private func link(_ url: String, _ items: [Inline], _ line: Int) -> Inline {
    guard url.hasPrefix("#"), url.utf8.count > 1 else {
      return .link(url: url, items.isEmpty ? [.text(url)] : items)
    }
    let target = String(url.dropFirst())
    return .reference(
      Reference(
        target: target, form: items.isEmpty ? .title : .text, text: items,
        span: record.locate(Array("(\(url)".utf8), line: line)))
  }

  /// Gives attributes to the link, image or code before them.
  private mutating func decorate(_ attributes: Attributes, _ place: SourceSpan?) {
    guard let last = frames[frames.count - 1].removeLast() else { return }
    guard case .image(let image) = last else {
      return span(attributes, [last], place).forEach { append($0) }
    }
    var merged = attributes
    merged.values = image.attributes.values + attributes.values
    append(
      .image(
        Image(
          path: image.path, alternative: image.alternative, attributes: merged, span: image.span)))
  }
}

// MARK: - Spans

extension InlineNesting {
  /// Classes that stand for a text effect.
  private static let effects: [String: TextEffect] = [
    "smallcaps": .smallCaps, "small-caps": .smallCaps, "sc": .smallCaps,
    "superscript": .superscript, "sup": .superscript, "subscript": .subscript, "sub": .subscript,
  ]

  /// A bracketed span.
  ///
  /// `[text]{.smallcaps}`, `{.superscript}` and `{.subscript}` set the text so. An index mark is
  /// `[]{.index term="main entry!sub-entry"}`; in `[text]{.index}` the text is the term and stays.
  /// `range=open` and `range=close`, `see=` and `see-also=` say more of it.
  /// `[@id]{.page}` and `[](#id){.page}` are the page of a reference's target. Other attributes are kept on the span.
  private func span(
    _ attributes: Attributes, _ items: [Inline], _ place: SourceSpan?
  ) -> [Inline] {
    var rest = attributes
    var items = items
    var marks: [Inline] = []
    if let place {
      let index = IndexSpan(attributes, items, at: place, punctuation, record)
      rest = index.rest
      marks = index.mark.map { [.indexMark($0)] } ?? []
    }
    if let place = rest.classes.firstIndex(of: "page"), items.count == 1,
      case .reference(let reference) = items[0], reference.form != .text
    {
      rest.classes.remove(at: place)
      items = [
        .reference(Reference(target: reference.target, form: .page, span: reference.span))
      ]
    }
    for name in rest.classes {
      if let effect = Self.effects[name], !items.isEmpty { items = [.styled(effect, items)] }
    }
    rest.classes.removeAll { Self.effects[$0] != nil }
    return marks + (rest.isEmpty ? items : [.span(rest, items)])
  }
}

extension InlineTokens.Wrapper {
  /// Whether the wrapper may never be closed, and is text then.
  fileprivate var isTentative: Bool {
    switch self {
    case .span, .citation, .strikethrough: true
    case .emphasis, .strong, .link: false
    }
  }
}
