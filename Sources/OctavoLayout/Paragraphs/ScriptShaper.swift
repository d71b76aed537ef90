import OctavoBase
import OctavoStyle
import OctavoText

/// Cuts and shapes paragraphs that need more than the plain scan: right-to-left scripts, Indic and
/// Asian ones, whose runs and break opportunities Pango finds.
struct ScriptShaper {
  let shaper: ParagraphShaper
  let language: LanguageTag

  func shape(
    _ text: ParagraphText, links: Int32, into chapter: ChapterText
  ) {
    let first = chapter.tokens.count
    let indices = text.styles.map { chapter.styles.index(of: $0, shaper.context) }
    text.bytes.withUnsafeBufferPointer { bytes in
      let found = shaper.context.itemize(bytes, language: language, base: text.direction)
      var position = 0
      var span = 0
      for item in found.items {
        let itemEnd = Int(item.range.upperBound)
        while position < itemEnd {
          while text.spans[span].end <= position { span += 1 }
          let end = min(itemEnd, text.spans[span].end)
          let stop = pieceEnd(bytes, from: position, to: end, found.breaks)
          append(
            Piece(start: position, end: stop, item: item, span: text.spans[span]), bytes,
            style: indices[text.spans[span].style], links: links, chapter, from: first,
            mayBreak: stop < bytes.count && found.breaks[stop].contains(.line))
          position = stop
        }
      }
    }
    shaper.finish(&chapter.tokens, from: first)
  }

  private struct Piece {
    let start: Int
    let end: Int
    let item: TextItem
    let span: ParagraphText.Span
  }

  /// The end of the piece that begins at a byte: past a white space, or where a line may end; of a
  /// word too long to be shaped at once, the last end of a grapheme.
  private func pieceEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int,
    _ breaks: ContiguousArray<BreakFlags>
  ) -> Int {
    var i = start
    var grapheme = start
    while i < end {
      if breaks[i].contains(.grapheme) { grapheme = i }
      if i - start >= FontContext.maximumTokenBytes { return grapheme > start ? grapheme : i }
      if bytes[i] == 0x20 || bytes[i] == 0x0A { return i + 1 }
      i += TokenScanner.width(of: bytes[i])
      if i < end && breaks[i].contains(.line) { return i }
    }
    return min(i, end)
  }

  private func append(
    _ piece: Piece, _ bytes: UnsafeBufferPointer<UInt8>, style: Int32, links: Int32,
    _ chapter: ChapterText, from first: Int, mayBreak: Bool
  ) {
    let last = bytes[piece.end - 1]
    let endsInSpace = last == 0x20 || last == 0x0A
    let stop = endsInSpace ? piece.end - 1 : piece.end
    let follower: Token.Follower =
      last == 0x0A ? .lineEnd : last == 0x20 ? .space : mayBreak ? .gap : .nothing
    guard stop > piece.start else {
      // A space at the paragraph's start belongs to no token.
      guard let index = chapter.tokens.indices.last, index >= first else { return }
      chapter.tokens[index].follower = follower
      chapter.tokens[index].spaceStyle = style
      return
    }
    let run = piece.item.run
    let slice = UnsafeBufferPointer(rebasing: bytes[piece.start..<stop])
    let word = shaper.context.shape(slice, in: chapter.styles[style].instance, run: run)
    chapter.tokens.append(
      Token(
        word: word, start: Int32(shaper.base + piece.start), length: Int32(stop - piece.start),
        style: style, spaceStyle: style,
        link: piece.span.link < 0 ? -1 : links + Int32(piece.span.link),
        width: shaper.width(word, chapter.styles[style]), follower: follower,
        level: piece.item.level,
        mayHyphenate: false, run: run))
  }
}
