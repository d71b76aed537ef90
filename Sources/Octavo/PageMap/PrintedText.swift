import OctavoBook
import OctavoLayout
import OctavoStyle

/// The text of a division's pages as compared characters, in the order it is printed.
///
/// Running heads, notes and lines that only the template made are left out; of the others it keeps
/// all, also what the reading text lacks, such as list markers and the calls of notes. The text of
/// the notes alone can be had instead.
struct PrintedText {
  /// What is compared, in order, without white space and without hyphens put in at lines' ends.
  private(set) var scalars: ContiguousArray<UInt32> = []
  /// For each page of the division, the index of its first character, ascending. A page without
  /// running text begins with the figure or table that it shows.
  private(set) var pageStarts: [Int] = []
  /// The index of each line's first character, ascending.
  private(set) var lineStarts: ContiguousArray<Int> = []
  /// What is said of each figure, in order.
  private(set) var descriptions: [PrintedDescription] = []
  /// The lines read of a description that stands in a picture's place.
  private var description: ContiguousArray<UInt32> = []
  /// The index of the first character of each float read so far, by its number.
  private var floatStarts: [Int32: Int] = [:]
  /// The index of the first character of the page being read, past what is called before it.
  private var textStart: Int?

  private static let generated: Set<StyleRole> = [
    .chapterNumber, .partNumber, .calloutTitle, .contentsHeading, .noteHeading, .indexHeading,
    .bibliographyHeading,
  ]

  /// Whether it is the notes' text, instead of the running text.
  private let isOfNotes: Bool

  init(_ division: PagedDivision, isOfNotes: Bool = false) {
    self.isOfNotes = isOfNotes
    scalars.reserveCapacity(division.store.text.count)
    var floats: [Int32: [PageFragment.Item]] = [:]
    for float in division.pages.flatMap(\.floats) { floats[float.number] = float.items }
    for page in division.pages {
      let start = scalars.count
      pageStarts.append(start)
      add(page, floats, division.store)
      pageStarts[pageStarts.count - 1] = self.start(of: page, from: start, division.store)
    }
  }

  /// Where a page begins whose first item or call stands at an index.
  private func start(of page: PageFragment, from start: Int, _ store: FragmentStore) -> Int {
    let shown = page.floats.compactMap { floatStarts[$0.number] }.min()
    if !isRunning(page, store) {
      let before = pageStarts.dropLast().last ?? 0
      return shown.flatMap { $0 < before ? nil : $0 } ?? start
    }
    // What the page calls before its text may stand on another page.
    let own = page.floats.map(\.number)
    let called = page.floatCalls.prefix { $0.item == 0 }
    return called.contains { own.contains($0.float) } ? start : textStart ?? start
  }

  /// Whether a page has text or pictures of its own besides what left its place.
  private func isRunning(_ page: PageFragment, _ store: FragmentStore) -> Bool {
    page.items.contains { item in
      switch item {
      case .line(let index, _): !store.lines[Int(index)].isDecoration
      case .image: true
      case .rule: false
      }
    }
  }

  /// A page's text, figures read where they belong, wherever they stand.
  private mutating func add(
    _ page: PageFragment, _ floats: [Int32: [PageFragment.Item]], _ store: FragmentStore
  ) {
    var calls = page.floatCalls[...]
    textStart = nil
    for (index, item) in page.items.enumerated() {
      while let call = calls.first, call.item == index {
        add(call, floats, store)
        calls.removeFirst()
      }
      if index == 0 { textStart = scalars.count }
      add(item, store)
    }
    for call in calls { add(call, floats, store) }
  }

  private mutating func add(
    _ call: PageFragment.FloatCall, _ floats: [Int32: [PageFragment.Item]], _ store: FragmentStore
  ) {
    floatStarts[call.float] = scalars.count
    for item in floats[call.float] ?? [] { add(item, store) }
  }

  private mutating func add(_ item: PageFragment.Item, _ store: FragmentStore) {
    switch item {
    case .line(let index, _): add(index, store.lines[Int(index)], store)
    case .image(let image):
      guard !isOfNotes else { return }
      descriptions.append(.ofPicture(image.alternative))
      lineStarts.append(scalars.count)
      scalars.append(ComparedScalar.object)
    case .rule: break
    }
  }

  private mutating func add(_ index: Int32, _ line: LineFragment, _ store: FragmentStore) {
    guard !line.isDecoration, line.isInNote == isOfNotes, !Self.generated.contains(line.role)
    else { return }
    lineStarts.append(scalars.count)
    if line.role == .sceneBreak { return scalars.append(ComparedScalar.object) }
    var bytes = text(of: index, line, store)
    if line.endsInHyphen, bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    guard line.describesPicture else {
      return ComparedScalar.forEach(in: bytes) { ComparedScalar.append($0, to: &scalars) }
    }
    // The description stands for the picture, which is one object however long it is.
    ComparedScalar.forEach(in: bytes) { ComparedScalar.append($0, to: &description) }
    guard line.endsParagraph else { return }
    scalars.append(ComparedScalar.object)
    descriptions.append(.inPlace(description))
    description = []
  }

  /// A line's characters in the order they are read.
  private func text(of index: Int32, _ line: LineFragment, _ store: FragmentStore) -> ArraySlice<
    UInt8
  > {
    var shown: ArraySlice<UInt8> = []
    for run in line.runs {
      let range = store.runs[Int(run)].text
      shown.append(contentsOf: store.text[Int(range.lowerBound)..<Int(range.upperBound)])
    }
    // What is read may be another order of what is shown, nothing else: the order of its words is
    // known, but only glyphs are seen.
    guard let reading = store.readings[index], Self.letters(reading[...]) == Self.letters(shown)
    else { return shown }
    return reading[...]
  }

  /// What is compared of a text, without its order: what has no shape is shown by no glyph.
  private static func letters(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
    var list: ContiguousArray<UInt32> = []
    ComparedScalar.forEach(in: bytes) { ComparedScalar.append($0, to: &list) }
    return list.sorted()
  }
}
