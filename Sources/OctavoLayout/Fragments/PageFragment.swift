public import OctavoBase
public import OctavoBook
public import OctavoStyle

/// One page with everything on it in its place. Coordinates start at the trimmed page's top left.
public struct PageFragment: Sendable {
  /// One thing to draw.
  public enum Item: Sendable {
    /// A line of the division's store, its origin (left end of the baseline) at the point.
    case line(Int32, at: Point)
    /// A filled rectangle.
    case rule(Rect, Color)
    case image(ImageFragment)
  }

  /// A named place, for links, the outline and tests.
  public struct Anchor: Sendable, Hashable {
    /// The id of the labelled place.
    public let name: String
    /// The text block's left edge, at the top of the block or line that bears the name.
    public let at: Point

    /// Makes a named place.
    public init(name: String, at: Point) {
      self.name = name
      self.at = at
    }
  }

  /// A figure or a turned table that left its place in the text.
  public struct Float: Sendable {
    /// Its number in the division, by the order of calls.
    public let number: Int32
    /// Its picture and its caption, in reading order.
    public let items: [Item]
    /// Whether it is turned by a quarter to the left: its places are then those of a page as wide
    /// as the trim is high, whose top is the page's left edge.
    public let isTurned: Bool

    /// Makes a float from what it shows.
    public init(number: Int32, items: [Item], isTurned: Bool = false) {
      self.number = number
      self.items = items
      self.isTurned = isTurned
    }
  }

  /// The place in the text that a float belongs to.
  public struct FloatCall: Sendable {
    /// How many of the page's items stand before it.
    public let item: Int
    /// The float's number.
    public let float: Int32

    /// Makes a call.
    public init(item: Int, float: Int32) {
      self.item = item
      self.float = float
    }
  }

  /// In reading order.
  public var items: [Item]
  /// The figures on the page that left their places; drawn besides `items`.
  public var floats: [Float] = []
  /// Where in `items` floats are read, ascending; they may stand on other pages.
  public var floatCalls: [FloatCall] = []
  /// Running head and folio: lines of `PagedBook.furniture`, at their places.
  public var furniture: [Item]
  /// The labelled places that begin on this page.
  public var anchors: [Anchor]
  /// Grid lines filled, from the top of the text block to the last line or display.
  public var filledLines: Int
  /// Whether a division's heading stands on this page.
  public var isOpening: Bool
  /// Text of the first section heading on the page, or of the last before it; for running heads.
  public var sectionTitle: String
  /// That heading's number; empty for none.
  public var sectionNumber = ""

  /// Makes a page; without arguments, an empty one.
  public init(
    items: [Item] = [], furniture: [Item] = [], anchors: [Anchor] = [], filledLines: Int = 0,
    isOpening: Bool = false, sectionTitle: String = ""
  ) {
    self.items = items
    self.furniture = furniture
    self.anchors = anchors
    self.filledLines = filledLines
    self.isOpening = isOpening
    self.sectionTitle = sectionTitle
  }
}

/// A picture in its place.
public struct ImageFragment: Sendable, Hashable {
  /// Index in `PagedBook.images`.
  public let image: Int
  /// Where the picture stands on the page.
  public let frame: Rect
  /// The text for readers who do not see the picture.
  public let alternative: String

  /// Makes a picture in its place.
  public init(image: Int, frame: Rect, alternative: String) {
    self.image = image
    self.frame = frame
    self.alternative = alternative
  }
}

/// The pages of one division.
public struct PagedDivision: Sendable {
  /// What the division is for.
  public let kind: Division.Kind
  /// The stretch of the book it stands in.
  public let matter: Matter
  /// The lines that the items of `pages` point into.
  public let store: FragmentStore
  /// In reading order, without the blank page that may stand before the first.
  public var pages: [PageFragment]
  /// Physical page (0-based, in the whole book) of the first of `pages`.
  public var firstPage: Int
  /// Folio of the first page, 1-based; front matter counts by itself, the rest runs on.
  public var firstFolio: Int

  /// Makes a division; its place in the book is set once all before it have their pages.
  public init(
    kind: Division.Kind, matter: Matter, store: FragmentStore, pages: [PageFragment],
    firstPage: Int = 0, firstFolio: Int = 1
  ) {
    self.kind = kind
    self.matter = matter
    self.store = store
    self.pages = pages
    self.firstPage = firstPage
    self.firstFolio = firstFolio
  }
}

/// An entry of the document outline (the bookmarks of a PDF).
public struct OutlineEntry: Sendable, Hashable {
  /// 0 for parts and divisions at top level.
  public let level: Int
  /// The words of the heading, without structure.
  public let title: String
  /// An anchor's name.
  public let anchor: String

  /// Makes an entry that leads to an anchor.
  public init(level: Int, title: String, anchor: String) {
    self.level = level
    self.title = title
    self.anchor = anchor
  }
}

/// An image file the pages show, found readable and measured.
public struct BookImage: Sendable, Hashable {
  /// How the file is coded.
  public enum Format: String, Sendable, Hashable {
    case png, jpeg
    /// Vectors; pixels then stand for 300ths of an inch.
    case svg
  }

  /// How a picture's rows and columns are to be shown (CIPA DC-008, 4.6.4): the number says which
  /// edges of what is seen the file's first row and first column are.
  public enum Orientation: Int, Sendable, Hashable {
    case upright = 1, mirrored, upsideDown, flipped, transposed, turnedRight, transverse, turnedLeft

    /// Whether rows of the file stand upright in what is seen.
    public var swapsSides: Bool { rawValue >= 5 }
  }

  /// The file's path, ready to open.
  public let path: String
  /// How the file is coded, by its first bytes.
  public let format: Format
  /// Width in pixels.
  public let pixelWidth: Int
  /// Height in pixels.
  public let pixelHeight: Int
  /// How the file's pixels are to be turned.
  public let orientation: Orientation

  /// Width in pixels as it is seen.
  public var shownWidth: Int { orientation.swapsSides ? pixelHeight : pixelWidth }
  /// Height in pixels as it is seen.
  public var shownHeight: Int { orientation.swapsSides ? pixelWidth : pixelHeight }

  /// Makes an image from what its file's header says.
  public init(
    path: String, format: Format, pixelWidth: Int, pixelHeight: Int,
    orientation: Orientation = .upright
  ) {
    self.path = path
    self.format = format
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    self.orientation = orientation
  }
}

/// The whole book in pages: what every renderer draws. Immutable once settled.
public struct PagedBook: Sendable {
  /// What the book says of itself, for the files' own properties.
  public let metadata: BookMetadata
  /// The size of every page after cutting.
  public let trim: Size
  /// The divisions in reading order; a blank page may stand between two.
  public let divisions: [PagedDivision]
  /// Lines of running heads and folios.
  public let furniture: FragmentStore
  /// The bookmarks, in reading order.
  public let outline: [OutlineEntry]
  /// The pictures of the book that can be shown, each file once, in order of first use.
  public let images: [BookImage]
  /// The folio each page shows or would show (`iv`, `12`), by physical page.
  public let labels: [String]

  /// Makes a book from divisions whose pages are placed.
  public init(
    metadata: BookMetadata, trim: Size, divisions: [PagedDivision], furniture: FragmentStore,
    outline: [OutlineEntry], images: [BookImage], labels: [String]
  ) {
    self.metadata = metadata
    self.trim = trim
    self.divisions = divisions
    self.furniture = furniture
    self.outline = outline
    self.images = images
    self.labels = labels
  }

  /// Physical pages, blank ones included.
  public var pageCount: Int { labels.count }
}
