/// Chapters with a word changed in each paragraph: texts of their own that are as hard to set.
struct ChapterVariant {
  /// Which copy this is, from 1; it decides which word changes and to what.
  let copy: Int
  /// The words to put in, all different.
  let vocabulary: [String]
  let labels: CopiedLabels

  /// The words of `texts`, each once, in the order they first appear.
  static func vocabulary(of texts: [String]) -> [String] {
    var seen: Set<Substring> = []
    var words: [String] = []
    for paragraph in texts.flatMap(paragraphs(of:)) {
      for range in WordScan.words(in: paragraph) where seen.insert(paragraph[range]).inserted {
        words.append(String(paragraph[range]))
      }
    }
    return words
  }

  func text(of chapter: String) -> String {
    var text = ""
    text.reserveCapacity(chapter.utf8.count + 1_024)
    for (number, paragraph) in Self.paragraphs(of: chapter).enumerated() {
      text += changed(paragraph, number: number)
    }
    return labels.renamed(text, copy: copy)
  }

  /// Which word changes follows from the copy, so up to as many copies differ as there are words.
  private func changed(_ paragraph: Substring, number: Int) -> String {
    let words = WordScan.words(in: paragraph)
    guard !words.isEmpty, vocabulary.count > 1 else { return String(paragraph) }
    let place = words[(copy + number) % words.count]
    var choice = (number * 31 + copy) % vocabulary.count
    if vocabulary[choice] == paragraph[place] {
      choice = (choice + vocabulary.count / 2) % vocabulary.count
    }
    return paragraph[..<place.lowerBound] + vocabulary[choice] + paragraph[place.upperBound...]
  }

  /// `text` in pieces that each end with a blank line; joined they are `text`.
  private static func paragraphs(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    while let gap = text[start...].firstRange(of: "\n\n") {
      pieces.append(text[start..<gap.upperBound])
      start = gap.upperBound
    }
    return pieces + [text[start...]]
  }
}

/// Finds words that can be replaced without touching the Markdown around them.
enum WordScan {
  /// Words of at least three ASCII letters with spaces or line ends around them, quotation marks,
  /// emphasis and points aside. None in headings, fences, tables and attributes.
  static func words(in text: Substring) -> [Range<String.Index>] {
    guard let first = text.unicodeScalars.first, !marks.contains(first) else { return [] }
    var words: [Range<String.Index>] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    while start < scalars.endIndex {
      let end = scalars[start...].firstIndex { $0 == " " || $0 == "\n" } ?? scalars.endIndex
      if let word = word(scalars[start..<end]) { words.append(word) }
      start = end < scalars.endIndex ? scalars.index(after: end) : end
    }
    return words
  }

  /// What begins a block whose words have a meaning.
  private static let marks: [Unicode.Scalar] = ["#", ":", "`", "~", "|", "{", "<", "!", "$"]

  private static let before: [Unicode.Scalar] = ["“", "‘", "\"", "(", "*", "_"]
  private static let after: [Unicode.Scalar] = [
    ",", ".", ";", "!", "?", "”", "’", "\"", ")", "*", "_",
  ]

  private static func word(_ token: Substring.UnicodeScalarView) -> Range<String.Index>? {
    let letters = token.drop { before.contains($0) }.prefix {
      $0.isASCII && $0.properties.isAlphabetic
    }
    guard letters.count >= 3, token[letters.endIndex...].allSatisfy(after.contains) else {
      return nil
    }
    return letters.startIndex..<letters.endIndex
  }
}
