/// The lines of the divisions that are filled in from the others, without the page numbers that
/// stand apart from them.
package struct ListedLines: Sendable {
  private let lines: [Division.Kind: [BookContent.Entry]]

  /// - Parameter lines: by the kind of the division that lists them.
  package init(_ lines: [Division.Kind: [BookContent.Entry]]) { self.lines = lines }

  /// The lines of a kind of division; none for those with a text of their own.
  package subscript(kind: Division.Kind) -> [BookContent.Entry] { lines[kind] ?? [] }
}
