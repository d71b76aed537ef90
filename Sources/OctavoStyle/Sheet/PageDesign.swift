public import OctavoBase

/// How divisions begin.
public struct Openings: Sendable, Hashable {
  /// How one kind of division begins.
  public struct Opening: Sendable, Hashable {
    /// The pages a division may begin on: any, or only right-hand ones.
    public enum Side: String, Sendable, Hashable, CaseIterable {
      case any, recto
    }

    /// The pages it may begin on.
    public var side: Side
    /// Grid lines left free above the first line of the opening.
    public var sink: Int
    /// Grid lines from the opening's first line to the first line of text; 0: as the styles say.
    public var textSink: Int
    /// Whether the opening page keeps its running head.
    public var showsHead: Bool
    /// Whether the opening page shows its foot line with the folio.
    public var showsFolio: Bool
    /// Whether the paragraph after the heading gets the drop cap, the lead-in, or nothing.
    public var entry: Entry

    /// How the first paragraph below the heading begins.
    public enum Entry: String, Sendable, Hashable, CaseIterable {
      case plain
      case dropCap = "drop-cap"
      case leadIn = "lead-in"
    }

    /// Makes an opening from its resolved values.
    public init(
      side: Side, sink: Int, textSink: Int, showsHead: Bool, showsFolio: Bool, entry: Entry
    ) {
      self.side = side
      self.sink = sink
      self.textSink = textSink
      self.showsHead = showsHead
      self.showsFolio = showsFolio
      self.entry = entry
    }
  }

  /// A part's own page.
  public var part: Opening
  /// A chapter's first page.
  public var chapter: Opening
  /// Sections of the front and back matter.
  public var section: Opening

  /// Makes openings from one for each kind of division.
  public init(part: Opening, chapter: Opening, section: Opening) {
    self.part = part
    self.chapter = chapter
    self.section = section
  }
}

/// What stands above and below the text block.
public struct RunningHeads: Sendable, Hashable {
  /// A line of three places, each a pattern of plain text and `{book-title}`, `{author}`,
  /// `{chapter-title}`, `{part-title}`, `{section-title}`, `{folio}` and the others of the format.
  public struct Line: Sendable, Hashable {
    /// The pattern at the binding edge.
    public var inner: String
    /// The pattern in the middle of the measure.
    public var center: String
    /// The pattern at the fore edge.
    public var outer: String

    /// Makes a line from patterns; an empty one leaves its place empty.
    public init(inner: String = "", center: String = "", outer: String = "") {
      self.inner = inner
      self.center = center
      self.outer = outer
    }

    /// Whether nothing is printed on the line.
    public var isEmpty: Bool { inner.isEmpty && center.isEmpty && outer.isEmpty }
  }

  /// Heads and feet of one matter.
  public struct MatterHeads: Sendable, Hashable {
    /// Above the text block of left-hand pages.
    public var versoHead: Line
    /// Above the text block of right-hand pages.
    public var rectoHead: Line
    /// Below the text block of left-hand pages.
    public var versoFoot: Line
    /// Below the text block of right-hand pages.
    public var rectoFoot: Line
    /// The foot of an opening page.
    public var openingFoot: Line

    /// Makes the heads and feet of a matter.
    public init(
      versoHead: Line, rectoHead: Line, versoFoot: Line, rectoFoot: Line, openingFoot: Line
    ) {
      self.versoHead = versoHead
      self.rectoHead = rectoHead
      self.versoFoot = versoFoot
      self.rectoFoot = rectoFoot
      self.openingFoot = openingFoot
    }
  }

  /// Heads and feet of the front matter.
  public var front: MatterHeads
  /// Heads and feet of the body.
  public var body: MatterHeads
  /// Heads and feet of the back matter.
  public var back: MatterHeads
  /// From the head's baseline up from the text block's top edge.
  public var headDistance: Length
  /// From the text block's foot (its last baseline) down to the foot line's baseline.
  public var footDistance: Length
  /// How far heads and feet reach beyond the text block into the outer margin.
  public var reach = Length.zero
  /// Thickness of the rule below the head; zero for none.
  public var ruleThickness = Length.zero
  /// From the head's baseline down to the rule.
  public var ruleDistance = Length.zero

  /// Makes running heads from those of each matter.
  public init(
    front: MatterHeads, body: MatterHeads, back: MatterHeads, headDistance: Length,
    footDistance: Length
  ) {
    self.front = front
    self.body = body
    self.back = back
    self.headDistance = headDistance
    self.footDistance = footDistance
  }
}

/// The table of contents.
public struct ContentsDesign: Sendable, Hashable {
  /// What leads the eye from a title to its page number.
  public enum Leader: String, Sendable, Hashable, CaseIterable {
    case none, dots
  }

  /// Which edge of their column numerals stand at.
  public enum Numerals: String, Sendable, Hashable, CaseIterable {
    case left, right
  }

  /// The heading above the contents; `Contents` is printed in the book's language.
  public var heading: String
  /// 0 lists divisions alone, 1 adds first sections, and so on.
  public var depth: Int
  /// What leads the eye from a title to its page number.
  public var leader: Leader
  /// Space kept free at the right for the page number.
  public var numberWidth: Length
  /// Width of the column of chapter numerals; zero sets them before the title.
  public var numeralWidth: Length
  /// Which edge of their column the numerals stand at.
  public var numerals = Numerals.right

  /// Makes a design from its resolved values.
  public init(
    heading: String, depth: Int, leader: Leader, numberWidth: Length, numeralWidth: Length
  ) {
    self.heading = heading
    self.depth = depth
    self.leader = leader
    self.numberWidth = numberWidth
    self.numeralWidth = numeralWidth
  }
}

/// The rules of tables, and the white space around them.
public struct TableDesign: Sendable, Hashable {
  /// Thickness of the rule above the table; zero for none.
  public var ruleTop = Length(points: 0.8)
  /// Thickness of the rule below the head; zero for none.
  public var ruleHead = Length(points: 0.4)
  /// Thickness of the rule below the table; zero for none.
  public var ruleBottom = Length(points: 0.8)
  /// Above and below a rule.
  public var rulePadding = Length(points: 2.5)
  /// White space between columns, where there is room.
  public var columnGap = Length(points: 12)
  /// The ink of the rules.
  public var ruleColor = Color.black
  /// Where a table stands that is narrower than the measure.
  public var align = Align.center

  /// Where a table stands.
  public enum Align: String, Sendable, Hashable, CaseIterable {
    case left, center
  }

  /// Makes a design with a thick rule above and below and a thin one under the head.
  public init() {}
}

/// How chapters, parts and sections are counted.
public struct Numbering: Sendable, Hashable {
  /// How a number is written; `none` prints only what the manuscript writes.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    case none, arabic, roman
    case lowerRoman = "lower-roman"
    case words
  }

  /// How chapter numbers are written.
  public var chapters: Style
  /// Text around the chapter's number, with `{number}`.
  public var chapterLabel: String
  /// How part numbers are written.
  public var parts: Style
  /// Text around the part's number, with `{number}`.
  public var partLabel: String
  /// Whether sections are numbered (`1.2`).
  public var sections: Bool
  /// Levels of sections that are numbered, from 1; deeper ones have no number.
  public var sectionDepth = 5
  /// Whether figures and tables are counted anew in each chapter (`Figure 3.1`).
  public var captionsByChapter = false

  /// Makes numbering from its resolved values.
  public init(
    chapters: Style, chapterLabel: String, parts: Style, partLabel: String, sections: Bool
  ) {
    self.chapters = chapters
    self.chapterLabel = chapterLabel
    self.parts = parts
    self.partLabel = partLabel
    self.sections = sections
  }
}

/// What marks a scene break and ends a book.
public struct Ornaments: Sendable, Hashable {
  /// The characters of a scene break, set in the role `scene-break`; empty for white space alone.
  public var sceneBreak: String
  /// Set below the chapter's title; empty for none.
  public var chapter: String

  /// Makes ornaments from their characters.
  public init(sceneBreak: String, chapter: String) {
    self.sceneBreak = sceneBreak
    self.chapter = chapter
  }
}

/// Where things stand on the pages made from the metadata, in grid lines from the text block's top.
public struct FrontMatterDesign: Sendable, Hashable {
  /// Grid lines left free above the half title.
  public var halfTitleSink: Int
  /// Grid lines left free above the title.
  public var titleSink: Int
  /// From the title's last line to the author's line.
  public var authorGap: Int
  /// Grid lines left free above the dedication.
  public var dedicationSink: Int
  /// Grid lines left free above the epigraph.
  public var epigraphSink: Int
  /// Grid lines left free above the contents' heading.
  public var contentsSink: Int

  /// Makes a design from counts of grid lines.
  public init(
    halfTitleSink: Int, titleSink: Int, authorGap: Int, dedicationSink: Int, epigraphSink: Int,
    contentsSink: Int
  ) {
    self.halfTitleSink = halfTitleSink
    self.titleSink = titleSink
    self.authorGap = authorGap
    self.dedicationSink = dedicationSink
    self.epigraphSink = epigraphSink
    self.contentsSink = contentsSink
  }
}
