/// A position on a page: x rightwards from the trimmed page's left edge, y downwards from its top.
public struct Point: Hashable, Sendable {
  public var x: Length
  public var y: Length
  public static let zero = Point(x: .zero, y: .zero)

  public init(x: Length, y: Length) {
    self.x = x
    self.y = y
  }
}

/// A width and a height.
public struct Size: Hashable, Sendable {
  public var width: Length
  public var height: Length

  public init(width: Length, height: Length) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle, its origin at the top left.
public struct Rect: Hashable, Sendable {
  public var origin: Point
  public var size: Size

  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  public init(x: Length, y: Length, width: Length, height: Length) {
    self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
  }

  public var maxX: Length { origin.x + size.width }
  public var maxY: Length { origin.y + size.height }
}
