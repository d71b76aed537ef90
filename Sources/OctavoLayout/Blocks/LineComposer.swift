import OctavoBase
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Assembles the lines pagination chose, each once, and what stands beside them.
extension ChapterSetter {
  /// Assembles line `number` of a paragraph's setting.
  func assemble(_ paragraph: Int32, line number: Int, of ends: Range<Int32>) -> Int32 {
    let end = ends.lowerBound + Int32(number)
    return assemble(
      paragraph, number: number, start: number == 0 ? -1 : end - 1, end: end,
      isLast: end == ends.upperBound - 1)
  }

  private func assemble(
    _ index: Int32, number: Int, start: Int32, end: Int32, isLast: Bool
  ) -> Int32 {
    let paragraph = text.paragraphs[Int(index)]
    var request = LineAssembler.Request(
      number, of: paragraph, after: start >= 0 ? text.lineEnds[Int(start)] : nil,
      to: text.lineEnds[Int(end)], isLast: isLast, text.chapter)
    if number == 0, let initial = paragraph.attachments.first(where: \.isInitial) {
      request.prefix = self.characters(of: initial.tokens)
      if initial.isWholeWord { request.prefix.append(0x20) }
    }
    let line = LineAssembler(context: text.context, settings: sheet.breaking)
      .assemble(request, text.chapter, into: &store)
    store.lines[Int(line)].endsParagraph = isLast
    store.lines[Int(line)].describesPicture = paragraph.describesPicture
    store.lines[Int(line)].isInNote = paragraph.isInNote
    return line
  }

  /// The items of a material line with its top at `y`; what was assembled before is used again,
  /// where an index tells the line from all others.
  func items(of source: LineSource, index: Int64?, leading: Length, top y: Length)
    -> [PageFragment.Item]
  {
    switch source {
    case .group(let group):
      return groups[Int(group)].items.map { moved($0, by: y) }
    case .text(let paragraph, let number, let start, let end, let isLast):
      let baseline = y + self.baseline(leading)
      let known = index.flatMap { composed[$0] }
      let made = known ?? compose(paragraph, Int(number), start, end, isLast)
      if let index { composed[index] = made }
      return made.map { moved($0, by: baseline) }
    }
  }

  /// The line and its attachments, placed relative to the left edge and the baseline.
  private func compose(
    _ paragraph: Int32, _ number: Int, _ start: Int32, _ end: Int32, _ isLast: Bool
  ) -> [PageFragment.Item] {
    let facts = text.paragraphs[Int(paragraph)]
    var items: [PageFragment.Item] = []
    let attachments = facts.attachments.filter { $0.stands(at: number, isLast: isLast) }
    for attachment in attachments where attachment.line >= 0 {
      add(attachment, facts, to: &items)
    }
    let line = assemble(paragraph, number: number, start: start, end: end, isLast: isLast)
    items.append(.line(line, at: .zero))
    items += strikes(line)
    for attachment in attachments where attachment.line < 0 {
      addLeader(attachment, after: line, to: &items)
      add(attachment, facts, to: &items)
    }
    return items
  }

  private func add(
    _ attachment: SetParagraph.Attachment, _ paragraph: SetParagraph,
    to items: inout [PageFragment.Item]
  ) {
    guard
      let line = assembleAlone(
        attachment.tokens, left: Length(scaledPoints: attachment.left),
        width: Length(scaledPoints: attachment.width), alignment: attachment.alignment,
        role: paragraph.role, isSilent: attachment.isInitial)
    else { return }
    if attachment.isContinuation { store.lines[Int(line)].isDecoration = true }
    store.lines[Int(line)].isInNote = paragraph.isInNote
    items.append(.line(line, at: Point(x: .zero, y: attachment.drop)))
  }

  private func characters(of tokens: Range<Int32>) -> ArraySlice<UInt8> {
    tokens.reduce(into: []) { bytes, index in
      let token = text.chapter.tokens[Int(index)]
      bytes += text.chapter.bytes[Int(token.start)..<Int(token.start + token.length)]
    }
  }

  /// Lines through struck text.
  func strikes(_ line: Int32) -> [PageFragment.Item] {
    store.runs[Range(store.lines[Int(line)].runs)].filter(\.isStruck).map { run in
      let y = -(run.rise + run.size / 4)
      return .rule(Rect(x: run.x, y: y, width: run.width, height: run.size / 22), run.color)
    }
  }

  /// Dots between a contents entry and its page number.
  private func addLeader(
    _ attachment: SetParagraph.Attachment, after line: Int32,
    to items: inout [PageFragment.Item]
  ) {
    guard attachment.leader == .dots,
      let run = store.runs[Range(store.lines[Int(line)].runs)].last,
      let token = attachment.tokens.first
    else { return }
    let number = attachment.tokens.reduce(into: Int64(0)) {
      $0 += Int64(text.chapter.tokens[Int($1)].width)
    }
    let pitch = run.size.scaledPoints * 11 / 20
    let from = (run.x + run.width).scaledPoints + pitch
    let to = attachment.left + attachment.width - number - pitch
    // Dots of all entries stand under each other: on multiples of the pitch.
    let first = (from + pitch - 1) / pitch
    let last = to / pitch
    guard first < last else { return }
    let style = text.chapter.styles.text(text.chapter.tokens[Int(token)].style)
    var dots = ParagraphText()
    dots.append([0x2E], style: style)
    let tokens = text.shape(dots, hyphenate: false)
    for place in first..<last {
      guard
        let dot = assembleAlone(
          tokens, left: Length(scaledPoints: place * pitch), width: run.size, alignment: .left,
          role: .contentsChapter)
      else { return }
      store.lines[Int(dot)].isDecoration = true
      items.append(.line(dot, at: .zero))
    }
  }

  func moved(_ item: PageFragment.Item, by y: Length) -> PageFragment.Item {
    switch item {
    case .line(let line, let at): .line(line, at: Point(x: at.x, y: at.y + y))
    case .rule(let rect, let color):
      .rule(
        Rect(origin: Point(x: rect.origin.x, y: rect.origin.y + y), size: rect.size), color)
    case .image(let image):
      .image(
        ImageFragment(
          image: image.image,
          frame: Rect(
            origin: Point(x: image.frame.origin.x, y: image.frame.origin.y + y),
            size: image.frame.size),
          alternative: image.alternative))
    }
  }
}

extension Range<Int> {
  init(_ range: Range<Int32>) { self = Int(range.lowerBound)..<Int(range.upperBound) }
}
