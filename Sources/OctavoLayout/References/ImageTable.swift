/// The pictures of a book that can be shown, by the path the manuscript writes.
package struct ImageTable: Sendable {
  package let images: [BookImage]
  private let indices: [String: Int]

  /// - Parameter found: each path with its image, in order of first use.
  package init(_ found: [(path: String, image: BookImage)]) {
    images = found.map(\.image)
    indices = Dictionary(
      found.enumerated().map { ($0.element.path, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Index in `images`; nil for a picture that cannot be shown.
  subscript(path: String) -> Int? { indices[path] }
}
