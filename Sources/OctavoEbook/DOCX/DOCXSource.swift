package import OctavoBase
package import OctavoBook
package import OctavoStyle

/// A picture a document can hold.
package struct DOCXPicture: Sendable {
  /// How its bytes are coded.
  package enum Format: Sendable {
    case png, jpeg
  }

  package let format: Format
  package let pixelWidth: Int
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

/// What a document is made from.
package struct DOCXSource: Sendable {
  package let book: Book
  package let sheet: StyleSheet
  /// Where each printed page begins; nil where the book was not set in pages.
  package let pageMap: PageMap?
  /// What cross references print, folios included; nil: without folios.
  package let labels: LabelTable?
  package let pictures: DOCXPictures

  package init(
    book: Book, sheet: StyleSheet, pageMap: PageMap? = nil, labels: LabelTable? = nil,
    pictures: DOCXPictures = .none
  ) {
    self.book = book
    self.sheet = sheet
    self.pageMap = pageMap
    self.labels = labels
    self.pictures = pictures
  }
}
