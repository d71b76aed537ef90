import OctavoBase
import OctavoStyle
import OctavoText

/// Turns a chosen line into glyph runs: reshapes cut words, sets the spaces, places the glyphs.
struct LineAssembler {
  let context: FontContext
  let settings: LineSettings

  /// A line to assemble.
  struct Request {
    /// First token and how many of its bytes stand on the line before.
    var first: Int32
    var firstCut: Int32
    var end: LineEnd
    /// From the text block's left edge to the line's, and its width, in scaled points.
    var left: Int64
    var width: Int64
    var alignment: Alignment
    /// Whether the line keeps its natural spaces although the text is justified.
    var isLast: Bool
    var role: StyleRole
    /// Whether the line begins at the right.
    var isRightToLeft = false
    /// Whether the last word stands at the line's far end.
    var endsFlush = false
    /// Characters the line's first glyph stands for besides its own: a drop capital's, whose own
    /// glyph stands for nothing, so that the word is read whole.
    var prefix: ArraySlice<UInt8> = []
    /// Whether the glyphs stand for no characters.
    var isSilent = false
  }

  /// A word or part of one on the line.
  private struct Piece {
    var word: WordID?
    var style: Int32
    var link: Int32
    var width: Int64
    /// Range in the chapter's bytes.
    var start: Int
    var length: Int
    var addsHyphen: Bool
    var level: UInt8
    /// Scaled points of space after the piece; 0 for none.
    var space: Int64
    /// Style of that space.
    var spaceStyle: Int32
    var hasSpace: Bool
  }

  /// Assembles a line into the store; returns its index.
  func assemble(
    _ request: Request, _ chapter: ChapterText, into store: inout FragmentStore
  ) -> Int32 {
    var pieces = collect(request, chapter)
    let hang = hang(pieces, request, chapter)
    let line = measure(pieces, hang: hang, chapter)
    let setting = justification(of: line, request)
    var spaces: Int64 = 0
    for i in pieces.indices where pieces[i].hasSpace {
      pieces[i].space += setting.perSpace + (spaces < setting.remainder ? 1 : 0)
      spaces += 1
    }
    if request.endsFlush, pieces.count > 1 {
      pieces[pieces.count - 2].space += max(request.width - line.natural - hang.right, 0)
    }
    let style = chapter.styles[chapter.tokens[Int(request.first)].style]
    let runs = emit(
      ordered(pieces),
      at: origin(request, line, fills: setting.fills, hang: hang),
      setting, request, chapter, &store)
    store.lines.append(
      LineFragment(
        runs: runs, role: request.role, naturalSpace: Length(scaledPoints: style.space),
        setSpace: Length(scaledPoints: style.space + setting.perSpace),
        endsParagraph: request.isLast, endsInHyphen: request.end.addsHyphen))
    let index = Int32(store.lines.count - 1)
    if !request.isSilent, pieces.contains(where: { $0.level != 0 }) {
      store.readings[index] = reading(pieces, request, chapter)
    }
    return index
  }

  private func justification(of line: Justification.Line, _ request: Request) -> Justification {
    guard request.alignment == .justify, !request.isLast || line.natural > request.width else {
      return Justification()
    }
    return Justification(fitting: line, to: request.width, settings: settings)
  }

  /// What readers will see of a line's spaces.
  func hole(_ request: Request, _ chapter: ChapterText) -> Looseness.Hole {
    let pieces = collect(request, chapter)
    let line = measure(pieces, hang: hang(pieces, request, chapter), chapter)
    let setting = justification(of: line, request)
    guard request.alignment == .justify, !request.isLast else { return Looseness.Hole() }
    if setting.fills {
      let spaces = line.spaces + setting.perSpace * line.spaceCount
      return Looseness.Hole(space: spaces * 100 / max(line.spaces, 1))
    }
    let shortfall = request.width - line.natural - setting.gain(of: line)
    return Looseness.Hole(shortfall: shortfall > line.em ? shortfall : 0)
  }

  /// The characters of pieces in the order they are read.
  private func reading(
    _ pieces: ContiguousArray<Piece>, _ request: Request, _ chapter: ChapterText
  ) -> [UInt8] {
    var bytes = Array(request.prefix)
    for piece in pieces {
      if piece.word != nil {
        bytes += chapter.bytes[piece.start..<piece.start + piece.length]
        if piece.addsHyphen { bytes.append(UInt8(ascii: "-")) }
      }
      if piece.hasSpace { bytes.append(UInt8(ascii: " ")) }
    }
    return bytes
  }

  // MARK: Pieces

  private func collect(_ request: Request, _ chapter: ChapterText) -> ContiguousArray<Piece> {
    var pieces: ContiguousArray<Piece> = []
    pieces.reserveCapacity(Int(request.end.token - request.first) + 1)
    for index in request.first...request.end.token {
      let token = chapter.tokens[Int(index)]
      let from = index == request.first ? request.firstCut : 0
      let isEnd = index == request.end.token
      let to = isEnd ? request.end.cut : token.length
      var piece = Piece(
        word: token.word, style: token.style, link: token.link, width: Int64(token.width),
        start: Int(token.start + from), length: Int(to - from), addsHyphen: false,
        level: token.level, space: 0, spaceStyle: token.spaceStyle, hasSpace: false)
      if from > 0 || to < token.length {
        cut(&piece, token, isEnd && request.end.addsHyphen, chapter)
      }
      if !isEnd && (token.follower == .space || token.follower == .tie) {
        piece.space = chapter.styles[token.spaceStyle].space
        piece.spaceStyle = token.spaceStyle
        piece.hasSpace = true
      }
      pieces.append(piece)
    }
    return pieces
  }

  /// Shapes the part of a word that stands on this line.
  private func cut(
    _ piece: inout Piece, _ token: Token, _ addsHyphen: Bool, _ chapter: ChapterText
  ) {
    let style = chapter.styles[token.style]
    let range = piece.start..<(piece.start + piece.length)
    let word = chapter.bytes.withUnsafeBufferPointer {
      context.shapeFragment(
        UnsafeBufferPointer(rebasing: $0[range]), in: style.instance, run: token.run,
        appendHyphen: addsHyphen)
    }
    let shaped = context.word(word)
    piece.word = word
    piece.addsHyphen = addsHyphen
    piece.width =
      shaped.width(at: style.size).scaledPoints + style.tracking * Int64(shaped.glyphs.count)
  }

  private func measure(
    _ pieces: ContiguousArray<Piece>, hang: Hang, _ chapter: ChapterText
  ) -> Justification.Line {
    var line = Justification.Line()
    for piece in pieces {
      line.boxes += piece.width
      if let word = piece.word { line.glyphCount += Int64(context.word(word).glyphs.count) }
      guard piece.hasSpace else { continue }
      let style = chapter.styles[piece.spaceStyle]
      line.spaces += piece.space
      line.spaceCount += 1
      line.spaceStretch += style.spaceStretch
      line.spaceShrink += style.spaceShrink
    }
    line.em = pieces.first.map { chapter.styles[$0.style].size.scaledPoints } ?? 0
    line.protrusion = hang.left + hang.right
    return line
  }

  /// What hangs into the margins, in scaled points.
  private struct Hang {
    var left: Int64 = 0
    var right: Int64 = 0
  }

  private func hang(
    _ pieces: ContiguousArray<Piece>, _ request: Request, _ chapter: ChapterText
  ) -> Hang {
    guard request.alignment == .justify && settings.protrusion else { return Hang() }
    let (left, right) =
      request.isRightToLeft ? (pieces.last, pieces.first) : (pieces.first, pieces.last)
    return Hang(left: hang(left, chapter).left, right: hang(right, chapter).right)
  }

  private func hang(_ piece: Piece?, _ chapter: ChapterText) -> (left: Int64, right: Int64) {
    guard let piece, let word = piece.word else { return (0, 0) }
    let em = chapter.styles[piece.style].size.scaledPoints
    let edges = context.edges(of: word)
    return ((Int64(edges.left) * em) >> 16, (Int64(edges.right) * em) >> 16)
  }

  /// Where the line's leftmost piece begins, from the text block's left edge; `fills` says whether
  /// the line's spaces make it as wide as the measure.
  private func origin(
    _ request: Request, _ line: Justification.Line, fills: Bool, hang: Hang
  ) -> Int64 {
    switch request.alignment {
    case .left: request.left
    case .right: request.left + request.width - line.natural
    case .center: request.left + (request.width - line.natural) / 2
    case .justify where request.isRightToLeft && !fills:
      request.left + request.width - line.natural - hang.left
    case .justify: request.left - hang.left
    }
  }

  /// The pieces from left to right (UAX #9, rule L2); a space between two pieces takes the lower of
  /// their levels.
  private func ordered(_ pieces: ContiguousArray<Piece>) -> ContiguousArray<Piece> {
    guard pieces.contains(where: { $0.level != 0 }) else { return pieces }
    var parts: ContiguousArray<Piece> = []
    for (index, piece) in pieces.enumerated() {
      var word = piece
      word.hasSpace = false
      parts.append(word)
      guard piece.hasSpace else { continue }
      var space = piece
      space.word = nil
      let next = index + 1 < pieces.count ? pieces[index + 1].level : 0
      space.level = min(piece.level, next)
      parts.append(space)
    }
    return ContiguousArray(VisualOrder.order(levels: parts.map(\.level)).map { parts[$0] })
  }

  // MARK: Glyphs

  private func emit(
    _ pieces: ContiguousArray<Piece>, at x: Int64, _ setting: Justification, _ request: Request,
    _ chapter: ChapterText, _ store: inout FragmentStore
  ) -> Range<Int32> {
    // The store moves in and out again, so that its arrays are never copied.
    var taken = FragmentStore()
    swap(&taken, &store)
    var emitter = RunEmitter(context: context, setting: setting, pen: x, store: taken)
    taken = FragmentStore()
    emitter.prefix = request.prefix
    emitter.isSilent = request.isSilent
    for piece in pieces {
      emitter.begin(chapter.styles[piece.style], link: piece.link)
      if let word = piece.word {
        chapter.bytes.withUnsafeBufferPointer {
          emitter.add(
            word, text: UnsafeBufferPointer(rebasing: $0[piece.start..<piece.start + piece.length]),
            addsHyphen: piece.addsHyphen, isRightToLeft: piece.level % 2 == 1)
        }
      }
      if piece.hasSpace {
        if piece.spaceStyle != piece.style {
          emitter.begin(chapter.styles[piece.spaceStyle], link: -1)
        }
        emitter.addSpace(piece.space)
      }
    }
    let runs = emitter.finish()
    emitter.giveBack(&store)
    return runs
  }
}
