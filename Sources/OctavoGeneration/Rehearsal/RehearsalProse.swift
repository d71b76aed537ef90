/// Writes the rehearsal's Markdown: paragraphs with talk, emphasis, now and then a list or a
/// quotation, so that pages look like a book's.
struct RehearsalProse {
  private var writer: RehearsalWriter
  /// Paragraphs since the last list or quotation.
  private var sinceFigure = 0

  init(_ writer: RehearsalWriter) { self.writer = writer }

  /// Paragraphs of about so many words, at most a dozen more or fewer.
  mutating func text(words target: Int) -> String {
    var paragraphs: [String] = []
    var left = target
    while left > 8 || paragraphs.isEmpty {
      let paragraph = nextParagraph(left: left)
      left -= Self.words(paragraph)
      paragraphs.append(paragraph)
    }
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  static func words(_ text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).count
  }

  private mutating func nextParagraph(left: Int) -> String {
    sinceFigure += 1
    if sinceFigure > 9, left > 120, writer.random.once(in: 6) {
      sinceFigure = 0
      return writer.random.once(in: 3) ? quotation() : list()
    }
    return writer.random.once(in: 4) && left > 30 ? talk(left: left) : narration(left: left)
  }

  private mutating func narration(left: Int) -> String {
    var sentences: [String] = []
    var count = 0
    let length = min(left, writer.random.number(in: 35...120))
    while count < length - 6 || sentences.isEmpty {
      let sentence = emphasised(writer.sentence())
      sentences.append(sentence)
      count += Self.words(sentence)
    }
    return sentences.joined(separator: " ")
  }

  /// One spoken turn, with who says it and what is done meanwhile.
  private mutating func talk(left: Int) -> String {
    let first = RehearsalWriter.capitalised(writer.expand("speech"))
    let speaker = writer.expand("cast")
    let verb = writer.expand("saying")
    let lead = "“\(first),” \(speaker) \(verb)"
    switch writer.random.number(below: 3) {
    case 0: return lead + "."
    case 1: return "\(lead). “\(RehearsalWriter.capitalised(writer.expand("speech"))).”"
    default: return left > 50 ? "\(lead), and \(writer.expand("statement"))." : lead + "."
    }
  }

  private mutating func list() -> String {
    let isNumbered = writer.random.once(in: 3)
    let count = writer.random.number(in: 3...5)
    let items = (1...count).map { number in
      (isNumbered ? "\(number). " : "- ") + RehearsalWriter.capitalised(writer.expand("item"))
    }
    return RehearsalWriter.capitalised(writer.expand("statement")) + ":\n\n"
      + items.joined(separator: "\n")
  }

  private mutating func quotation() -> String {
    "> " + RehearsalWriter.capitalised(writer.expand("maxim")) + ". " + writer.sentence()
  }

  /// The sentence, one in a dozen with a word of it emphasised.
  private mutating func emphasised(_ sentence: String) -> String {
    guard writer.random.once(in: 12) else { return sentence }
    var words = sentence.split(separator: " ").map(String.init)
    let places = words.indices.filter { index in
      words[index].count > 4 && words[index].allSatisfy(\.isLetter)
    }
    guard let place = writer.random.pick(places) else { return sentence }
    let mark = writer.random.once(in: 5) ? "**" : "*"
    words[place] = mark + words[place] + mark
    return words.joined(separator: " ")
  }
}
