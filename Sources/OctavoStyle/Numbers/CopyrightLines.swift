package import OctavoBook

/// The lines of the copyright page, the same in every format.
package enum CopyrightLines {
  /// Title, series, edition, rights, imprint and numbers, so far as they are known.
  package static func lines(_ metadata: BookMetadata, _ words: BookWords) -> [String] {
    groups(metadata, words).flatMap(\.self)
  }

  /// The lines by what they are about: the book, the rights, the house, the numbers.
  package static func groups(_ metadata: BookMetadata, _ words: BookWords) -> [[String]] {
    var book = [metadata.title]
    if let series = metadata.series { book.append(words.line(of: series)) }
    if let edition = metadata.edition { book.append(edition) }
    let date = metadata.date.map { PublicationDate.format($0, language: metadata.language) }
    let imprint = [metadata.publisher, date].compactMap(\.self)
    let house = imprint.isEmpty ? [] : [imprint.joined(separator: ", ")]
    let numbers =
      [metadata.printISBN.map { "ISBN \($0)" }, metadata.epubISBN.map { "ISBN \($0) (EPUB)" }]
      .compactMap(\.self)
    return [book, metadata.rights.map { [$0] } ?? [], house, numbers].filter { !$0.isEmpty }
  }
}
