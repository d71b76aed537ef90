import OctavoBook
import OctavoStyle

/// One of a document's texts while it is written: the body, or the notes.
struct Story {
  var xml = WordMarkup()
  var relations = Relations()
  /// The look of the run that is open; nil between runs.
  var openRun: RunFormat?
  /// Where the `w:p` being written has its id, and what it is.
  var paragraph: OpenParagraph?
  /// Where the last paragraph's properties end: what closes a section is put there. Nil where the
  /// story ends with a table.
  var lastPropertiesEnd: Int?
  /// Where the last paragraph's `w:spacing` takes another attribute, or would stand.
  var lastSpacing: (offset: Int, isWritten: Bool)?
  /// Names that lead to the next paragraph.
  var pendingAnchors: [String] = []
  /// The item whose marker the next paragraph bears.
  var pendingItem: PendingItem?
  /// Whether the next paragraph follows an opening, a heading or a display.
  var isFirst = true
  /// Space the next paragraph keeps above it, in twips, because a table stands there.
  var spaceAboveNext: Int?
  /// Notes that the note just written refers to.
  var notesToCall: [Int] = []
  /// Whether the next paragraph bears a note's number.
  var beginsNote = false
  /// What the next paragraph begins with, where a theorem begins.
  var pendingLabel: BodyWriter.TheoremLabel?
  /// The mark that the next paragraph ends with, where a proof ends.
  var pendingMark: String?
  /// Words that the next paragraph of running text sets as the lead-in.
  var pendingLeadWords = 0
  /// Words still to be set as the lead-in.
  var leadWords = 0

  /// A paragraph that is not closed yet.
  struct OpenParagraph {
    let style: WordStyle
    /// Byte offset of the digits of its id.
    let idOffset: Int
  }

  /// A list's item before its first paragraph.
  struct PendingItem {
    let style: WordStyle
    let list: Int
    let level: Int
  }
}

/// Where in nested blocks the writer is.
struct BlockContext {
  /// What plain paragraphs are.
  var style = WordStyle.bodyText
  /// Insets of the blocks around, in twips.
  var left = 0
  var right = 0
  /// Depth of lists; 0 outside.
  var depth = 0
  /// How numbered lists are numbered here; nil outside of any.
  var numbering: ListNumbering?
  /// Whether the items of the list stand close.
  var isTight = false
  /// What a note's call does.
  var calls = Calls.notes
  /// What inline text begins with.
  var format = RunFormat()
  /// The first line's inset of a display's further paragraphs.
  var continuationIndent: Int?
}

extension BlockContext {
  /// What a note's call does where it stands.
  enum Calls {
    case notes
    /// Within a note: refers to a note that the text around the note calls.
    case otherNotes
    /// In the contents, which repeat a title that calls.
    case nothing
  }
}

/// What a paragraph states besides its style; lengths in twips.
struct ParagraphOptions {
  var keepsWithNext = false
  /// List and level, 0-based.
  var numbering: (list: Int, level: Int)?
  var isRightToLeft = false
  var before: Int?
  var left: Int?
  var right: Int?
  var firstLine: Int?
  /// Whether the style's leaving out of space between its own paragraphs is lifted.
  var isLoose = false
  var alignment: Alignment?
}
