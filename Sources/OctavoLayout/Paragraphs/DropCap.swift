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
    let size = size(of: initial, paragraph, lines)
    let tokens = setter.shape(size.text, hyphenate: false)
    let advance = tokens.reduce(into: Int64(0)) {
      $0 += Int64(setter.chapter.tokens[Int($1)].width)
    }
    // A tail that reaches under the next letter must not touch it.
    let width = max(advance, size.right)
    let gap = paragraph.style.text.size.scaledPoints / 10
    paragraph.indentsFirstLines = (lines, Length(scaledPoints: width + gap))
    let result = setter.set(paragraph, measure: measure, wantsVariants: wantsVariants)
    setter.attach(
      SetParagraph.Attachment(
        line: 0, tokens: tokens, left: paragraph.style.insetLeft.scaledPoints, width: width,
        alignment: .left, drop: size.drop, isInitial: true, isWholeWord: isWholeWord))
    return result
  }

  /// Removes the first letter from the text; nil where the paragraph begins with something that
  /// makes no good initial: a mark, a small letter, code, a text of few lines, or a script that
  /// runs from the right and so would leave its initial at the wrong end.
  private func takeInitial(_ paragraph: inout FlowParagraph) -> String? {
    let text = String(decoding: paragraph.text.bytes.prefix(16), as: UTF8.self)
    guard let first = text.first, first.isLetter, first.isUppercase || !first.isCased,
      !BaseDirection.isRightToLeft(first), paragraph.text.bytes.count > 200,
      let span = paragraph.text.spans.first, !span.isVerbatim,
      paragraph.text.styles[span.style].fontRole == paragraph.style.text.fontRole
    else { return nil }
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

  /// An initial with its size settled.
  private struct Sized {
    let text: ParagraphText
    /// From the first line's baseline down to the initial's.
    let drop: Length
    /// Scaled points from the origin to the right end of its outline.
    let right: Int64
  }

  /// The initial, sized so that its height is that of the lines it spans; smaller where a tail,
  /// such as that of Q and J, would reach into the line below.
  private func size(of initial: String, _ paragraph: FlowParagraph, _ lines: Int) -> Sized {
    var style = sheet[.dropCap].applied(
      to: paragraph.style.text, bodySize: sheet[.body].text.size)
    let instance = setter.context.instance(
      FontRequest(
        families: sheet.fonts.stack(for: style.fontRole), weight: style.weight,
        isItalic: style.isItalic, features: [], language: setter.language))
    let cap = max(Int64(setter.context.metrics(instance).capHeight), 20_000)
    let ink = setter.context.ink(of: initial, in: instance)
    let tail = max(-Int64(ink?.bottom ?? 0), 0)
    let leading = paragraph.style.leading.scaledPoints
    let body = paragraph.style.text.size.scaledPoints
    let bodyCap = (body * cap) >> 16
    let height = leading * Int64(lines - 1) + bodyCap
    // Below the last line there is white down to the tallest letters of the next.
    let room = max(leading - bodyCap * 11 / 10 - body / 10, 0)
    let full = (height << 16) / cap
    let fits = (full * tail) >> 16 <= room
    let size = fits ? full : ((height + room) << 16) / (cap + tail)
    style.size = Length(scaledPoints: size)
    style.letterCase = .asWritten
    var text = ParagraphText()
    text.append(initial.utf8, style: style)
    text.source = paragraph.text.source
    return Sized(
      text: text,
      drop: Length(scaledPoints: fits ? height - bodyCap : ((size * cap) >> 16) - bodyCap),
      right: (Int64(ink?.right ?? 0) * size) >> 16)
  }
}
