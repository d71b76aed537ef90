import OctavoBase

/// Sorts index marks into entries, and pairs the marks that open and close ranges.
struct IndexGathering {
  private(set) var diagnostics: [Diagnostic] = []
  private let language: LanguageTag
  private var root = Node()
  /// The ranges open, by their entry's names.
  private var open: [[String]: IndexMark] = [:]
  /// The entries that readers are sent to.
  private var targets: [(terms: IndexTerms, span: SourceSpan)] = []

  /// An entry being gathered.
  fileprivate struct Node {
    var term: [Inline] = []
    var places: [BookIndex.Place] = []
    var see: [IndexTerms] = []
    var seeAlso: [IndexTerms] = []
    var children: [String: Node] = [:]

    /// The node of an entry below this one, made where there is none.
    mutating func change(_ terms: ArraySlice<[Inline]>, _ body: (inout Node) -> Void) {
      guard let term = terms.first else { return body(&self) }
      children[Inline.plainText(term), default: Node(term: term)].change(terms.dropFirst(), body)
    }
  }

  init(language: LanguageTag) { self.language = language }

  mutating func add(_ mark: IndexMark) {
    let names = mark.terms.names
    switch mark.purpose {
    case .place: add(mark, BookIndex.Place(start: mark.anchor, end: nil))
    case .opens:
      if let first = open[names] { reportOpen(first) }
      open[names] = mark
    case .closes:
      guard let first = open.removeValue(forKey: names) else { return reportClosed(mark) }
      add(first, BookIndex.Place(start: first.anchor, end: mark.anchor))
    case .see(let terms):
      targets += terms.map { ($0, mark.span) }
      root.change(mark.terms.levels[...]) { $0.see += terms }
    case .seeAlso(let terms):
      targets += terms.map { ($0, mark.span) }
      root.change(mark.terms.levels[...]) { $0.seeAlso += terms }
    }
  }

  private mutating func add(_ mark: IndexMark, _ place: BookIndex.Place) {
    root.change(mark.terms.levels[...]) { $0.places.append(place) }
  }

  // MARK: What is wrong

  private mutating func reportOpen(_ mark: IndexMark) {
    add(mark, BookIndex.Place(start: mark.anchor, end: nil))
    report(
      "book.unpaired-index-range",
      "the range of '\(Self.written(mark.terms))' is opened here and never closed; its first page stands alone",
      at: mark.span, hints: ["where it ends, write the same mark with range=close"])
  }

  private mutating func reportClosed(_ mark: IndexMark) {
    add(mark, BookIndex.Place(start: mark.anchor, end: nil))
    report(
      "book.unpaired-index-range",
      "no range of '\(Self.written(mark.terms))' is open here; the page stands alone",
      at: mark.span, hints: ["where it begins, write the same mark with range=open"])
  }

  private mutating func report(
    _ code: String, _ message: String, at span: SourceSpan, hints: [String]
  ) {
    diagnostics.append(Diagnostic(.warning, code, message, at: span, hints: hints))
  }

  /// An entry's names as a mark writes them.
  private static func written(_ terms: IndexTerms) -> String {
    terms.names.joined(separator: "!")
  }

  /// Most targets that a near name is sought for, which takes time with each.
  private static let mostHints = 50

  /// Reports the targets that no mark makes an entry of.
  private mutating func checkTargets() {
    let known = root.names(below: "")
    var hinted = 0
    for target in targets where !known.contains(Self.written(target.terms)) {
      let name = Self.written(target.terms)
      let near = hinted < Self.mostHints ? NearestName.of(name, in: known) : nil
      hinted += 1
      report(
        "book.unknown-index-entry", "the index has no entry '\(name)' to send readers to",
        at: target.span, hints: near.map { ["did you mean '\($0)'?"] } ?? [])
    }
  }

  // MARK: The entries in order

  /// The entries, once all marks were added.
  mutating func finish() -> [BookIndex.Entry] {
    let order = { (mark: IndexMark) in (mark.span.file, mark.span.start) }
    for mark in open.values.sorted(by: { order($0) < order($1) }) { reportOpen(mark) }
    checkTargets()
    return entries(of: root, names: [])
  }

  private func entries(of node: Node, names: [String]) -> [BookIndex.Entry] {
    node.children.map { name, child in
      let own = names + [name]
      return BookIndex.Entry(
        term: child.term, names: own, places: child.places, see: child.see,
        seeAlso: child.seeAlso, entries: entries(of: child, names: own),
        key: CollationKey(name, language: language))
    }.sorted { $0.key < $1.key }
  }
}

extension IndexGathering.Node {
  /// The names of all entries, each with those above it.
  fileprivate func names(below path: String) -> Set<String> {
    var found: Set<String> = []
    for (name, child) in children {
      let own = path.isEmpty ? name : path + "!" + name
      found.insert(own)
      found.formUnion(child.names(below: own))
    }
    return found
  }
}
