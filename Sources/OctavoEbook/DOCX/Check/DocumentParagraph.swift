import OctavoBook

/// What is read of one paragraph, the template's words told from the book's by its style.
struct DocumentParagraph {
  var style: WordStyle?
  /// Its text in pieces parted by tabulators, fields' instructions left out.
  var stretches: [String] = [""]
  /// Descriptions of the pictures in it.
  var pictures: [String] = []
  /// Where the field that counts a caption ends; nil without one.
  var countEnd: String.Index?
  /// Whether the field's end is in this paragraph's last stretch.
  var endsSection = false
  /// References and bookmarks, with how many bytes of `whole` stand before them.
  private(set) var marks: [Mark] = []
  /// The page number of an entry of the contents.
  var folio = ""
  private var length = 0

  /// What leads somewhere, or is led to.
  struct Mark {
    enum Kind {
      case bookmark(String)
      case reference(StoryReference)
    }

    let offset: Int
    let kind: Kind
  }

  mutating func append(_ text: String) {
    stretches[stretches.count - 1] += text
    length += text.utf8.count
  }

  mutating func tabulate() {
    stretches.append("")
    length += 1
  }

  mutating func mark(_ kind: Mark.Kind) { marks.append(Mark(offset: length, kind: kind)) }

  /// Text the template makes in every document.
  private static let generated: Set<WordStyle> = [
    .halfTitle, .title, .subtitle, .author, .credit, .publisher, .copyright, .partNumber,
    .chapterNumber, .chapterOrnament, .calloutTitle, .indexHeading, .index1, .index2, .index3,
    .header, .footer, .sectionEnd,
  ]

  private static let titles: Set<WordStyle> = [.heading1, .partTitle, .tocHeading]

  /// The words of the book in it.
  ///
  /// - Parameters:
  ///   - hasTitle: whether the division has a title of its own.
  ///   - hasSectionNumbers: whether the template numbers the division's sections.
  func text(hasTitle: Bool, hasSectionNumbers: Bool) -> String {
    guard let style else { return whole }
    if Self.generated.contains(style) || Self.titles.contains(style) && !hasTitle { return "" }
    if style.isContents { return stretches.last { !$0.isEmpty } ?? "" }
    switch style {
    case .verse: return verse
    case .sceneBreak: return String(ReadingText.object)
    case .figure: return String(ReadingText.object)
    case .caption, .tableCaption:
      guard let countEnd else { return whole }
      // After the number stand a full stop and a space.
      return String(whole[countEnd...].dropFirst(2))
    case .heading2, .heading3, .heading4, .heading5, .heading6:
      guard hasSectionNumbers, let end = whole.firstIndex(of: "\u{2002}") else { return whole }
      return String(whole[whole.index(after: end)...])
    default: return whole
    }
  }

  /// Lines of verse, without the numbers at their ends.
  private var verse: String {
    stretches.enumerated().map { index, text in
      index == 0 ? text : String(text.drop { $0 != "\n" })
    }.joined()
  }

  /// Where a mark stands in the words of the book: how many bytes of them are before it.
  func offset(of mark: Mark, in text: String) -> Int {
    // What the template makes stands before what the book says.
    let made = style == .sceneBreak || style == .figure ? length : length - text.utf8.count
    return min(max(mark.offset - made, 0), text.utf8.count)
  }

  /// Whether it is a line of the index: a field's, which word processors fill in anew.
  var isOfIndex: Bool {
    style.map { $0 == .indexHeading || WordStyle.index.contains($0) } ?? false
  }

  /// All its text.
  var whole: String { stretches.count == 1 ? stretches[0] : stretches.joined(separator: "\t") }

  /// Whether it is a heading of the book.
  func isHeading(hasTitle: Bool) -> Bool {
    guard let style else { return false }
    return Self.titles.contains(style) ? hasTitle : style.outlineLevel != nil
  }

  /// The descriptions of the pictures in it; of one that cannot be shown, the text in its place.
  var alternatives: [String] {
    guard style == .figure, pictures.isEmpty, whole.hasPrefix("["), whole.hasSuffix("]") else {
      return pictures
    }
    return [String(whole.dropFirst().dropLast())]
  }
}
