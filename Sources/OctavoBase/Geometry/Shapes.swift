/// A position on a page: x rightwards from the trimmed page's left edge, y downwards from its top.
public struct Point: Hashable, Sendable {
  /// Distance from the left edge, rightwards.
  public var x: Length
  /// Distance from the top, downwards.
  public var y: Length
  /// The page's top left corner.
  public static let zero = Point(x: .zero, y: .zero)

  /// Makes a position from its two distances.
  public init(x: Length, y: Length) {
    self.x = x
    self.y = y
  }
}

/// A width and a height.
public struct Size: Hashable, Sendable {
  /// Extent from left to right.
  public var width: Length
  /// Extent from top to bottom.
  public var height: Length

  /// Makes a size from its two extents.
  public init(width: Length, height: Length) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle, its origin at the top left.
public struct Rect: Hashable, Sendable {
  /// The top left corner.
  public var origin: Point
  /// The extent rightwards and downwards of the origin.
  public var size: Size

  /// Makes a rectangle from its top left corner and its extent.
  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// Makes a rectangle from the four numbers of its corner and extent.
  public init(x: Length, y: Length, width: Length, height: Length) {
    self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
  }

  /// The right edge.
  public var maxX: Length { origin.x + size.width }
  /// The bottom edge.
  public var maxY: Length { origin.y + size.height }
}
