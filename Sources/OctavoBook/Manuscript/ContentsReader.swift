import OctavoBase

/// Reads `front`, `body` and `back` into the list of what the book holds, globs expanded.
struct ContentsReader {
  /// A line of the lists; globs are still patterns.
  struct Item {
    enum Content {
      case page(Division.Kind)
      case file(String)
      case glob(String)
      case part(String)
    }

    let matter: Matter
    let content: Content
    let span: SourceSpan
  }

  /// One line with a path, checked to exist, in place of patterns.
  struct Listed {
    enum Content {
      case page(Division.Kind)
      case file(String)
      case part(String)
    }

    let matter: Matter
    let content: Content
    let span: SourceSpan
  }

  private(set) var fields = FieldReader()
  private(set) var items: [Item] = []
  private let folder: String

  /// Names of the pages Octavo makes itself.
  static let pages: [(name: String, kind: Division.Kind)] = [
    ("half-title", .halfTitle), ("title", .title), ("copyright", .copyright), ("toc", .contents),
    ("notes", .notes), ("index", .index), ("bibliography", .bibliography),
    ("figures", .figures), ("tables", .tables),
  ]
  static let defaultFront: [Division.Kind] = [.title, .contents]
  static let defaultBody = "chapters/*.md"

  init(lists: [Matter: YAMLNode], folder: String, place: SourceSpan) {
    self.folder = folder
    for matter in Matter.allCases {
      if let list = lists[matter] {
        read(list, matter)
      } else if matter == .front {
        items += Self.defaultFront.map { Item(matter: .front, content: .page($0), span: place) }
      } else if matter == .body {
        items.append(Item(matter: .body, content: .glob(Self.defaultBody), span: place))
      }
    }
  }

  private mutating func read(_ list: YAMLNode, _ matter: Matter) {
    switch list.content {
    case .null: break
    case .scalar, .map: readEntry(list, matter)
    case .list(let entries): for entry in entries { readEntry(entry, matter) }
    }
  }

  private mutating func readEntry(_ node: YAMLNode, _ matter: Matter) {
    switch node.content {
    case .scalar(let text): readName(text, node.span, matter)
    case .map(let pairs): readPart(pairs, node, matter)
    case .null, .list:
      fields.wrongType(node, matter.rawValue, wanted: "a list of files, page names or parts")
    }
  }

  private mutating func readPart(_ pairs: [YAMLNode.Pair], _ node: YAMLNode, _ matter: Matter) {
    guard let title = pairs.first(where: { $0.key == "part" }) else {
      return fields.error(
        "book.missing-key", "this entry has no 'part'", at: node.span,
        hints: ["write '- part: Title' with 'chapters: [files]' below it"])
    }
    guard matter == .body else {
      return fields.error(
        "book.misplaced-part", "a part stands in '\(matter.rawValue)'; parts belong in 'body'",
        at: title.keySpan)
    }
    let text = fields.text(title.value, "part") ?? ""
    items.append(Item(matter: matter, content: .part(text), span: title.value.span))
    for pair in pairs where pair.key != "part" {
      guard pair.key == "chapters" else {
        fields.unknownKey(pair, in: "a part", allowed: ["part", "chapters"])
        continue
      }
      switch pair.value.content {
      case .null: break
      case .scalar(let text): readName(text, pair.value.span, matter)
      case .list(let files):
        for file in files {
          if let text = fields.text(file, "chapters") { readName(text, file.span, matter) }
        }
      case .map: fields.wrongType(pair.value, "chapters", wanted: "a list of files")
      }
    }
  }

  private mutating func readName(_ text: String, _ span: SourceSpan, _ matter: Matter) {
    if let page = Self.pages.first(where: { $0.name == text }) {
      guard matter != .body else {
        return fields.error(
          "book.misplaced-page", "the page '\(text)' stands in 'body'", at: span,
          hints: ["list it in 'front' or 'back'"])
      }
      return items.append(Item(matter: matter, content: .page(page.kind), span: span))
    }
    switch BookPath.normalized(text) {
    case .success(let path):
      let isPattern = Glob.isPattern(path)
      items.append(Item(matter: matter, content: isPattern ? .glob(path) : .file(path), span: span))
    case .failure(let fault):
      fields.error("book.bad-path", "the path '\(text)' \(fault.reason)", at: span)
    }
  }
}

extension ContentsReader {
  /// The items with globs expanded and files checked. A glob skips files listed elsewhere, so that
  /// `body: [chapters/*.md]` may stand beside `front: [chapters/00-preface.md]`.
  mutating func expanded() -> [Listed] {
    var places: [String: SourceSpan] = [:]
    var listed: [Listed] = []
    for item in items {
      guard case .file(let path) = item.content, places[path] == nil else { continue }
      places[path] = item.span
    }
    var seen: Set<String> = []
    for item in items {
      func add(_ content: Listed.Content) {
        listed.append(Listed(matter: item.matter, content: content, span: item.span))
      }
      switch item.content {
      case .page(let kind): add(.page(kind))
      case .part(let title): add(.part(title))
      case .file(let path):
        if !seen.insert(path).inserted {
          reportDouble(path, item.span, places[path])
        } else if check(path, item.span) {
          add(.file(path))
        }
      case .glob(let pattern):
        for path in expand(pattern, item) where places[path] == nil && seen.insert(path).inserted {
          add(.file(path))
        }
      }
    }
    return listed
  }

  private mutating func expand(_ pattern: String, _ item: Item) -> [String] {
    let files = Glob(pattern).files(in: folder).filter { path in
      BookPath.isInside(path, folder: folder)
    }
    if files.isEmpty {
      fields.error(
        "book.missing-file", "no file matches '\(pattern)'", at: item.span,
        hints: ["the pattern is taken from the book's folder"]
          + NearbyFiles(folder: folder) { $0.hasSuffix(".md") }.hints(for: pattern))
    }
    return files
  }

  private mutating func reportDouble(_ path: String, _ span: SourceSpan, _ first: SourceSpan?) {
    let related = first.map { [Diagnostic.Related(message: "first listed here", span: $0)] } ?? []
    fields.report(
      Diagnostic(
        .error, "book.double-file", "'\(path)' is listed twice", at: span, related: related))
  }

  private mutating func check(_ path: String, _ span: SourceSpan) -> Bool {
    switch FileSystem.kind(of: folder + "/" + path) {
    case .file:
      if BookPath.isInside(path, folder: folder) { return true }
      fields.error("book.bad-path", "'\(path)' links to a file outside the book's folder", at: span)
    case .missing:
      fields.error(
        "book.missing-file", "the file '\(path)' is not there", at: span, hints: hint(path))
    case .folder, .other:
      fields.error("book.missing-file", "'\(path)' is not a file", at: span)
    }
    return false
  }

  private func hint(_ path: String) -> [String] {
    NearbyFiles(folder: folder) { $0.hasSuffix(".md") }
      .hints(for: path, others: path.contains("/") ? [] : Self.pages.map(\.name))
  }
}
