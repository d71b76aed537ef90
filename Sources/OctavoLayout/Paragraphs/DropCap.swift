import OctavoBase
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Sets a paragraph with a large initial that stands on the baseline of one of its first lines and
/// reaches up to the top of its first line's capitals.
struct DropCap {
  let setter: ParagraphSetter
  let sheet: StyleSheet

  func set(
    _ paragraph: FlowParagraph, measure: Length, wantsVariants: Bool
  ) -> ParagraphSetter.Result {
    let style = sheet[.dropCap]
    let lines = max(style.dropLines, 2)
    var paragraph = LeadIn.applied(to: paragraph, sheet)
    guard let initial = takeInitial(&paragraph) else {
      return setter.set(paragraph, measure: measure, wantsVariants: wantsVariants)
    }
    let isWholeWord = paragraph.text.bytes.first == 0x20
    let tokens = setter.shape(initialText(initial, paragraph, lines), hyphenate: false)
    let width = tokens.reduce(into: Int64(0)) {
      $0 += Int64(setter.chapter.tokens[Int($1)].width)
    }
    let gap = paragraph.style.text.size.scaledPoints / 10
    paragraph.indentsFirstLines = (lines, Length(scaledPoints: width + gap))
    let result = setter.set(paragraph, measure: measure, wantsVariants: wantsVariants)
    setter.attach(
      SetParagraph.Attachment(
        line: 0, tokens: tokens, left: paragraph.style.insetLeft.scaledPoints, width: width,
        alignment: .left, drop: paragraph.style.leading * (lines - 1), isInitial: true,
        isWholeWord: isWholeWord))
    return result
  }

  /// Removes the first letter, with an opening quotation mark before it, from the text; nil where
  /// the paragraph does not begin with a letter or is too short.
  private func takeInitial(_ paragraph: inout FlowParagraph) -> String? {
    let text = String(decoding: paragraph.text.bytes.prefix(16), as: UTF8.self)
    guard let first = text.first, first.isLetter, paragraph.text.bytes.count > 200 else {
      return nil
    }
    let initial = String(first)
    let count = initial.utf8.count
    paragraph.text.bytes.removeFirst(count)
    for index in paragraph.text.spans.indices { paragraph.text.spans[index].end -= count }
    paragraph.text.spans.removeAll { $0.end <= 0 }
    for index in paragraph.text.marks.indices {
      paragraph.text.marks[index].offset = max(0, paragraph.text.marks[index].offset - count)
    }
    return initial
  }

  /// The initial, sized so that its height is that of the lines it spans.
  private func initialText(
    _ initial: String, _ paragraph: FlowParagraph, _ lines: Int
  ) -> ParagraphText {
    var style = sheet[.dropCap].applied(
      to: paragraph.style.text, bodySize: sheet[.body].text.size)
    let metrics = setter.context.metrics(
      setter.context.instance(
        FontRequest(
          families: sheet.fonts.stack(for: style.fontRole), weight: style.weight,
          isItalic: style.isItalic, features: [], language: setter.language)))
    let cap = max(Int64(metrics.capHeight), 20_000)
    let bodyCap = (paragraph.style.text.size.scaledPoints * cap) >> 16
    let height = paragraph.style.leading.scaledPoints * Int64(lines - 1) + bodyCap
    style.size = Length(scaledPoints: (height << 16) / cap)
    style.letterCase = .asWritten
    var text = ParagraphText()
    text.append(initial.utf8, style: style)
    text.source = paragraph.text.source
    return text
  }
}
