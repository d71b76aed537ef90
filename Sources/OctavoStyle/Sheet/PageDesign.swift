public import OctavoBase

/// How divisions begin.
public struct Openings: Sendable, Hashable {
  public struct Opening: Sendable, Hashable {
    public enum Side: String, Sendable, Hashable, CaseIterable {
      case any, recto
    }

    public var side: Side
    /// Grid lines left free above the first line of the opening.
    public var sink: Int
    /// Grid lines from the opening's first line to the first line of text; 0: as the styles say.
    public var textSink: Int
    public var showsHead: Bool
    public var showsFolio: Bool
    /// Whether the paragraph after the heading gets the drop cap, the lead-in, or nothing.
    public var entry: Entry

    public enum Entry: String, Sendable, Hashable, CaseIterable {
      case plain
      case dropCap = "drop-cap"
      case leadIn = "lead-in"
    }

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

  public var part: Opening
  public var chapter: Opening
  /// Sections of the front and back matter.
  public var section: Opening

  public init(part: Opening, chapter: Opening, section: Opening) {
    self.part = part
    self.chapter = chapter
    self.section = section
  }
}

/// What stands above and below the text block.
public struct RunningHeads: Sendable, Hashable {
  /// A line of three places, each a pattern of plain text and `{book-title}`, `{author}`,
  /// `{chapter-title}`, `{part-title}`, `{section-title}`, `{folio}`.
  public struct Line: Sendable, Hashable {
    public var inner: String
    public var center: String
    public var outer: String

    public init(inner: String = "", center: String = "", outer: String = "") {
      self.inner = inner
      self.center = center
      self.outer = outer
    }

    public var isEmpty: Bool { inner.isEmpty && center.isEmpty && outer.isEmpty }
  }

  /// Heads and feet of one matter.
  public struct MatterHeads: Sendable, Hashable {
    public var versoHead: Line
    public var rectoHead: Line
    public var versoFoot: Line
    public var rectoFoot: Line
    /// The foot of an opening page.
    public var openingFoot: Line

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

  public var front: MatterHeads
  public var body: MatterHeads
  public var back: MatterHeads
  /// From the head's baseline up from the text block's top edge.
  public var headDistance: Length
  /// From the text block's foot (its last baseline) down to the foot line's baseline.
  public var footDistance: Length

  public init(
    front: MatterHeads, body: MatterHeads, back: MatterHeads, headDistance: Length, footDistance: Length) {
    self.front = front
    self.body = body
    self.back = back
    self.headDistance = headDistance
    self.footDistance = footDistance
  }
}

/// The table of contents.
public struct ContentsDesign: Sendable, Hashable {
  public enum Leader: String, Sendable, Hashable, CaseIterable {
    case none, dots
  }

  public var heading: String
  /// 0 lists divisions alone, 1 adds first sections, and so on.
  public var depth: Int
  public var leader: Leader
  /// Space kept free at the right for the page number.
  public var numberWidth: Length
  /// Width of the column of chapter numerals; zero sets them before the title.
  public var numeralWidth: Length

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

/// Footnotes.
public struct NoteDesign: Sendable, Hashable {
  public enum Marks: String, Sendable, Hashable, CaseIterable {
    case arabic
    /// `* † ‡ § ‖ ¶`, then doubled, anew on each page.
    case symbols
  }

  public var marks: Marks
  /// Least space between text and rule.
  public var separation: Length
  /// Length of the rule above the notes; zero for none.
  public var ruleLength: Length
  public var ruleThickness: Length
  /// From the rule to the first note line's top.
  public var ruleDistance: Length

  public init(
    marks: Marks, separation: Length, ruleLength: Length, ruleThickness: Length,
    ruleDistance: Length
  ) {
    self.marks = marks
    self.separation = separation
    self.ruleLength = ruleLength
    self.ruleThickness = ruleThickness
    self.ruleDistance = ruleDistance
  }
}

/// How chapters, parts and sections are counted.
public struct Numbering: Sendable, Hashable {
  public enum Style: String, Sendable, Hashable, CaseIterable {
    case none, arabic, roman
    case lowerRoman = "lower-roman"
    case words
  }

  public var chapters: Style
  /// Text around the chapter's number, with `{number}`.
  public var chapterLabel: String
  public var parts: Style
  public var partLabel: String
  /// Whether sections are numbered (`1.2`).
  public var sections: Bool

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

  public init(sceneBreak: String, chapter: String) {
    self.sceneBreak = sceneBreak
    self.chapter = chapter
  }
}

/// Where things stand on the pages made from the metadata, in grid lines from the text block's top.
public struct FrontMatterDesign: Sendable, Hashable {
  public var halfTitleSink: Int
  public var titleSink: Int
  /// From the title's last line to the author's line.
  public var authorGap: Int
  public var dedicationSink: Int
  public var epigraphSink: Int
  public var contentsSink: Int

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
