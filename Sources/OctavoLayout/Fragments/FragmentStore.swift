public import OctavoBase
public import OctavoText
public import OctavoStyle

/// A glyph at its final place in a run.
public struct PlacedGlyph: Sendable {
  /// Scaled points from the run's origin to the right.
  public var x: Int32
  /// Scaled points from the run's baseline upwards.
  public var y: Int32
  /// The glyph's id in the run's face.
  public var glyph: UInt16
  /// Bytes of the run's text that this glyph's cluster stands for, given on the cluster's first
  /// glyph; 0 on the others.
  public var textLength: UInt16

  /// Makes a glyph at its place in a run.
  public init(x: Int32, y: Int32, glyph: UInt16, textLength: UInt16) {
    self.x = x
    self.y = y
    self.glyph = glyph
    self.textLength = textLength
  }
}

/// Glyphs of one line that share face, size, colour and link.
public struct GlyphRun: Sendable {
  /// The face.
  public var font: FontID
  /// Type size: the em.
  public var size: Length
  /// The ink.
  public var color: Color
  /// Horizontal scaling of the glyphs in thousandths: 1000 is unchanged.
  public var scale: Int16
  /// From the line's origin.
  public var x: Length
  /// Baseline shift upwards.
  public var rise: Length
  /// Range in `FragmentStore.glyphs`.
  public var glyphs: Range<Int32>
  /// Range in `FragmentStore.text`: the characters the run stands for, as a reader copies them.
  public var text: Range<Int32>
  /// Index in `FragmentStore.links`; -1 for none.
  public var link: Int32
  /// Where the run's last glyph ends, from the run's origin.
  public var width: Length
  /// Whether a line is drawn through the run.
  public var isStruck = false

  /// Makes a run from glyphs and text already in the store.
  public init(
    font: FontID, size: Length, color: Color, scale: Int16, x: Length, rise: Length,
    glyphs: Range<Int32>, text: Range<Int32>, link: Int32, width: Length
  ) {
    self.font = font
    self.size = size
    self.color = color
    self.scale = scale
    self.x = x
    self.rise = rise
    self.glyphs = glyphs
    self.text = text
    self.link = link
    self.width = width
  }
}

/// Where a link leads.
public enum LinkTarget: Sendable, Hashable {
  case url(String)
  /// An anchor's name in the book.
  case anchor(String)
}

/// A set line before it has a place on a page.
public struct LineFragment: Sendable {
  /// Range in `FragmentStore.runs`.
  public var runs: Range<Int32>
  /// What the line is for.
  public var role: StyleRole
  /// Natural word space of the line's first style; for the ledger.
  public var naturalSpace: Length
  /// Word space the line was set with, in the same style; for the ledger.
  public var setSpace: Length
  /// Set by the last line of a paragraph: a line feed belongs after it when text is extracted.
  public var endsParagraph: Bool
  /// Whether the line ends in a hyphen that was put in by line breaking.
  public var endsInHyphen: Bool
  /// Whether the line is no text of the book, such as a dot of a leader.
  public var isDecoration = false
  /// Whether the line's paragraph is the description of a picture that cannot be shown.
  public var describesPicture = false
  /// Whether the line is of a note, whatever its role there.
  public var isInNote = false

  /// Makes a line from runs already in the store.
  public init(
    runs: Range<Int32>, role: StyleRole, naturalSpace: Length = .zero, setSpace: Length = .zero,
    endsParagraph: Bool = false, endsInHyphen: Bool = false
  ) {
    self.runs = runs
    self.role = role
    self.naturalSpace = naturalSpace
    self.setSpace = setSpace
    self.endsParagraph = endsParagraph
    self.endsInHyphen = endsInHyphen
  }
}

/// The glyphs, runs and lines of one division, in flat arrays that fragments point into.
///
/// Filled while the division is laid out, then frozen.
public struct FragmentStore: Sendable {
  /// The glyphs of all runs, in the order the runs were added.
  public var glyphs: ContiguousArray<PlacedGlyph> = []
  /// The UTF-8 text of all runs, in the same order.
  public var text: ContiguousArray<UInt8> = []
  /// The runs of all lines; a line's stand together.
  public var runs: ContiguousArray<GlyphRun> = []
  /// All lines set, in the order they were assembled; pages show them by index.
  public var lines: ContiguousArray<LineFragment> = []
  /// The UTF-8 text of lines that run from the right, or both ways, as it is read; by line. The
  /// other lines are read as they are shown.
  public var readings: [Int32: [UInt8]] = [:]
  /// Where the runs' links lead.
  public var links: [LinkTarget] = []

  /// Makes a store with nothing in it.
  public init() {}
}
