public import OctavoBase

/// One block of a division: a paragraph, a list, a table …
public struct Block: Sendable {
  /// What a block is, with everything inside it.
  public indirect enum Content: Sendable {
    case paragraph([Inline])
    /// A section heading within a division; `level` is 1 for the first below the division's own
    /// title (Markdown level 2), up to 5.
    case heading(level: Int, [Inline])
    case quote([Block])
    case list(List)
    case code(CodeBlock)
    /// A break between scenes (`***`).
    case sceneBreak
    case table(Table)
    case figure(Figure)
    /// A fenced div or any other named container.
    case container(Container, [Block])
    /// Lines kept as they were broken: each element one line of verse, an empty one a stanza break.
    case verse([[Inline]])
    /// Display mathematics, as TeX source.
    case math(String)
    case definitions([Definition])
  }

  /// What the block is, with everything inside it.
  public let content: Content
  /// What the source says of the block in braces; empty where it says nothing.
  public let attributes: Attributes
  /// The block in its source, for diagnostics.
  public let span: SourceSpan

  /// Makes a block from its content and its place in the source.
  public init(_ content: Content, attributes: Attributes = Attributes(), span: SourceSpan) {
    self.content = content
    self.attributes = attributes
    self.span = span
  }
}

/// What `{#id .class key=value}` said of a node.
public struct Attributes: Sendable, Hashable {
  /// The label after `#`, the last where several are written; nil for none.
  public var id: String?
  /// The names after a full stop each, in the order written; `-` stands for `unnumbered`.
  public var classes: [String]
  /// In the order written.
  public var values: [Value]

  /// One `key=value` pair.
  public struct Value: Sendable, Hashable {
    /// The name before the equals sign, as written.
    public let key: String
    /// The text after it, without quotes.
    public let value: String

    /// Makes a pair from its key and its value.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Makes attributes; empty ones stand for a node without braces.
  public init(id: String? = nil, classes: [String] = [], values: [Value] = []) {
    self.id = id
    self.classes = classes
    self.values = values
  }

  /// Whether nothing was said of the node.
  public var isEmpty: Bool { id == nil && classes.isEmpty && values.isEmpty }

  /// The last value given for a key.
  public subscript(key: String) -> String? { values.last { $0.key == key }?.value }
}

/// The containers with a meaning of their own; any other class is `custom`.
public enum Container: Sendable, Hashable {
  case epigraph, dedication, letter, center
  case callout(Callout)
  /// A statement that is numbered and may be referred to, or a proof.
  case theorem(Theorem)
  /// The list of the works cited.
  case bibliography
  /// One of them, with its number where works are numbered.
  case bibliographyEntry(number: Int?)
  /// A class that a template may style; without a style it is set as its content.
  case custom(String)
}

/// What a piece set apart from the text has to say; the raw value is the div's name.
public enum Callout: String, Sendable, Hashable, CaseIterable {
  case note, tip, important, warning, caution, example

  /// The word printed above it where the manuscript gives no `title=`, in English.
  public var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// Whether it warns of harm.
  public var isNotice: Bool { self == .warning || self == .caution }
}

/// A bulleted, numbered or task list.
public struct List: Sendable {
  /// What stands before each item.
  public enum Marker: Sendable, Hashable {
    case bullet
    /// Numbered from `start`, with the delimiter written in the source.
    case number(start: Int, delimiter: Delimiter)
  }

  /// How an item's number is written.
  public enum Numerals: String, Sendable, Hashable, CaseIterable {
    case arabic
    case lowerLetters = "lower-letters"
    case upperLetters = "upper-letters"
    case lowerRoman = "lower-roman"
    case upperRoman = "upper-roman"

    /// The first numeral, by which `numbers=` names them; HTML does so too.
    public var first: String {
      switch self {
      case .arabic: "1"
      case .lowerLetters: "a"
      case .upperLetters: "A"
      case .lowerRoman: "i"
      case .upperRoman: "I"
      }
    }
  }

  /// The character after an item's number.
  public enum Delimiter: Sendable, Hashable {
    case period, parenthesis
  }

  /// One item of a list.
  public struct Item: Sendable {
    /// Whether the box of a task item is ticked; nil for other items.
    public let task: Bool?
    /// The item's content, in order.
    public let blocks: [Block]
    /// The item in its source, marker included.
    public let span: SourceSpan

    /// Makes an item from its content and its place in the source.
    public init(task: Bool? = nil, blocks: [Block], span: SourceSpan) {
      self.task = task
      self.blocks = blocks
      self.span = span
    }
  }

  /// What stands before each item.
  public let marker: Marker
  /// How the numbers of this list and of those in it are written, by depth; what is not said is
  /// the template's to choose.
  public let numerals: [Numerals]
  /// Whether the source had no blank lines between the items.
  public let isTight: Bool
  /// In the order written.
  public let items: [Item]

  /// Makes a list from its items.
  public init(marker: Marker, isTight: Bool, items: [Item], numerals: [Numerals] = []) {
    self.marker = marker
    self.numerals = numerals
    self.isTight = isTight
    self.items = items
  }
}

/// A term with what it means.
public struct Definition: Sendable {
  /// The words defined.
  public let term: [Inline]
  /// One or more descriptions, each a sequence of blocks.
  public let descriptions: [[Block]]

  /// Makes a definition from its term and descriptions.
  public init(term: [Inline], descriptions: [[Block]]) {
    self.term = term
    self.descriptions = descriptions
  }
}

/// Lines of code, set as they stand in the code face.
public struct CodeBlock: Sendable {
  /// The info string's first word, such as `swift`; nil where none was given.
  public let language: String?
  /// The lines with their line feeds, the last one's included.
  public let text: String

  /// Makes a code block from its text.
  public init(language: String?, text: String) {
    self.language = language
    self.text = text
  }
}

/// A table of inline content, one paragraph a cell.
public struct Table: Sendable {
  /// Where a column's text stands; `unspecified` is set as `left`.
  public enum Alignment: Sendable, Hashable {
    case unspecified, left, center, right
  }

  /// One row of cells.
  public struct Row: Sendable {
    /// As many cells as the table has columns.
    public let cells: [[Inline]]
    /// Which cells go on with another, by column; empty where none does. Such a cell has no content.
    public let joins: [Join?]
    /// The row in its source.
    public let span: SourceSpan

    /// Makes a row from its cells.
    public init(cells: [[Inline]], joins: [Join?] = [], span: SourceSpan) {
      self.cells = cells
      self.joins = joins
      self.span = span
    }
  }

  /// One for each column.
  public let alignments: [Alignment]
  /// Nil where every header cell is empty.
  public let header: Row?
  /// The rows below the header, in order.
  public let rows: [Row]
  /// The text set with the table; empty for none.
  public let caption: [Inline]

  /// Makes a table from its rows.
  public init(alignments: [Alignment], header: Row?, rows: [Row], caption: [Inline] = []) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.caption = caption
  }
}

/// An image that stands as a paragraph of its own.
public struct Figure: Sendable {
  /// The picture itself.
  public let image: Image
  /// The image's text, set below it when the image has a title or `caption`; else empty.
  public let caption: [Inline]

  /// Makes a figure from its image and caption.
  public init(image: Image, caption: [Inline]) {
    self.image = image
    self.caption = caption
  }
}

/// A picture the manuscript names.
public struct Image: Sendable, Hashable {
  /// As written; relative to the book's folder once read.
  public let path: String
  /// For readers who do not see it.
  public let alternative: String
  /// What the source says of the image in braces; empty where it says nothing.
  public let attributes: Attributes
  /// The image in its source, for diagnostics.
  public let span: SourceSpan

  /// Makes an image from what the source says of it.
  public init(path: String, alternative: String, attributes: Attributes, span: SourceSpan) {
    self.path = path
    self.alternative = alternative
    self.attributes = attributes
    self.span = span
  }
}
