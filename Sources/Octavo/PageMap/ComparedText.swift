import OctavoBook

/// A division's reading text as compared characters, each with its place.
struct ComparedText {
  /// What is compared, in order, without white space.
  private(set) var scalars: ContiguousArray<UInt32> = []
  /// Where each of `scalars` stands in the reading text.
  private(set) var places: ContiguousArray<ReadingPlace> = []
  /// For each of `scalars`, the index past the last one of its block.
  private(set) var blockEnds: ContiguousArray<Int32> = []
  /// Where the text ends.
  let end: ReadingPlace

  init(_ text: ReadingText) {
    end = ReadingPlace(word: text.count)
    var blocks = text.blockStarts.dropFirst()[...]
    var blockStart = 0
    for word in 0..<text.count {
      if let next = blocks.first, next == word {
        blocks.removeFirst()
        close(from: blockStart)
        blockStart = scalars.count
      }
      add(word: word, text)
    }
    close(from: blockStart)
  }

  private mutating func add(word: Int, _ text: ReadingText) {
    var character = 0
    ComparedScalar.forEach(in: text.word(word)) { scalar in
      ComparedScalar.append(scalar, to: &scalars)
      while places.count < scalars.count {
        places.append(ReadingPlace(word: word, character: character))
      }
      character += 1
    }
  }

  private mutating func close(from start: Int) {
    while blockEnds.count < scalars.count { blockEnds.append(Int32(scalars.count)) }
  }

  /// Where the character with an index stands; the text's end past the last.
  func place(_ index: Int) -> ReadingPlace { index < places.count ? places[index] : end }
}
