package import OctavoBase
package import OctavoBook
package import OctavoStyle

/// One block of a division with its style: what is set as a unit of the vertical list.
///
/// Made by `FlowBuilder`; set into lines by `ChapterSetter`.
package struct FlowBlock: Sendable {
  package enum Content: Sendable {
    /// Paragraphs on top of each other without space: one of running text, the lines of a stanza
    /// or of a listing.
    case paragraphs([FlowParagraph])
    case table(FlowTable)
    case picture(FlowPicture)
  }

  package var content: Content
  package var role: StyleRole
  /// Leading, spaces and breaking rules of the block.
  package var style: ParagraphStyle
  /// Names that lead to the block.
  package var anchors: [String] = []
  /// White space kept above the block even at the top of a page.
  package var topSpace: Length = .zero
  /// Set on the first block after an opening's heads: least distance from the opening's top.
  package var leastTop: Length = .zero
  package var breaksBefore = false
  /// Whether the block is set in columns, as the index may be.
  package var isInColumns = false
  /// Whether the block goes on with the display of the block before, and so shares its grid.
  package var continuesDisplay = false
  /// Whether this block and all after it stand at the foot of the page.
  package var pushesToFoot = false
  /// The panels behind the block, the outermost first.
  package var panels: [FlowPanel] = []
  /// Where a picture may stand.
  package var placement = FigurePlacement.here
  /// The heading's text, when the block is one that running heads name.
  package var sectionTitle: String?
  /// That heading's number; empty for none.
  package var sectionNumber = ""
  package var span: SourceSpan?

  package init(_ content: Content, role: StyleRole, style: ParagraphStyle) {
    self.content = content
    self.role = role
    self.style = style
  }
}

/// A panel behind a block or a display; blocks of one display share it.
package struct FlowPanel: Sendable, Equatable {
  /// Different for each display of a division.
  package var id: Int
  package var style: PanelStyle
  /// Where rules shorter than the display stand.
  package var alignment: Alignment
  /// From the text block's edges to the display's text.
  package var insetLeft: Length
  package var insetRight: Length
}

/// A paragraph ready to be shaped.
package struct FlowParagraph: Sendable {
  package var text: ParagraphText
  package var style: ParagraphStyle
  package var role: StyleRole
  /// Set beside the first line, such as a list's bullet.
  package var marker: FlowMarker?
  /// Set beside every line but the first, such as the mark of a wrapped line of code.
  package var continuation: FlowMarker?
  /// How the paragraph begins when it opens a chapter.
  package var entry: Openings.Opening.Entry = .plain
  /// How many first lines are set in, and how far: room for a drop capital.
  package var indentsFirstLines: (count: Int, by: Length)?
  /// Whether it is the description of a picture that cannot be shown.
  package var describesPicture = false
  /// Whether it is of a note.
  package var isInNote = false
  /// Whether its last word stands at the far end of its line, such as the mark of a proof.
  package var endsFlush = false
  /// Set at the right end of the last line, such as a page number in the contents.
  package var trailer: FlowTrailer?

  package init(text: ParagraphText, style: ParagraphStyle, role: StyleRole) {
    self.text = text
    self.style = style
    self.role = role
  }
}

/// Text beside a paragraph's first line.
package struct FlowMarker: Sendable {
  package var text: ParagraphText
  /// Left edge of the column the marker stands in, from the text block's left edge.
  package var left: Length
  /// Width of that column; the marker is set flush right in it unless `isFlushLeft`.
  package var width: Length
  package var isFlushLeft: Bool
}

/// Text at the end of a paragraph's last line, flush right on the text block.
package struct FlowTrailer: Sendable {
  package var text: ParagraphText
  package var leader: ContentsDesign.Leader
}

/// A table with its cells ready to be shaped.
package struct FlowTable: Sendable {
  package var alignments: [Table.Alignment]
  /// One paragraph a cell; nil without a header.
  package var header: [FlowParagraph]?
  package var rows: [[FlowParagraph]]
  /// What each cell of head and rows fills, nil for one that another fills too; empty where every
  /// cell stands for itself.
  package var spans: [[Table.Span?]] = []
  package var orientation = TableOrientation.automatic
  /// What stands above the table, where it is turned; else a block of its own does.
  package var caption: [FlowParagraph] = []
  package var insetLeft: Length
  package var insetRight: Length
  /// Set above the head repeated overleaf; nil for the head alone.
  package var continued: FlowParagraph?
  /// How the table fits its room, once that is known.
  var fitted: FittedTable?
}

/// A picture with the width it asks for.
package struct FlowPicture: Sendable {
  /// Index in the book's images.
  package var image: Int
  package var alternative: String
  /// Asked width; nil: its natural size, at most the measure.
  package var width: PictureWidth?
  package var caption: [FlowParagraph]
}
