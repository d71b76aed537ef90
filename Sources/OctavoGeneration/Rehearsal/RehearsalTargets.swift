/// The amounts a prompt asks for in lines such as `Target words: 1,200` or `Target chapters: 12`.
struct RehearsalTargets: Sendable {
  private let texts: [String]

  init(_ request: ModelRequest) {
    texts = request.messages.reversed().map(\.text) + [request.system]
  }

  /// Words of prose asked for: by the line, else by a phrase such as `about 800 words`; nil where
  /// nothing is said.
  var words: Int? { count("words") ?? spokenWords }

  /// Words of one chapter, where chapters and the words of the whole book are asked for.
  var wordsOfChapter: Int? {
    guard let chapters = count("chapters"), chapters > 0 else { return nil }
    let words = texts.lazy.compactMap { text in
      text.firstMatch(of: /(?i)words of the whole book:\s*([0-9][0-9,.' ]*)/)
        .flatMap { Self.number($0.output.1) }
    }.first
    return words.map { $0 / chapters }
  }

  /// The last amount that the latest message to name one asks for.
  func count(_ name: String) -> Int? {
    for text in texts {
      let found = text.matches(
        of: /(?i)\btarget[ _-]([a-z]+)[*_`]*\s*[:=][*_`\s]*[^0-9\n]{0,12}?([0-9][0-9,.' ]*)/
      )
      .last { $0.output.1.lowercased() == name.lowercased() }
      if let amount = found.flatMap({ Self.number($0.output.2) }) { return amount }
    }
    return nil
  }

  private var spokenWords: Int? {
    for text in texts {
      if let found = text.matches(of: /(?i)\b([0-9][0-9,.' ]*)[ -]words?\b/).last,
        let amount = Self.number(found.output.1)
      {
        return amount
      }
    }
    return nil
  }

  /// A whole number with any marks between its groups of digits.
  private static func number(_ text: Substring) -> Int? {
    var digits = ""
    var rest = text[...]
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        digits.append(first)
      } else if rest.dropFirst().prefix(3).count(where: \.isNumber) < 3 {
        // No group of three follows: a fraction, or the sentence's end.
        break
      }
      rest = rest.dropFirst()
    }
    return digits.count <= 7 ? Int(digits) : nil
  }
}
