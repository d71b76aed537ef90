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
  /// For each page of the division, the index of its first character.
  private(set) var pageStarts: [Int] = []
  /// The index of each line's first character, ascending.
  private(set) var lineStarts: ContiguousArray<Int> = []

  private static let generated: Set<StyleRole> = [
    .chapterNumber, .partNumber, .note, .calloutTitle, .contentsHeading, .noteHeading,
    .indexHeading,
  ]

  /// Whether it is the notes' text, instead of the running text.
  private let isOfNotes: Bool

  init(_ division: PagedDivision, isOfNotes: Bool = false) {
    self.isOfNotes = isOfNotes
    scalars.reserveCapacity(division.store.text.count)
    var floats: [Int32: [PageFragment.Item]] = [:]
    for float in division.pages.flatMap(\.floats) { floats[float.number] = float.items }
    for page in division.pages {
      pageStarts.append(scalars.count)
      add(page, floats, division.store)
    }
  }

  /// A page's text, figures read where they belong, wherever they stand.
  private mutating func add(
    _ page: PageFragment, _ floats: [Int32: [PageFragment.Item]], _ store: FragmentStore
  ) {
    var calls = page.floatCalls[...]
    for (index, item) in page.items.enumerated() {
      while let call = calls.first, call.item == index {
        for item in floats[call.float] ?? [] { add(item, store) }
        calls.removeFirst()
      }
      add(item, store)
    }
    for call in calls { for item in floats[call.float] ?? [] { add(item, store) } }
  }

  private mutating func add(_ item: PageFragment.Item, _ store: FragmentStore) {
    switch item {
    case .line(let index, _): add(store.lines[Int(index)], store)
    case .image:
      guard !isOfNotes else { return }
      lineStarts.append(scalars.count)
      scalars.append(ComparedScalar.object)
    case .rule: break
    }
  }

  private mutating func add(_ line: LineFragment, _ store: FragmentStore) {
    guard !line.isDecoration, isTaken(line.role) else { return }
    let start = scalars.count
    lineStarts.append(start)
    if line.role == .sceneBreak { return scalars.append(ComparedScalar.object) }
    if line.describesPicture {
      // The description stands for the picture, which is one object however long it is.
      if line.endsParagraph { scalars.append(ComparedScalar.object) }
      return
    }
    var bytes: ArraySlice<UInt8> = []
    for index in line.runs {
      let run = store.runs[Int(index)]
      let text = store.text[Int(run.text.lowerBound)..<Int(run.text.upperBound)]
      bytes.append(contentsOf: text)
    }
    if line.endsInHyphen, bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    if bytes.contains(where: Self.mayTurn) { bytes = ArraySlice(Self.logical(bytes)) }
    ComparedScalar.forEach(in: bytes) { ComparedScalar.append($0, to: &scalars) }
  }

  private func isTaken(_ role: StyleRole) -> Bool {
    isOfNotes ? role == .note : !Self.generated.contains(role)
  }

  /// Whether a byte may begin a character that is written from right to left.
  private static func mayTurn(_ byte: UInt8) -> Bool {
    (0xD6...0xE0).contains(byte) || byte >= 0xEF
  }

  /// A line's words in the order they are read: printed from left to right, words of scripts that
  /// run the other way stand in turned order.
  private static func logical(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var words = bytes.split(separator: 0x20).map { Array($0) }
    var index = 0
    while index < words.count {
      var end = index
      while end < words.count, isRightToLeft(words[end]) { end += 1 }
      if end - index > 1 { words[index..<end].reverse() }
      index = max(end, index + 1)
    }
    return Array(words.joined(separator: [0x20]))
  }

  private static func isRightToLeft(_ word: [UInt8]) -> Bool {
    var found = false
    ComparedScalar.forEach(in: word) { if ComparedScalar.isRightToLeft($0) { found = true } }
    return found
  }
}
