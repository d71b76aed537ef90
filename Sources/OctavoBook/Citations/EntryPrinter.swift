import OctavoBase

/// Prints works as a bibliography lists them, after The Chicago Manual of Style (17th edition,
/// chapter 15 for author and date; numbered entries have the year at their end).
struct EntryPrinter {
  let words: CitationWords
  let isNumeric: Bool

  func text(of work: BibliographyEntry, year: String) -> [Inline] {
    var text = SourceText()
    let title = SourceTitle(work, words.language).full
    let makers = makers(of: work)
    if makers.isEmpty {
      text.sentence(title.text, isEnded: title.isEnded)
    } else {
      text.sentence([.text(makers)])
    }
    if !isNumeric { text.sentence([.text(year)]) }
    if !makers.isEmpty { text.sentence(title.text, isEnded: title.isEnded) }
    addFacts(of: work, to: &text)
    if isNumeric { text.add([.text(year)], after: text.endsInTitle ? ". " : ", ") }
    addAddress(of: work, to: &text)
    text.end()
    return text.inlines
  }

  // MARK: People

  /// The names an entry begins with, the first one inverted where the entries are sorted by it.
  private func makers(of work: BibliographyEntry) -> String {
    guard let role = SourceLabels.creators(of: work), let list = work.people[role] else {
      return ""
    }
    var names = list.names.enumerated().map { index, name in
      index == 0 && !isNumeric ? name.inverted : name.straight
    }
    let isCut = names.count > 10 || list.hasOthers
    if names.count > 10 { names = Array(names.prefix(7)) }
    var text = words.joined(names)
    if isCut { text = names.joined(separator: ", ") + ", " + words.others }
    // An inverted name has a comma within it, so one stands behind it.
    if !isCut, !isNumeric, names.count == 2, words.language.language == "en" {
      text = names.joined(separator: ", \(words.and) ")
    }
    switch role {
    case .editor, .containerEditor: return text + ", " + words.editors(list.names.count)
    case .translator: return text + ", " + words.translatedBy
    case .author: return text
    }
  }

  private func credited(_ word: String, _ list: PersonList?) -> [Inline] {
    guard let list, !list.names.isEmpty else { return [] }
    let names =
      words.joined(list.names.map(\.straight)) + (list.hasOthers ? " " + words.others : "")
    return [.text(word + " " + names)]
  }

  /// A word as it begins a sentence.
  private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  // MARK: Facts

  private func addFacts(of work: BibliographyEntry, to text: inout SourceText) {
    switch work.kind {
    case .book: addBook(work, &text)
    case .chapter, .paper: addPart(work, &text)
    case .article: addArticle(work, &text)
    case .thesis:
      let genre = work.texts[.genre] ?? [.text(words.thesis)]
      text.sentence(genre)
      text.add(work.texts[.publisher] ?? [], after: ", ")
    case .report:
      var genre = work.texts[.genre] ?? []
      if let number = work.texts[.number] { genre += [.text(genre.isEmpty ? "" : " ")] + number }
      text.sentence(genre)
      addPublisher(work, &text)
    case .webpage:
      text.sentence(work.texts[.container] ?? work.texts[.publisher] ?? [])
      if let date = work.date, date.month != nil, let day = words.day(date) {
        text.sentence([.text(day)])
      }
    case .other:
      text.sentence(work.texts[.genre] ?? [])
      text.sentence(work.texts[.note] ?? [])
      addContainer(work, &text)
      addPublisher(work, &text)
    }
  }

  private func addBook(_ work: BibliographyEntry, _ text: inout SourceText) {
    addEdition(work, &text)
    let creators = SourceLabels.creators(of: work)
    if creators != .editor {
      text.sentence(credited(capital(words.editedBy), work.people[.editor]))
    }
    if creators != .translator {
      text.sentence(credited(capital(words.translatedBy), work.people[.translator]))
    }
    if let volume = work.texts[.volume] {
      text.sentence([.text(capital(words.volume) + "\u{A0}")] + volume)
    }
    addSeries(work, &text)
    addPublisher(work, &text)
  }

  private func addPart(_ work: BibliographyEntry, _ text: inout SourceText) {
    if let container = work.texts[.container] {
      text.sentence([.text(words.inside + " "), .emphasis(container)], isTitle: true)
    }
    text.add(credited(words.editedBy, work.people[.containerEditor]), after: ", ")
    if let volume = work.texts[.volume] {
      text.add([.text(words.volume + "\u{A0}")] + volume, after: ", ")
    }
    text.add(pages(of: work), after: ", ")
    text.sentence(credited(capital(words.translatedBy), work.people[.translator]))
    addEdition(work, &text)
    addSeries(work, &text)
    addPublisher(work, &text)
  }

  /// `*Journal* 11 (3): 12–34`.
  private func addArticle(_ work: BibliographyEntry, _ text: inout SourceText) {
    text.sentence(credited(capital(words.translatedBy), work.people[.translator]))
    addContainer(work, &text)
    let issue = work.texts[.issue]
    if let volume = work.texts[.volume] {
      text.add(volume, after: " ")
      if let issue { text.add([.text("(")] + issue + [.text(")")], after: " ") }
    } else if let issue {
      text.add([.text(words.number + "\u{A0}")] + issue, after: ", ")
    }
    let isNumbered = work.texts[.volume] != nil || issue != nil
    text.add(pages(of: work), after: isNumbered ? ": " : ", ")
  }

  private func addContainer(_ work: BibliographyEntry, _ text: inout SourceText) {
    if let container = work.texts[.container] {
      text.sentence([.emphasis(container)], isTitle: true)
    }
  }

  private func addEdition(_ work: BibliographyEntry, _ text: inout SourceText) {
    guard work.texts[.edition] != nil else { return }
    text.sentence([.text(words.edition(work.words(.edition)))])
  }

  private func addSeries(_ work: BibliographyEntry, _ text: inout SourceText) {
    guard let series = work.texts[.series] else { return }
    text.sentence(series + (work.texts[.number].map { [.text(" ")] + $0 } ?? []))
  }

  private func addPublisher(_ work: BibliographyEntry, _ text: inout SourceText) {
    switch (work.texts[.place], work.texts[.publisher]) {
    case (let place?, let publisher?): text.sentence(place + [.text(": ")] + publisher)
    case (let place?, nil): text.sentence(place)
    case (nil, let publisher?): text.sentence(publisher)
    case (nil, nil): break
    }
  }

  /// Page numbers with dashes for hyphens.
  private func pages(of work: BibliographyEntry) -> [Inline] {
    let pages = work.words(.pages)
    return pages.isEmpty ? [] : [.text(pages.replacing("--", with: "–").replacing("-", with: "–"))]
  }

  private func addAddress(of work: BibliographyEntry, to text: inout SourceText) {
    if let doi = work.doi {
      let url = "https://doi.org/" + doi
      return text.sentence([.link(url: url, [.text(url)])])
    }
    guard let url = work.url else { return }
    if let accessed = work.accessed.flatMap(words.accessed) {
      text.sentence([.text(capital(accessed))])
    }
    text.sentence([.link(url: url, [.text(url)])])
  }
}

/// The text of an entry as it grows, sentence by sentence.
struct SourceText {
  private(set) var inlines: [Inline] = []
  /// Whether a mark that ends a sentence stands at the end.
  private var isEnded = true
  /// Whether the last sentence is a title, behind which no comma may stand.
  private(set) var endsInTitle = false

  /// Adds a sentence; nothing for none.
  mutating func sentence(_ text: [Inline], isEnded: Bool = false, isTitle: Bool = false) {
    guard !text.isEmpty else { return }
    if !inlines.isEmpty {
      end()
      inlines.append(.text(" "))
    }
    endsInTitle =
      !isTitle && text.contains { if case .emphasis = $0 { true } else { false } } || isEnded
    inlines += text
    self.isEnded = isEnded
  }

  /// Goes on with the sentence; nothing for nothing.
  mutating func add(_ text: [Inline], after separator: String) {
    guard !text.isEmpty else { return }
    let last = Inline.plainText(inlines).last
    let isStop = separator.first == "." && (isEnded || last.map { ".?!…".contains($0) } ?? false)
    inlines += [.text(isStop ? " " : separator)] + text
    isEnded = false
    endsInTitle = false
  }

  /// Ends the sentence where no mark has.
  mutating func end() {
    let last = Inline.plainText(inlines).last
    if !isEnded, last.map({ !".?!…".contains($0) }) ?? false { inlines.append(.text(".")) }
    isEnded = true
  }
}
