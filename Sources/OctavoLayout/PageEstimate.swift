import OctavoBase
import OctavoBook
import OctavoStyle

/// About how many pages a book takes, by the lengths of its paragraphs: so near that a book whose
/// margins depend on it is seldom set twice.
struct PageEstimate {
  private let sheet: StyleSheet
  /// Mean width of what a byte of text prints, in scaled points at the body's size.
  private let letter: Int64

  /// Where blocks stand: in which style, and how far in.
  private struct Column {
    var role: StyleRole
    var inset = Length.zero
  }

  /// - Parameter letter: mean width of what a byte of the book's text prints at the body's size.
  init(_ sheet: StyleSheet, letter: Length) {
    self.sheet = sheet
    self.letter = max(letter.scaledPoints, 1)
  }

  /// The pages of a book, blank ones among them.
  func pages(of book: Book) -> Int {
    let height = Length(
      scaledPoints: sheet.page.grid.scaledPoints * Int64(max(sheet.page.lines, 1)))
    var pages = 0
    for division in book.divisions {
      if FlowBuilder.opening(division, sheet).side == .recto { pages += pages % 2 }
      let lines = self.height(of: division)
      pages += Int((lines.scaledPoints + height.scaledPoints - 1) / height.scaledPoints)
    }
    return max(pages, 1)
  }

  private func height(of division: Division) -> Length {
    let opening = FlowBuilder.opening(division, sheet)
    var height = sheet.page.grid * max(opening.sink, 1)
    height += self.height(of: division.title, Column(role: .chapterTitle))
    if division.number != nil { height += self.height(bytes: 1, Column(role: .chapterNumber)) }
    height = max(height, sheet.page.grid * opening.textSink)
    height += self.height(of: division.blocks, Column(role: .body))
    for note in division.notes { height += self.height(of: note.blocks, Column(role: .note)) }
    return height
  }

  private func height(of blocks: [Block], _ column: Column) -> Length {
    blocks.reduce(into: .zero) { $0 += height(of: $1, column) }
  }

  private func height(of block: Block, _ column: Column) -> Length {
    switch block.content {
    case .paragraph(let inlines): height(of: inlines, column)
    case .heading(let level, let inlines):
      height(of: inlines, Column(role: .section(level)))
    case .quote(let inner): height(of: inner, inner: .quote, column)
    case .container(let container, let inner): height(of: inner, in: container, column)
    case .list(let list):
      list.items.reduce(into: .zero) { $0 += height(of: $1.blocks, inner: .list, column) }
    case .code(let code): height(lines: Self.lines(of: code.text), .code)
    case .math(let source): height(lines: Self.lines(of: source), .code)
    case .sceneBreak: height(lines: 1, .sceneBreak)
    case .table(let table): height(of: table)
    case .figure(let figure): pictureHeight + height(of: figure.caption, Column(role: .caption))
    case .verse(let lines): height(lines: lines.count, .verse)
    case .definitions(let definitions):
      definitions.reduce(into: .zero) { sum, definition in
        sum += height(of: definition.term, column)
        for description in definition.descriptions {
          sum += height(of: description, inner: .list, column)
        }
      }
    }
  }

  // MARK: Blocks

  /// A third of the page: how large pictures are is known only when they are read.
  private var pictureHeight: Length { sheet.page.grid * max(sheet.page.lines / 3, 1) }

  private static func lines(of text: String) -> Int {
    text.utf8.reduce(into: 1) { if $1 == 0x0A { $0 += 1 } }
  }

  private func height(of blocks: [Block], inner role: StyleRole, _ outer: Column) -> Length {
    let style = sheet[role]
    return height(
      of: blocks, Column(role: role, inset: outer.inset + style.insetLeft + style.insetRight))
  }

  private func height(
    of blocks: [Block], in container: Container, _ column: Column
  ) -> Length {
    switch container {
    case .epigraph: height(of: blocks, inner: .epigraph, column)
    case .letter: height(of: blocks, inner: .letter, column)
    case .callout: height(of: blocks, inner: .callout, column)
    default: height(of: blocks, column)
    }
  }

  private func height(lines: Int, _ role: StyleRole) -> Length {
    let style = sheet[role]
    return style.leading * lines + style.spaceBefore + style.spaceAfter
  }

  private func height(of table: Table) -> Length {
    let columns = max(table.alignments.count, 1)
    let measure = sheet.page.measure
    let cell = Length(scaledPoints: measure.scaledPoints / Int64(columns))
    let column = Column(role: .tableBody, inset: measure - cell)
    var height = self.height(of: table.caption, Column(role: .caption))
    for row in [table.header].compactMap(\.self) + table.rows {
      height += row.cells.map { self.height(of: $0, column) }.max() ?? .zero
    }
    return height
  }

  // MARK: Paragraphs

  private func height(of inlines: [Inline], _ column: Column) -> Length {
    var bytes = 0
    TreeWalk.visit(inlines) { inline in
      switch inline {
      case .text(let text), .code(let text), .math(let text): bytes += text.utf8.count
      case .softBreak, .noteCall: bytes += 1
      default: break
      }
    }
    return bytes == 0 ? .zero : height(bytes: bytes, column)
  }

  private func height(bytes: Int, _ column: Column) -> Length {
    let style = sheet[column.role]
    let size = max(style.text.size.scaledPoints, 1)
    let body = max(sheet[.body].text.size.scaledPoints, 1)
    let width = style.indent.scaledPoints + Int64(bytes) * (letter * size / body)
    let measure = max((sheet.page.measure - column.inset).scaledPoints, letter)
    let lines = max((width + measure - 1) / measure, 1)
    return height(lines: Int(lines), column.role)
  }
}

extension BookLayout {
  /// Bytes of text whose letters are measured for an estimate.
  private static let sampleBytes = 1_024

  /// About how many pages the book takes.
  package func estimatedPages() -> Int {
    PageEstimate(sheet, letter: letterWidth()).pages(of: book)
  }

  /// Mean width of what a byte of the book prints, by the beginning of its chapters.
  private func letterWidth() -> Length {
    var sample = ParagraphText()
    for division in book.divisions where division.kind == .chapter {
      TreeWalk.visit(division.blocks) { _ in
      } text: { inlines in
        guard sample.bytes.count < Self.sampleBytes else { return }
        sample.append((Inline.plainText(inlines) + " ").utf8, style: sheet[.body].text)
      }
      if sample.bytes.count >= Self.sampleBytes { break }
    }
    guard !sample.isEmpty else { return sheet[.body].text.size.scaled(2, 5) }
    return Length(scaledPoints: width(of: sample).scaledPoints / Int64(sample.bytes.count))
  }
}
