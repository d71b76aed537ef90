/// A division as it stands in a document, but for what its section looks like.
struct DivisionMarkup: Sendable {
  /// Its index in the book.
  let division: Int
  let bytes: [UInt8]
  /// Where the properties of its last paragraph end: there stands what closes its section.
  let propertiesEnd: Int
}
