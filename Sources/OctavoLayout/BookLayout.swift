package import OctavoBase
package import OctavoBook
package import OctavoStyle
package import OctavoText

/// Lays out a whole book: divisions in parallel, then page numbers until nothing changes.
package struct BookLayout: Sendable {
  let book: Book
  let sheet: StyleSheet
  private let contexts: FontContextPool
  private let images: ImageTable
  private let threads: Int
  private let numbers: BookNumbers
  private let chapters: ChapterLayout
  private let purpose: LayoutPurpose

  /// - Parameters:
  ///   - fonts: what divisions borrow to shape with; words met before are not shaped again.
  ///   - threads: how many set divisions; the result does not depend on it.
  ///   - purpose: what the pages are wanted for.
  package init(
    book: Book, sheet: StyleSheet, fonts: FontContextPool, images: ImageTable, threads: Int,
    purpose: LayoutPurpose = .drawing
  ) {
    self.book = book
    self.sheet = sheet
    contexts = fonts
    self.images = images
    self.threads = threads
    numbers = BookNumbers(book: book, numbering: sheet.numbering)
    self.purpose = purpose
    chapters = ChapterLayout(
      book: book, sheet: sheet, numbers: numbers, images: images, purpose: purpose)
  }

  /// Passes over page numbers before the book is taken as it is.
  private static let passes = 4

  /// Sets every division, then those again whose page numbers have changed.
  package func layout() -> Outcome<PagedBook> {
    var labels = numbers.labels
    var folios: [String: String] = [:]
    let sides = KnownSides(book: book, sheet: sheet)
    var laid = set(
      book.divisions.indices.map { DivisionTask(division: $0, mayBeDraft: true, sides: sides) },
      labels, folios)
    var order = PageOrder(book: book, sheet: sheet, laid: laid)
    var stale = staleDivisions(laid, order, labels: &labels, folios: &folios)
    var pass = 1
    while !stale.isEmpty && pass < Self.passes {
      let tasks = stale.map {
        DivisionTask(division: $0, startsOnRecto: order.startsOnRecto(division: $0))
      }
      order = reset(tasks, &laid, labels, folios)
      stale = staleDivisions(laid, order, labels: &labels, folios: &folios)
      pass += 1
    }
    return finish(laid, order, unsettled: stale)
  }

  /// Sets divisions again for the side they began on before, then those that now begin on the other.
  private func reset(
    _ tasks: [DivisionTask], _ laid: inout [LaidDivision], _ labels: LabelTable,
    _ folios: [String: String]
  ) -> PageOrder {
    var tasks = tasks
    while true {
      let again = set(tasks, labels, folios)
      for (task, division) in zip(tasks, again) { laid[task.division] = division }
      let order = PageOrder(book: book, sheet: sheet, laid: laid)
      let turned = book.divisions.indices.filter {
        !laid[$0].isSet(startingOnRecto: order.startsOnRecto(division: $0))
      }
      if turned.isEmpty { return order }
      // For both sides, so that no division is turned twice.
      tasks = turned.map { DivisionTask(division: $0) }
    }
  }

  /// Sets divisions in parallel.
  private func set(
    _ tasks: [DivisionTask], _ labels: LabelTable, _ folios: [String: String]
  ) -> [LaidDivision] {
    let chapters = chapters
    let book = book
    let filler = DivisionFiller(
      book: book, sheet: sheet, numbers: numbers, labels: labels, folios: folios)
    let contexts = contexts
    return ParallelMap.run(
      count: tasks.count, threads: threads, makeContext: {}
    ) { position, _ in
      let task = tasks[position]
      let laid = contexts.lend { context in
        let filling = filler.filling(
          of: book.divisions[task.division], ruler: chapters.ruler(context))
        return chapters.layout(task, labels: labels, filling: filling, context: context)
      }
      task.sides?.record(laid, of: task.division)
      return laid
    }
  }

  /// Updates the page numbers known; returns the divisions that printed others.
  private func staleDivisions(
    _ laid: [LaidDivision], _ order: PageOrder, labels: inout LabelTable,
    folios: inout [String: String]
  ) -> [Int] {
    let placed = order.folios
    let contentsIsStale = placed != folios
    folios = placed
    for (name, folio) in placed { labels.place(name, folio: folio) }
    return book.divisions.indices.filter { index in
      if laid[index].isDraft { return true }
      return book.divisions[index].kind.isContents
        ? contentsIsStale : !laid[index].reads.isCurrent(in: labels)
    }
  }

  /// How wide a text is on one line.
  func width(of text: ParagraphText) -> Length {
    contexts.lend { chapters.ruler($0)(text) }
  }

  private func finish(
    _ laid: [LaidDivision], _ order: PageOrder, unsettled: [Int]
  ) -> Outcome<PagedBook> {
    let furniture = Furniture(book: book, sheet: sheet, numbers: numbers, order: order)
    let heads =
      purpose == .drawing
      ? contexts.lend { furniture.set($0) }
      : Furniture.Result(divisions: order.divisions, store: FragmentStore())
    let paged = PagedBook(
      metadata: book.metadata, trim: sheet.page.trim, divisions: heads.divisions,
      furniture: heads.store, outline: outline(laid), images: images.images,
      labels: order.pageLabels)
    var diagnostics = zip(laid, order.divisions.indices).flatMap { laid, index in
      laid.diagnostics(startingOnRecto: order.startsOnRecto(division: index))
    }
    var missing = MissingCharacters()
    for division in laid { missing.add(division.missing) }
    diagnostics += missing.diagnostics(book.sources)
    if sheet.notes.place == .book, sheet.notes.place(in: book) != .book,
      book.divisions.contains(where: { !$0.notes.isEmpty })
    {
      diagnostics.append(
        Diagnostic(
          .warning, "layout.no-place-for-notes",
          "the template sets the notes at the book's end, but the book has no place for them there; they stand at the end of each chapter",
          hints: ["add notes to `back:` of book.yaml"]))
    }
    diagnostics += unsettled.map { index in
      Diagnostic(
        .warning, "layout.unsettled",
        "page numbers in “\(Inline.plainText(book.divisions[index].title))” still change after \(Self.passes) passes",
        at: book.divisions[index].span,
        hints: ["reword the text near the page reference so that it does not move its own target"])
    }
    return Outcome(paged, diagnostics)
  }

  private func outline(_ laid: [LaidDivision]) -> [OutlineEntry] {
    let hasParts = book.divisions.contains { $0.kind == .part }
    var entries: [OutlineEntry] = []
    for (division, laid) in zip(book.divisions, laid) {
      guard let title = numbers.outlineTitle(of: division, in: book, sheet.contents) else {
        continue
      }
      let level = hasParts && division.kind == .chapter ? 1 : 0
      entries.append(OutlineEntry(level: level, title: title, anchor: division.id))
      entries += laid.sections.map {
        OutlineEntry(level: level + $0.level, title: $0.title, anchor: $0.anchor)
      }
    }
    return entries
  }
}
