import CMarkGFM
import OctavoBase

/// The inlines of one leaf block laid flat, before they are nested again.
///
/// A flat list lets smart punctuation see the whole text, and needs no recursion.
struct InlineTokens {
  enum Wrapper {
    case emphasis, strong
    /// `~~`, until the next comes.
    case strikethrough
    case link(url: String, line: Int)
    /// `[`, until its `]{…}` comes.
    case span
    /// `[`, until the first key of a citation comes.
    case citation
  }

  enum Token {
    /// The piece of the run with this index.
    case text(Int)
    case leaf(Inline)
    case displayMath(String)
    case open(Wrapper)
    case close
    case strike(opens: Bool, closes: Bool)
    case spanEnd(Attributes, source: [UInt8], place: SourceSpan?)
    /// What was written since the citation's bracket is the first work's prefix.
    case citation(Citation)
    /// For the inline before it.
    case attributes(Attributes, place: SourceSpan?)
  }

  private(set) var tokens: [Token] = []
  private(set) var run = TextRun()
  private(set) var blockAttributes = Attributes()
  private(set) var isTooDeep = false
  /// What the text's punctuation was made of; nil where it is as typed.
  private(set) var punctuation: SmartPunctuation?

  /// Deepest nesting of emphasis and links kept.
  static let deepest = 64

  /// What turns cmark's nodes into leaves.
  private let record: SyntaxRecord
  /// Bytes still to be dropped from the next text: the `]` of a reference.
  private var skip = 0

  init(record: SyntaxRecord) { self.record = record }

  mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    run.removeAll()
    blockAttributes = Attributes()
    skip = 0
  }

  /// Drops the blanks that stood before the block's own attributes.
  private mutating func trim() {
    while case .text(let piece)? = tokens.last, run.dropTrailingBlanks(of: piece) {
      tokens.removeLast()
    }
  }

  mutating func smarten(_ punctuation: SmartPunctuation) {
    self.punctuation = punctuation
    if SmartPunctuation.needsWork(run.bytes) { run = punctuation.convert(run) }
  }

  /// Walks the inlines of `block` in document order; `call` gives a footnote's index in the
  /// division, nil for one without definition.
  mutating func read(_ block: CMarkNode, context: inout some InlineContext) {
    var depth = 0
    var node = block.pointee.first_child
    while let current = node {
      if let wrapper = wrapper(of: current) {
        if current.pointee.first_child != nil {
          open(wrapper, depth)
          depth += 1
          node = current.pointee.first_child
          continue
        }
        open(wrapper, depth)
        close(depth)
      } else {
        leaf(current, &context)
      }
      node = current.pointee.next
      var up = current
      while node == nil, let parent = up.pointee.parent, parent != block {
        depth -= 1
        close(depth)
        up = parent
        node = up.pointee.next
      }
    }
  }

  private mutating func open(_ wrapper: Wrapper, _ depth: Int) {
    if depth < Self.deepest { tokens.append(.open(wrapper)) } else { isTooDeep = true }
  }

  private mutating func close(_ depth: Int) {
    if depth < Self.deepest { tokens.append(.close) }
  }

  private func wrapper(of node: CMarkNode) -> Wrapper? {
    switch node.kind {
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK:
      return .link(url: node.pointee.as.link.url.string, line: Int(node.pointee.start_line))
    default: return nil
    }
  }

  private mutating func leaf(_ node: CMarkNode, _ context: inout some InlineContext) {
    switch node.kind {
    case CMARK_NODE_TEXT: text(node.literal)
    case CMARK_NODE_SOFTBREAK: add(.softBreak, standIn: " ")
    case CMARK_NODE_LINEBREAK: add(.lineBreak, standIn: " ")
    case CMARK_NODE_CODE: add(.code(node.pointee.as.literal.string), standIn: "x")
    case CMARK_NODE_HTML_INLINE: context.html(node)
    case CMARK_NODE_IMAGE: add(.image(context.image(node)), standIn: "x")
    default:
      if let mark = record.inlineMark(of: node) { own(mark, node, &context) }
    }
  }

  private mutating func add(_ inline: Inline, standIn: Unicode.Scalar) {
    tokens.append(.leaf(inline))
    run.addStandIn(UInt8(ascii: standIn))
  }

  private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    var kept = bytes.dropFirst(skip)
    skip = 0
    while let special = ControlCharacters.first(in: kept) {
      let before = kept[..<special.range.lowerBound]
      if !before.isEmpty { tokens.append(.text(run.add(before))) }
      switch special.meaning {
      case .nothing: break
      case .space: tokens.append(.text(run.add([0x20])))
      case .lineBreak: add(.lineBreak, standIn: " ")
      }
      kept = kept[special.range.upperBound...]
    }
    if !kept.isEmpty { tokens.append(.text(run.add(kept))) }
  }

  private mutating func own(
    _ mark: SyntaxRecord.InlineMark, _ node: CMarkNode, _ context: inout some InlineContext
  ) {
    switch mark {
    case .math(let source, let isDisplay):
      tokens.append(isDisplay ? .displayMath(MathSource.trimmed(source)) : .leaf(.math(source)))
      run.addStandIn(UInt8(ascii: "x"))
    case .reference(let id, let start):
      stripBrackets(node)
      let span = record.span(start, start + id.utf8.count + 3)
      add(.reference(Reference(target: id, form: .number, span: span)), standIn: "x")
    case .noteCall(let label, let start):
      if let index = context.noteCall(label, at: start) {
        stripBrackets(node)
        tokens.append(.leaf(.noteCall(index)))
      } else {
        tokens.append(.text(run.add(Array("^\(label)".utf8))))
      }
    case .citationStart: tokens.append(.open(.citation))
    case .citation(let source): add(source, node, &context)
    case .strike(let opens, let closes): tokens.append(.strike(opens: opens, closes: closes))
    case .spanStart: tokens.append(.open(.span))
    case .spanEnd(let attributes, let source, let place):
      tokens.append(.spanEnd(attributes, source: source, place: place))
    case .attributes(let attributes, let place):
      tokens.append(.attributes(attributes, place: place))
    case .blockAttributes(let attributes):
      blockAttributes = attributes
      trim()
    }
  }

  private mutating func add(
    _ source: SyntaxRecord.CitationSource, _ node: CMarkNode, _ context: inout some InlineContext
  ) {
    tokens.append(.citation(context.citation(source)))
    run.addStandIn(UInt8(ascii: "x"))
    if source.form == .apart, let next = node.pointee.next, next.kind == CMARK_NODE_TEXT,
      next.literal.first == UInt8(ascii: "]")
    {
      skip = 1
    }
  }

  /// Drops the `[` and `]` that stand as text around a reference.
  private mutating func stripBrackets(_ node: CMarkNode) {
    guard case .text(let piece)? = tokens.last, run.endsWithBracket(piece),
      let next = node.pointee.next, next.kind == CMARK_NODE_TEXT,
      next.literal.first == UInt8(ascii: "]")
    else { return }
    if run.dropLastByte(of: piece) { tokens.removeLast() }
    skip = 1
  }
}

/// What the walk over inlines asks of the document around them.
protocol InlineContext {
  /// A citation with its texts read.
  mutating func citation(_ source: SyntaxRecord.CitationSource) -> Citation
  /// The index of a footnote in the division; nil, reported, when it has no definition.
  mutating func noteCall(_ label: String, at start: Int) -> Int?
  mutating func image(_ node: CMarkNode) -> Image
  /// Reports raw HTML.
  mutating func html(_ node: CMarkNode)
}

extension TextRun {
  /// Whether nothing is left of the last piece once its trailing blanks are gone.
  fileprivate mutating func dropTrailingBlanks(of piece: Int) -> Bool {
    guard piece == pieces.count - 1, pieces[piece].upperBound == bytes.count else { return false }
    while !pieces[piece].isEmpty, bytes.last == 0x20 {
      if dropLastByte(of: piece) { return true }
    }
    return pieces[piece].isEmpty
  }

  fileprivate func endsWithBracket(_ piece: Int) -> Bool {
    piece == pieces.count - 1 && pieces[piece].upperBound == bytes.count
      && bytes.last == UInt8(ascii: "[") && !pieces[piece].isEmpty
  }
}
