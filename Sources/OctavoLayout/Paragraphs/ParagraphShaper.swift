import OctavoBase
import OctavoStyle
import OctavoText

/// Cuts a paragraph's characters into tokens and shapes them through the word cache.
///
/// A token is a whole word with its punctuation, cut after dashes and hard hyphens and where the
/// style changes, so that kerning inside it stays exact.
struct ParagraphShaper {
  let context: FontContext
  let mayHyphenate: Bool
  /// Byte offset, in the chapter's text, of the paragraph's first byte.
  let base: Int

  /// Appends the tokens of a paragraph of simple left-to-right text.
  func shape(
    _ text: ParagraphText, links: Int32, into chapter: ChapterText
  ) {
    let firstToken = chapter.tokens.count
    let indices = text.styles.map { chapter.styles.index(of: $0, context) }
    text.bytes.withUnsafeBufferPointer { bytes in
      var position = 0
      for span in text.spans {
        let style = indices[span.style]
        let scanner = TokenScanner(
          bytes: bytes, end: min(span.end, bytes.count), isVerbatim: span.isVerbatim)
        while position < scanner.end {
          let piece = scanner.next(from: position)
          position = piece.next
          if piece.length == 0 && !span.isVerbatim {
            join(piece.follower, style, to: &chapter.tokens, from: firstToken)
            continue
          }
          let run = RunProperties.plain
          let slice = UnsafeBufferPointer(rebasing: bytes[piece.start..<piece.start + piece.length])
          let instance = chapter.styles[style].instance
          let word = piece.length > 0 ? context.shape(slice, in: instance, run: run) : nil
          chapter.tokens.append(
            Token(
              word: word, start: Int32(base + piece.start), length: Int32(piece.length),
              style: style, spaceStyle: style, link: span.link < 0 ? -1 : links + Int32(span.link),
              width: width(word, chapter.styles[style]), follower: piece.follower, level: 0,
              mayHyphenate: mayHyphenate && !span.isVerbatim, run: run))
        }
      }
    }
    finish(&chapter.tokens, from: firstToken)
  }

  /// Scaled points of a word in a style.
  func width(_ word: WordID?, _ style: ResolvedStyle) -> Int32 {
    guard let word else { return 0 }
    let shaped = context.word(word)
    let tracking = style.tracking * Int64(shaped.glyphs.count)
    return Int32(clamping: shaped.width(at: style.size).scaledPoints + tracking)
  }

  /// A space at a span's start belongs to the token before it.
  private func join(
    _ follower: Token.Follower, _ style: Int32, to tokens: inout ContiguousArray<Token>,
    from first: Int
  ) {
    guard tokens.count > first else { return }
    let last = tokens.count - 1
    if follower == .lineEnd || tokens[last].follower == .nothing
      || tokens[last].follower == .breakpoint
    {
      tokens[last].follower = follower
      tokens[last].spaceStyle = style
    }
  }

  /// Ends the paragraph; spaces at its end are dropped.
  func finish(_ tokens: inout ContiguousArray<Token>, from first: Int) {
    while tokens.count > first, tokens[tokens.count - 1].word == nil { tokens.removeLast() }
    if tokens.count > first { tokens[tokens.count - 1].follower = .end }
  }
}
