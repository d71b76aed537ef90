import OctavoBase
import OctavoBreaking
import OctavoStyle

/// A paragraph broken into lines, in every way pagination may choose.
struct SetParagraph {
  /// Text beside a line: a bullet, a drop capital, a page number.
  struct Attachment {
    /// The line it belongs to, 0-based; -1 for the last.
    var line: Int
    /// Its token in the chapter; it is set on one line.
    var tokens: Range<Int32>
    var left: Int64
    var width: Int64
    var alignment: Alignment
    /// From the line's baseline down to the attachment's.
    var drop: Length = .zero
    var leader: ContentsDesign.Leader = .none
    /// Whether it stands beside every line but the first.
    var isContinuation = false
    /// Whether it is the first letters of the paragraph's first word, set large.
    var isInitial = false
    /// Whether those letters are the whole word, such as “A”.
    var isWholeWord = false

    /// Whether it belongs to a line, 0-based.
    func stands(at number: Int, isLast: Bool) -> Bool {
      if isContinuation { return number > 0 }
      return line == number || line < 0 && isLast
    }
  }

  var tokens: Range<Int32>
  var shape: LineShape
  var alignment: Alignment
  var role: StyleRole
  var leading: Length
  /// Whether its lines begin at the right.
  var isRightToLeft = false
  var attachments: [Attachment] = []
  /// Whether it is the description of a picture that cannot be shown.
  var describesPicture = false
  /// Whether it is of a note.
  var isInNote = false
  /// Whether its last word stands at the far end of its line.
  var endsFlush = false

  /// Turns the lines to begin at the right of a measure, in scaled points.
  mutating func mirror(_ measure: Int64) {
    isRightToLeft = true
    if alignment == .left { alignment = .right }
    func mirrored(_ line: LineShape.Line) -> LineShape.Line {
      LineShape.Line(width: line.width, indent: measure - line.indent - line.width)
    }
    shape = LineShape(
      leading: ContiguousArray(shape.leading.map(mirrored)), rest: mirrored(shape.rest))
  }

  /// Puts what stands beside the lines on their other side.
  mutating func mirrorAttachments(_ measure: Int64) {
    for index in attachments.indices {
      let attachment = attachments[index]
      attachments[index].left = measure - attachment.left - attachment.width
      switch attachment.alignment {
      case .left: attachments[index].alignment = .right
      case .right: attachments[index].alignment = .left
      case .center, .justify: break
      }
    }
  }
}

/// Where a line of the vertical list comes from.
enum LineSource {
  /// Line `number` (0-based) of a paragraph; `end` and, but for the first, `start` are indices in
  /// the chapter's line ends.
  case text(paragraph: Int32, number: Int32, start: Int32, end: Int32, isLast: Bool)
  /// A row of things that are placed already.
  case group(Int32)
}

/// Things placed relative to the left end and the top of a row.
struct PlacedGroup {
  var items: [PageFragment.Item] = []
}
