public import OctavoBase

/// Reads a manuscript, a folder with `book.yaml` or one Markdown file, into a `Manuscript`.
///
/// Everything wrong with it is reported at once; only a path that cannot be read at all throws.
public struct ManuscriptReader {
  private var sources = SourceMap()
  private var diagnostics: [Diagnostic] = []
  private let folder: String
  private let threads: Int
  private var bibliography = Bibliography()

  /// The file that makes a folder a book.
  public static let bookFile = "book.yaml"

  private init(folder: String, threads: Int) {
    self.folder = folder
    self.threads = threads
  }

  /// Reads the book at `path`. With errors among the findings the manuscript is incomplete; its
  /// sources still serve to print them.
  ///
  /// - Parameter threads: how many read files at once; the result is the same for any number.
  public static func read(
    path: String, threads: Int = 1
  ) throws(OctavoError) -> Outcome<Manuscript> {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    switch FileSystem.kind(of: path) {
    case .folder:
      var reader = ManuscriptReader(folder: path, threads: threads)
      return try reader.readFolder()
    case .file:
      let parent = BookPath.folder(of: path)
      let isAtRoot = path.hasPrefix("/") && parent.isEmpty
      var reader = ManuscriptReader(
        folder: isAtRoot ? "/" : parent.isEmpty ? "." : parent, threads: threads)
      return try reader.readSingle(path)
    case .missing:
      throw OctavoError(
        .missingInput, "book.missing-file", "there is no file or folder '\(path)'",
        hints: NearbyFiles(folder: "", isWanted: isBook).hints(for: path))
    case .other:
      throw OctavoError(.missingInput, "book.missing-file", "'\(path)' is not a file or folder")
    }
  }

  /// Whether a path could be that of a book.
  private static func isBook(_ path: String) -> Bool {
    switch FileSystem.kind(of: path) {
    case .file: path.hasSuffix(".md")
    case .folder: FileSystem.kind(of: path + "/" + bookFile) == .file
    case .missing, .other: false
    }
  }

  private mutating func readFolder() throws(OctavoError) -> Outcome<Manuscript> {
    let path = folder + "/" + Self.bookFile
    guard FileSystem.kind(of: path) == .file else {
      throw OctavoError(
        .missingInput, "book.missing-file", "the folder '\(folder)' has no \(Self.bookFile)",
        hints: Self.misnamed(in: folder) + [
          "a book.yaml with the one line 'title: …' beside a folder 'chapters' is enough",
          "or name a single .md file",
        ])
    }
    let file = add(try Self.load(path), name: path)
    let root = parse(YAMLParser(file: file))
    let place = SourceSpan(file: file.id, start: 0, end: 0)
    guard case .some(let document) = root else { return finish(BookMetadata(title: ""), []) }
    let reader = MetadataReader(root: document, name: Self.bookFile, place: place)
    diagnostics += reader.fields.diagnostics
    checkCover(reader.metadata)
    readBibliography(reader)
    let entries = readContents(reader.lists, place)
    return finish(reader.metadata, entries)
  }

  /// A file that was probably meant to be `book.yaml`.
  private static func misnamed(in folder: String) -> [String] {
    let names = FileSystem.names(in: folder) ?? []
    return NearestName.of(bookFile, in: names).map { ["rename '\($0)' to '\(bookFile)'"] } ?? []
  }

  private mutating func readContents(
    _ lists: [Matter: YAMLNode], _ place: SourceSpan, sourceIsBody: Bool = false
  ) -> [Manuscript.Entry] {
    var contents = ContentsReader(lists: lists, folder: folder, place: place)
    let listed = contents.expanded()
    diagnostics += contents.fields.diagnostics
    if let body = lists[.body], !sourceIsBody, !listed.contains(where: { $0.matter == .body }),
      !contents.fields.diagnostics.hasErrors
    {
      diagnostics.append(
        Diagnostic(.error, "book.empty-body", "'body' lists no files", at: body.span))
    }
    return zip(listed, texts(of: listed)).compactMap { line, text in
      switch line.content {
      case .page(let kind):
        return Manuscript.Entry(matter: line.matter, content: .page(kind), span: line.span)
      case .part(let title):
        return Manuscript.Entry(matter: line.matter, content: .part(title), span: line.span)
      case .file(let path):
        guard let text, let file = take(text, of: path, listedAt: line.span) else { return nil }
        return Manuscript.Entry(
          matter: line.matter, content: .file(file.id, start: 0), span: line.span)
      }
    }
  }

  /// The texts of the files among lines of the contents, repaired.
  private func texts(
    of listed: [ContentsReader.Listed]
  ) -> [Result<TextRepair, FileSystem.Failure>?] {
    let folder = folder
    return ParallelMap.run(count: listed.count, threads: threads, makeContext: {}) { index, _ in
      guard case .file(let path) = listed[index].content else { return nil }
      return FileSystem.read(folder + "/" + path).map { TextRepair($0) }
    }
  }

  private mutating func take(
    _ text: Result<TextRepair, FileSystem.Failure>, of path: String, listedAt span: SourceSpan
  ) -> SourceFile? {
    switch text {
    case .success(let repair): return add(repair, name: folder + "/" + path)
    case .failure(let failure):
      diagnostics.append(
        Diagnostic(.error, "book.unreadable-file", "'\(path)' \(failure.reason)", at: span))
      return nil
    }
  }

  private static func load(_ path: String) throws(OctavoError) -> [UInt8] {
    switch FileSystem.read(path) {
    case .success(let bytes): return bytes
    case .failure(let failure):
      throw OctavoError(.missingInput, "book.unreadable-file", "'\(path)' \(failure.reason)")
    }
  }
}

extension ManuscriptReader {
  /// One Markdown file: its front matter gives the metadata, its level-1 headings the chapters.
  private mutating func readSingle(_ path: String) throws(OctavoError) -> Outcome<Manuscript> {
    let file = add(try Self.load(path), name: path)
    let place = SourceSpan(file: file.id, start: 0, end: 0)
    guard let matter = FrontMatter(file) else {
      diagnostics.append(
        Diagnostic(
          .error, "book.missing-title", "the file has no front matter, so no title", at: place,
          hints: [
            path.hasSuffix("book.yaml")
              ? "name the folder it is in, not book.yaml"
              : "begin it with the lines '---', 'title: My Book' and '---'"
          ]))
      return finish(BookMetadata(title: ""), Self.chapters(of: file, from: 0, place), single: true)
    }
    guard case .some(let document) = parse(YAMLParser(file: file, range: matter.yaml)) else {
      return finish(BookMetadata(title: ""), [], single: true)
    }
    let reader = MetadataReader(root: document, name: "the front matter", place: place)
    diagnostics += reader.fields.diagnostics
    checkCover(reader.metadata)
    readBibliography(reader)
    if let body = reader.lists[.body] {
      diagnostics.append(
        Diagnostic(
          .error, "book.misplaced-body", "'body' is given in a book of one file", at: body.span,
          hints: ["the file's own text is the body; make a folder with book.yaml for more files"]))
    }
    var lists = reader.lists
    lists[.body] = YAMLNode(content: .null, span: place)
    let around = readContents(lists, place, sourceIsBody: true)
    let front = around.filter { $0.matter == .front }
    let back = around.filter { $0.matter == .back }
    let body = Self.chapters(of: file, from: matter.end, place)
    return finish(reader.metadata, front + body + back, single: true)
  }

  private static func chapters(
    of file: SourceFile, from start: Int, _ place: SourceSpan
  ) -> [Manuscript.Entry] {
    [Manuscript.Entry(matter: .body, content: .file(file.id, start: start), span: place)]
  }

  /// The document, `.some(nil)` for an empty one; nil when it is broken.
  private mutating func parse(_ parser: YAMLParser) -> YAMLNode?? {
    switch parser.parse() {
    case .success(let root): return .some(root)
    case .failure(let refusal):
      diagnostics.append(refusal.diagnostic)
      return nil
    }
  }

  private func finish(
    _ metadata: BookMetadata, _ entries: [Manuscript.Entry], single: Bool = false
  ) -> Outcome<Manuscript> {
    var manuscript = Manuscript(
      metadata: metadata, entries: entries, sources: sources, folder: folder,
      isSingleFile: single)
    manuscript.bibliography = bibliography
    return Outcome(manuscript, diagnostics)
  }

  /// Reads the files of `bibliography`.
  private mutating func readBibliography(_ metadata: MetadataReader) {
    var reader = BibliographyReader(
      metadata.bibliography, language: metadata.metadata.language)
    for (written, span) in metadata.bibliographyFiles {
      guard let (path, format) = bibliographyPath(written, span),
        case .success(let bytes) = FileSystem.read(folder + "/" + path)
      else { continue }
      let text = format == .csl ? JSONEscapes.joined(bytes) : bytes
      reader.read(add(text, name: folder + "/" + path), as: format)
    }
    bibliography = reader.bibliography
    diagnostics += reader.diagnostics
  }

  /// A path of a file that is there and can be a bibliography; else what is wrong is reported.
  private mutating func bibliographyPath(
    _ written: String, _ span: SourceSpan
  ) -> (path: String, format: BibliographyReader.Format)? {
    func report(_ message: String, _ hints: [String] = []) {
      diagnostics.append(
        Diagnostic(.error, "book.bad-bibliography", message, at: span, hints: hints))
    }
    let path: String
    switch BookPath.normalized(written) {
    case .success(let normalized): path = normalized
    case .failure(let fault):
      report("the path '\(written)' \(fault.reason)")
      return nil
    }
    let endings = BibliographyReader.Format.endings
    guard let format = BibliographyReader.Format(path: path) else {
      report(
        "'\(written)' is no bibliography",
        ["allowed are names that end in " + endings.joined(separator: ", ")])
      return nil
    }
    guard FileSystem.kind(of: folder + "/" + path) == .file, BookPath.isInside(path, folder: folder)
    else {
      let nearby = NearbyFiles(folder: folder) { name in endings.contains { name.hasSuffix($0) } }
      report("the bibliography '\(written)' is not there", nearby.hints(for: path))
      return nil
    }
    return (path, format)
  }

  private mutating func checkCover(_ metadata: BookMetadata) {
    guard let cover = metadata.cover, let span = metadata.spans["cover"] else { return }
    if let diagnostic = ImagePath.fault(cover, base: "", folder: folder, span: span) {
      diagnostics.append(diagnostic)
    }
  }

  /// Repairs and keeps a file's text, reporting what had to be repaired.
  private mutating func add(_ bytes: [UInt8], name: String) -> SourceFile {
    add(TextRepair(bytes), name: name)
  }

  private mutating func add(_ repair: TextRepair, name: String) -> SourceFile {
    let file = sources.add(name: name, text: repair.text)
    diagnostics += repair.findings.map { $0.diagnostic(in: file.id) }
    return file
  }
}
