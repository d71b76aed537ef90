public import OctavoBase

/// One block of a division: a paragraph, a list, a table …
public struct Block: Sendable {
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

  public let content: Content
  public let attributes: Attributes
  public let span: SourceSpan

  public init(_ content: Content, attributes: Attributes = Attributes(), span: SourceSpan) {
    self.content = content
    self.attributes = attributes
    self.span = span
  }
}

/// What `{#id .class key=value}` said of a node.
public struct Attributes: Sendable, Hashable {
  public var id: String?
  public var classes: [String]
  /// In the order written.
  public var values: [Value]

  public struct Value: Sendable, Hashable {
    public let key: String
    public let value: String

    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  public init(id: String? = nil, classes: [String] = [], values: [Value] = []) {
    self.id = id
    self.classes = classes
    self.values = values
  }

  public var isEmpty: Bool { id == nil && classes.isEmpty && values.isEmpty }

  /// The last value given for a key.
  public subscript(key: String) -> String? { values.last { $0.key == key }?.value }
}

/// The containers with a meaning of their own; any other class is `custom`.
public enum Container: Sendable, Hashable {
  case epigraph, dedication, note, warning, letter, center
  /// A class that a template may style; without a style it is set as its content.
  case custom(String)
}

public struct List: Sendable {
  public enum Marker: Sendable, Hashable {
    case bullet
    /// Numbered from `start`, with the delimiter written in the source.
    case number(start: Int, delimiter: Delimiter)
  }

  public enum Delimiter: Sendable, Hashable {
    case period, parenthesis
  }

  public struct Item: Sendable {
    /// Whether the box of a task item is ticked; nil for other items.
    public let task: Bool?
    public let blocks: [Block]
    public let span: SourceSpan

    public init(task: Bool? = nil, blocks: [Block], span: SourceSpan) {
      self.task = task
      self.blocks = blocks
      self.span = span
    }
  }

  public let marker: Marker
  /// Whether the source had no blank lines between the items.
  public let isTight: Bool
  public let items: [Item]

  public init(marker: Marker, isTight: Bool, items: [Item]) {
    self.marker = marker
    self.isTight = isTight
    self.items = items
  }
}

public struct Definition: Sendable {
  public let term: [Inline]
  /// One or more descriptions, each a sequence of blocks.
  public let descriptions: [[Block]]

  public init(term: [Inline], descriptions: [[Block]]) {
    self.term = term
    self.descriptions = descriptions
  }
}

public struct CodeBlock: Sendable {
  /// The info string's first word, such as `swift`; nil where none was given.
  public let language: String?
  /// The lines with their line feeds, the last one's included.
  public let text: String

  public init(language: String?, text: String) {
    self.language = language
    self.text = text
  }
}

public struct Table: Sendable {
  public enum Alignment: Sendable, Hashable {
    case unspecified, left, center, right
  }

  public struct Row: Sendable {
    /// As many cells as the table has columns.
    public let cells: [[Inline]]
    public let span: SourceSpan

    public init(cells: [[Inline]], span: SourceSpan) {
      self.cells = cells
      self.span = span
    }
  }

  /// One for each column.
  public let alignments: [Alignment]
  /// Nil where every header cell is empty.
  public let header: Row?
  public let rows: [Row]
  public let caption: [Inline]

  public init(alignments: [Alignment], header: Row?, rows: [Row], caption: [Inline] = []) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.caption = caption
  }
}

/// An image that stands as a paragraph of its own.
public struct Figure: Sendable {
  public let image: Image
  /// The image's text, set below it when the image has a title or `caption`; else empty.
  public let caption: [Inline]

  public init(image: Image, caption: [Inline]) {
    self.image = image
    self.caption = caption
  }
}

public struct Image: Sendable, Hashable {
  /// As written; relative to the book's folder once read.
  public let path: String
  /// For readers who do not see it.
  public let alternative: String
  public let attributes: Attributes
  public let span: SourceSpan

  public init(path: String, alternative: String, attributes: Attributes, span: SourceSpan) {
    self.path = path
    self.alternative = alternative
    self.attributes = attributes
    self.span = span
  }
}
