/// One chapter of the technical book, as Markdown.
struct TechnicalChapter {
  private let number: Int
  private let chapters: Int
  private var words: TechnicalWords
  private var notes: [String] = []

  /// - Parameters:
  ///   - number: its place in the book, from 0.
  ///   - chapters: how many chapters share the book's blocks.
  init(number: Int, of chapters: Int) {
    self.number = number
    self.chapters = chapters
    words = TechnicalWords(seed: number + 1)
  }

  var text: String {
    mutating get {
      let opening = "# \(words.heading()) {#ch\(number)}\n\n\(words.sentences(5))"
      let sections = (0..<5).map { section($0) }
      return ([opening] + sections + notes).joined(separator: "\n\n") + "\n"
    }
  }

  private mutating func section(_ index: Int) -> String {
    var parts = ["## \(words.heading()) {#ch\(number)-\(index)}", prose(), code(index), prose()]
    if index < share(TechnicalManuscript.tables) { parts += table(index) }
    if index < share(TechnicalManuscript.figures) { parts += figure(index) }
    parts += [extra(index), words.sentences(4)]
    return parts.joined(separator: "\n\n")
  }

  /// How many of the book's blocks of a kind each chapter has.
  private func share(_ count: Int) -> Int { count / chapters }

  private mutating func prose() -> String {
    var text = words.sentences(3)
    if words.number(below: 3) == 0 {
      let name = "c\(number)-\(notes.count)"
      text += "[^\(name)]"
      notes.append("[^\(name)]: \(words.sentence())")
    }
    let term = words.noun()
    return text + " " + words.sentences(3) + "[]{.index term=\"\(term)\"}\n\n" + words.sentences(4)
  }

  private mutating func code(_ index: Int) -> String {
    let sample = TechnicalCode(number: number * share(TechnicalManuscript.codeBlocks) + index)
    return "```\(sample.language)\n\(sample.text(&words))\n```"
  }

  private mutating func table(_ index: Int) -> [String] {
    let table = TechnicalTable(number: number * share(TechnicalManuscript.tables) + index)
    if let note = table.note { notes.append("[^\(note)]: \(words.sentence())") }
    let reference =
      table.isNamed ? "[@\(table.id)] on page []" + "(#\(table.id)){.page} tells the rest. " : ""
    return [reference + words.sentences(2), table.text(&words), words.sentences(3)]
  }

  private mutating func figure(_ index: Int) -> [String] {
    let figure = TechnicalFigure(
      number: number * share(TechnicalManuscript.figures) + index, scale: 1)
    return ["See [@\(figure.id)]. " + words.sentences(3), figure.text(&words), words.sentences(4)]
  }

  /// A list, a call-out, definitions or a quotation.
  private mutating func extra(_ index: Int) -> String {
    switch (number + index) % 5 {
    case 0:
      """
      1. \(words.sentence())
         - \(words.sentence())
         - \(words.sentence())
      2. \(words.sentence())
      3. \(words.sentence())
      """
    case 1:
      """
      ::: \(words.pick(["note", "tip", "warning", "caution", "example"]))
      \(words.sentences(3)) See [](#ch\((number + 1) % chapters)).
      :::
      """
    case 2:
      """
      \(words.identifier())
      : \(words.sentence())

      \(words.identifier())
      : \(words.sentence())
      """
    case 3: "- [x] \(words.sentence())\n- [ ] \(words.sentence())"
    default: "> \(words.sentences(2))"
    }
  }
}
