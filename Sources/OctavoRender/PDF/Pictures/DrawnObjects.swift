/// The objects of a PDF as Cairo wrote it, and the references between them.
///
/// All places are offsets in the picture's bytes. Made by `DrawnObjectReader`.
struct DrawnObjects: Sendable {
  struct Object: Sendable {
    /// Its number in the picture.
    let number: Int
    /// Just after the `obj` that opens it.
    let body: Int
    /// Just after the line that closes it.
    let end: Int
    /// In `references`.
    let references: Range<Int>
  }

  /// What an object holds another for.
  enum Use: Sendable {
    case length, contents, resources, kid, pages, root, other
  }

  /// A reference in an object's text, such as `12 0 R`.
  struct Reference: Sendable {
    let start: Int
    let end: Int
    let number: Int
    let use: Use
  }

  /// In the order they stand in the picture.
  let objects: [Object]
  let references: [Reference]
  /// Index in `objects` by number; -1 where the picture has no such object.
  let indices: [Int]
  /// Numbers of the page objects, in the book's order.
  let pages: [Int]
  /// Numbers of the catalog, the page tree and the information dictionary: they are made anew.
  let replaced: [Int]

  /// The object of a number, if there is one.
  subscript(number: Int) -> Object? {
    guard indices.indices.contains(number), indices[number] >= 0 else { return nil }
    return objects[indices[number]]
  }

  /// The number an object refers to in this use.
  func target(_ use: Use, of object: Object) -> Int? {
    references[object.references].first { $0.use == use }?.number
  }
}
