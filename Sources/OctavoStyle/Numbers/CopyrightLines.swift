package import OctavoBook

/// The lines of the copyright page, the same in every format.
package enum CopyrightLines {
  /// Title, series, edition, rights, imprint and numbers, so far as they are known.
  package static func lines(_ metadata: BookMetadata, _ words: BookWords) -> [String] {
    var lines: [String] = [metadata.title]
    if let series = metadata.series { lines.append(words.line(of: series)) }
    if let edition = metadata.edition { lines.append(edition) }
    if let rights = metadata.rights { lines.append(rights) }
    let date = metadata.date.map { PublicationDate.format($0, language: metadata.language) }
    let imprint = [metadata.publisher, date].compactMap(\.self)
    if !imprint.isEmpty { lines.append(imprint.joined(separator: ", ")) }
    if let isbn = metadata.printISBN { lines.append("ISBN \(isbn)") }
    if let isbn = metadata.epubISBN { lines.append("ISBN \(isbn) (EPUB)") }
    return lines
  }
}
