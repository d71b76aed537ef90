/// Chapters with a word changed in each paragraph: texts of their own that are as hard to set.
struct ChapterVariant {
  /// Which copy this is, from 1; it decides which word changes and to what.
  let copy: Int
  /// The words to put in, all different.
  let vocabulary: [String]

  /// The lower-case words of `texts`, each once, in the order they first appear.
  static func vocabulary(of texts: [String]) -> [String] {
    var seen: Set<Substring> = []
    var words: [String] = []
    for text in texts {
      for range in WordScan.words(in: text[...]) where seen.insert(text[range]).inserted {
        words.append(String(text[range]))
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
    return text
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
  /// Words of at least three lower-case ASCII letters with spaces or line ends around them, commas
  /// and the like aside. None in headings, fences, tables and definitions of attributes.
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
  private static let marks: [Unicode.Scalar] = ["#", ":", "`", "~", "|", "{", "<", "[", "!", "$"]

  private static func word(_ token: Substring.UnicodeScalarView) -> Range<String.Index>? {
    let isLetter = { (scalar: Unicode.Scalar) in (0x61...0x7A).contains(scalar.value) }
    let end = token.firstIndex { !isLetter($0) } ?? token.endIndex
    guard token[..<end].count >= 3 else { return nil }
    guard token[end...].allSatisfy({ [",", ".", ";", "!", "?"].contains($0) }) else { return nil }
    return token.startIndex..<end
  }
}
