public import OctavoBase
public import OctavoBook
public import OctavoStyle

/// One page with everything on it in its place. Coordinates start at the trimmed page's top left.
public struct PageFragment: Sendable {
  public enum Item: Sendable {
    /// A line of the division's store, its origin (left end of the baseline) at the point.
    case line(Int32, at: Point)
    /// A filled rectangle.
    case rule(Rect, Color)
    case image(ImageFragment)
  }

  /// A named place, for links, the outline and tests.
  public struct Anchor: Sendable, Hashable {
    public let name: String
    public let at: Point

    public init(name: String, at: Point) {
      self.name = name
      self.at = at
    }
  }

  /// In reading order.
  public var items: [Item]
  /// Running head and folio: lines of `PagedBook.furniture`, at their places.
  public var furniture: [Item]
  public var anchors: [Anchor]
  /// Grid lines filled, from the top of the text block to the last line or display.
  public var filledLines: Int
  /// Whether a division's heading stands on this page.
  public var isOpening: Bool
  /// Left empty to make the next division begin on a recto.
  public var isBlank: Bool
  /// Text of the first section heading on the page, or of the last before it; for running heads.
  public var sectionTitle: String

  public init(
    items: [Item] = [], furniture: [Item] = [], anchors: [Anchor] = [], filledLines: Int = 0,
    isOpening: Bool = false, isBlank: Bool = false, sectionTitle: String = ""
  ) {
    self.items = items
    self.furniture = furniture
    self.anchors = anchors
    self.filledLines = filledLines
    self.isOpening = isOpening
    self.isBlank = isBlank
    self.sectionTitle = sectionTitle
  }
}

/// A picture in its place.
public struct ImageFragment: Sendable, Hashable {
  /// Index in `PagedBook.images`.
  public let image: Int
  public let frame: Rect
  public let alternative: String

  public init(image: Int, frame: Rect, alternative: String) {
    self.image = image
    self.frame = frame
    self.alternative = alternative
  }
}

/// The pages of one division.
public struct PagedDivision: Sendable {
  public let kind: Division.Kind
  public let matter: Matter
  public let store: FragmentStore
  public var pages: [PageFragment]
  /// Physical page (0-based, in the whole book) of the first of `pages`.
  public var firstPage: Int
  /// Folio of the first page, 1-based in its matter's own count.
  public var firstFolio: Int

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
  public let title: String
  /// An anchor's name.
  public let anchor: String

  public init(level: Int, title: String, anchor: String) {
    self.level = level
    self.title = title
    self.anchor = anchor
  }
}

/// An image file the pages show, found readable and measured.
public struct BookImage: Sendable, Hashable {
  public enum Format: String, Sendable, Hashable {
    case png, jpeg
  }

  /// The file's path, ready to open.
  public let path: String
  public let format: Format
  public let pixelWidth: Int
  public let pixelHeight: Int

  public init(path: String, format: Format, pixelWidth: Int, pixelHeight: Int) {
    self.path = path
    self.format = format
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }
}

/// The whole book in pages: what every renderer draws. Immutable once settled.
public struct PagedBook: Sendable {
  public let metadata: BookMetadata
  public let trim: Size
  public let divisions: [PagedDivision]
  /// Lines of running heads and folios.
  public let furniture: FragmentStore
  public let outline: [OutlineEntry]
  public let images: [BookImage]
  /// The folio each page shows or would show (`iv`, `12`), by physical page.
  public let labels: [String]

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

  public var pageCount: Int { labels.count }
}
