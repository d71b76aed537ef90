import OctavoBase
import OctavoBreaking
import OctavoStyle
import OctavoText

/// Presents tokens to the line breaker: words as boxes, spaces as glue, hyphenation points and
/// dashes as places to break.
struct ItemBuilder {
  let context: FontContext
  let settings: LineSettings
  /// Whether spaces stretch and shrink, and edges hang; else the text is ragged.
  let isJustified: Bool
  /// Widest line in scaled points; wider tokens are cut between characters.
  let measure: Int64
  /// Whether words that belong together may part, because the line is full of holes otherwise.
  let isRescue: Bool
  /// Whether lines begin at the right.
  let isRightToLeft: Bool

  /// Replaces what `items` holds by a paragraph; `ends[tag]` says where a candidate's line ends.
  func build(
    _ tokens: Range<Int>, of chapter: ChapterText, into items: inout ItemList,
    ends: inout ContiguousArray<LineEnd>
  ) {
    items.removeAll()
    ends.removeAll(keepingCapacity: true)
    let hangs = isJustified && settings.protrusion
    if hangs, let first = tokens.first {
      items.startProtrusion = Int64(protrusion(chapter.tokens[first], chapter).left)
    }
    var group = Group(end: tokens.lowerBound, isTooWide: false)
    for index in tokens {
      if index == group.end { group = self.group(from: index, in: tokens, chapter) }
      let token = chapter.tokens[index]
      let style = chapter.styles[token.style]
      let edges = hangs ? protrusion(token, chapter) : (left: Int64(0), right: Int64(0))
      appendWord(index, token, style, edges, chapter, &items, &ends)
      let mayCut = group.isTooWide && index + 1 < group.end
      appendFollower(index, token, mayCut: mayCut, chapter, &items, &ends)
    }
  }

  /// Tokens that no line may part.
  private struct Group {
    /// Index past its last token.
    let end: Int
    /// Whether it fits no line, so that it must be parted after all.
    let isTooWide: Bool
  }

  private func group(from first: Int, in tokens: Range<Int>, _ chapter: ChapterText) -> Group {
    var width: Int64 = 0
    for index in first..<tokens.upperBound {
      let token = chapter.tokens[index]
      width += Int64(token.width)
      switch token.follower {
      case .nothing: continue
      case .tie: width += chapter.styles[token.spaceStyle].space
      default: return Group(end: index + 1, isTooWide: width > measure)
      }
    }
    return Group(end: tokens.upperBound, isTooWide: width > measure)
  }

  /// What may hang at a token's start and at its end.
  private func protrusion(
    _ token: Token, _ chapter: ChapterText
  ) -> (left: Int64, right: Int64) {
    guard let word = token.word else { return (0, 0) }
    let style = chapter.styles[token.style]
    let em = style.size.scaledPoints
    let edges = context.edges(of: word)
    let (left, right) = ((Int64(edges.left) * em) >> 16, (Int64(edges.right) * em) >> 16)
    return isRightToLeft ? (right, left) : (left, right)
  }

  private func box(
    _ width: Int64, _ edges: (left: Int64, right: Int64), _ items: inout ItemList
  ) {
    let give = isJustified ? width * Int64(settings.expansion) / 1000 : 0
    items.appendBox(
      width: width, stretch: give, shrink: give, leftProtrusion: edges.left,
      rightProtrusion: edges.right)
  }

  private func appendWord(
    _ index: Int, _ token: Token, _ style: ResolvedStyle, _ edges: (left: Int64, right: Int64),
    _ chapter: ChapterText, _ items: inout ItemList, _ ends: inout ContiguousArray<LineEnd>
  ) {
    guard let word = token.word else { return box(0, edges, &items) }
    let isTooWide = Int64(token.width) > measure
    if isTooWide || isRescue && !token.mayHyphenate && isOfAddress(index, chapter) {
      return appendCutAnywhere(index, token, style, chapter, &items, &ends)
    }
    var done: Int64 = 0
    if token.mayHyphenate {
      let points = context.hyphenationPoints(
        of: word, isRescue ? style.rescueHyphenation : style.hyphenation)
      for point in points {
        let before = (Int64(point.width) * style.size.scaledPoints) >> 16
        let part = before - done
        box(part, (done == 0 ? edges.left : 0, 0), &items)
        items.appendDiscretionary(
          Discretionary(
            pre: style.hyphen, post: 0, replace: 0, penalty: Int32(settings.hyphenPenalty),
            isAutomatic: true,
            preProtrusion: isJustified && settings.protrusion ? style.hyphen / 2 : 0),
          tag: Int32(ends.count))
        ends.append(LineEnd(token: Int32(index), cut: point.byteOffset, addsHyphen: true))
        done = before
      }
    }
    box(Int64(token.width) - done, (done == 0 ? edges.left : 0, edges.right), &items)
  }

  /// Whether a word is a part of an address, which is broken after its strokes where that does.
  private func isOfAddress(_ index: Int, _ chapter: ChapterText) -> Bool {
    var first = index
    while first > 0, chapter.tokens[first - 1].follower == .breakpoint { first -= 1 }
    var last = index
    while chapter.tokens[last].follower == .breakpoint, last + 1 < chapter.tokens.count {
      last += 1
    }
    guard first < last else { return false }
    let start = Int(chapter.tokens[first].start)
    let end = Int(chapter.tokens[last].start + chapter.tokens[last].length)
    guard start <= end, end <= chapter.bytes.count else { return false }
    return chapter.bytes[start..<end].count { $0 == UInt8(ascii: "/") } > 1
  }

  /// A word wider than the measure, and one of an address in need, may be cut before any of its
  /// pieces, without a hyphen.
  private func appendCutAnywhere(
    _ index: Int, _ token: Token, _ style: ResolvedStyle, _ chapter: ChapterText,
    _ items: inout ItemList, _ ends: inout ContiguousArray<LineEnd>
  ) {
    guard let word = token.word else { return }
    var done: Int64 = 0
    let pieces = WordPieces(
      context.glyphs(of: word), text: context.text(of: word), em: style.size.scaledPoints,
      tracking: style.tracking, measure: measure
    ).pieces
    for piece in pieces {
      if piece.start > 0 {
        items.appendPenalty(Self.cutPenalty, tag: Int32(ends.count))
        ends.append(LineEnd(token: Int32(index), cut: Int32(piece.start), addsHyphen: false))
      }
      box(piece.width, (0, 0), &items)
      done += piece.width
    }
    box(Int64(token.width) - done, (0, 0), &items)
  }

  /// Penalty of ending a line between words that belong together, where nothing else mends it.
  private static let tiePenalty: Int32 = 3_000
  /// Penalty of cutting an overlong word between two characters.
  private static let cutPenalty: Int32 = 1_000

  private func appendFollower(
    _ index: Int, _ token: Token, mayCut: Bool, _ chapter: ChapterText,
    _ items: inout ItemList, _ ends: inout ContiguousArray<LineEnd>
  ) {
    let style = chapter.styles[token.spaceStyle]
    let tag = Int32(ends.count)
    let stretch = isJustified ? style.spaceStretch : 0
    let shrink = isJustified ? style.spaceShrink : 0
    switch token.follower {
    case .nothing where mayCut: items.appendPenalty(Self.cutPenalty, tag: tag)
    case .nothing: return
    case .space:
      items.appendGlue(width: style.space, stretch: stretch, shrink: shrink, tag: tag)
    case .tie:
      items.appendPenalty(isRescue || mayCut ? Self.tiePenalty : 10_000, tag: tag)
      items.appendGlue(width: style.space, stretch: stretch, shrink: shrink)
    case .breakpoint: appendBreakpoint(token, chapter, tag: tag, &items)
    case .gap:
      items.appendGlue(width: 0, stretch: style.size.scaledPoints / 16, shrink: 0, tag: tag)
    case .lineEnd:
      items.appendPenalty(10_000)
      items.appendGlue(width: 0, stretch: 65_536, shrink: 0, stretchOrder: 1)
      items.appendPenalty(-10_000, tag: tag)
    case .end: items.finishParagraph(tag: tag)
    }
    ends.append(LineEnd(token: Int32(index), cut: token.length, addsHyphen: false))
  }

  /// A break after a hyphen that is written counts as a hyphenated line; one after a dash does not.
  private func appendBreakpoint(
    _ token: Token, _ chapter: ChapterText, tag: Int32, _ items: inout ItemList
  ) {
    let penalty = Int32(settings.exHyphenPenalty)
    guard token.length > 0, chapter.bytes[Int(token.start + token.length - 1)] == 0x2D else {
      return items.appendPenalty(penalty, tag: tag)
    }
    items.appendDiscretionary(
      Discretionary(pre: 0, penalty: penalty, isAutomatic: false), tag: tag)
  }
}
