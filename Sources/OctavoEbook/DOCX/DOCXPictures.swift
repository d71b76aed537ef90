package import OctavoBase

/// A picture a document can hold.
package struct DOCXPicture: Sendable {
  /// How its bytes are coded.
  package enum Format: Sendable {
    case png, jpeg
  }

  /// How its bytes are coded.
  package let format: Format
  /// Width in pixels.
  package let pixelWidth: Int
  /// Height in pixels.
  package let pixelHeight: Int

  package init(format: Format, pixelWidth: Int, pixelHeight: Int) {
    self.format = format
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }
}

/// Where a document's pictures come from.
package struct DOCXPictures: Sendable {
  /// The picture of a path the manuscript writes; nil for one that cannot be shown.
  package let find: @Sendable (String) -> DOCXPicture?
  /// The picture's bytes, as its file holds them.
  package let read: @Sendable (String) -> Result<[UInt8], OctavoError>

  package init(
    find: @escaping @Sendable (String) -> DOCXPicture?,
    read: @escaping @Sendable (String) -> Result<[UInt8], OctavoError>
  ) {
    self.find = find
    self.read = read
  }

  /// No pictures: their descriptions stand in their places.
  package static let none = DOCXPictures(find: { _ in nil }, read: { _ in .success([]) })
}
