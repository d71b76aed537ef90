import OctavoBreaking
import OctavoText

extension LineAssembler.Request {
  /// A line of a paragraph.
  ///
  /// - Parameters:
  ///   - number: of the line, from 0.
  ///   - before: where the line before it ends; nil for the first.
  init(
    _ number: Int, of paragraph: SetParagraph, after before: LineEnd?, to end: LineEnd,
    isLast: Bool, _ chapter: ChapterText
  ) {
    let place = paragraph.shape.line(number + 1)
    var first = paragraph.tokens.lowerBound
    var cut: Int32 = 0
    if let before {
      let isCut = before.cut < chapter.tokens[Int(before.token)].length
      first = isCut ? before.token : before.token + 1
      cut = isCut ? before.cut : 0
    }
    let token = chapter.tokens[Int(end.token)]
    let isForced =
      end.cut == token.length && (token.follower == .end || token.follower == .lineEnd)
    self.init(
      first: first, firstCut: cut, end: end, left: place.indent, width: place.width,
      alignment: paragraph.alignment, isLast: isLast || isForced, role: paragraph.role)
    isRightToLeft = paragraph.isRightToLeft
    endsFlush = paragraph.endsFlush && isLast
  }
}
