/// The notes still to be set, as one stream of lines in the order of their calls, and where a page
/// may cut it.
///
/// A page takes the stream's start and leaves the rest to the next. Between two notes any cut will
/// do; inside a note at least two lines stand on either side, so that one of three lines or fewer
/// stays whole. A note that another calls keeps the last two lines of that one, where its call
/// mostly is, on its own page.
struct NoteStream {
  let notes: ContiguousArray<PageMaterial.Note>

  /// What a page takes of the stream.
  struct Cut: Equatable {
    /// Lines on the page.
    var taken: Int32 = 0
    /// Whether the last note on the page goes on.
    var isInside = false
    /// Notes of which the page has no line.
    var deferred: Int32 = 0
  }

  /// Least lines of a divided note on a page.
  private static let leastPart: Int32 = 2

  /// The most that fits of the `length` lines that end with the note before `end`.
  ///
  /// - Parameter room: lines the page has for them.
  func cut(length: Int32, end: Int32, room: Int32) -> Cut {
    guard length > room else { return Cut(taken: length) }
    var cut = Cut()
    var (note, done) = start(length: length, end: end)
    // Lines on the page of the note before.
    var onPage: Int32 = 0
    while note < end {
      let rest = notes[Int(note)].lineCount - done
      if cut.taken + rest > room {
        let part = min(room - cut.taken, rest - Self.leastPart)
        cut.isInside = part >= Self.leastPart
        if cut.isInside { cut.taken += part }
        cut.deferred = deferred(note + (cut.isInside ? 1 : 0), end)
        if !cut.isInside && notes[Int(note)].isInner && onPage >= 2 * Self.leastPart {
          cut.taken -= Self.leastPart
          cut.isInside = true
        }
        return cut
      }
      cut.taken += rest
      onPage = rest
      note += 1
      done = 0
    }
    return cut
  }

  /// As `cut`, but at least a line: for a page that would else take none.
  func forcedCut(length: Int32, end: Int32, room: Int32) -> Cut {
    let cut = cut(length: length, end: end, room: room)
    return cut.taken > 0 ? cut : Cut(taken: min(length, max(room, 1)), isInside: true)
  }

  /// How many of the notes from `first` on the text calls, which is on the page.
  private func deferred(_ first: Int32, _ end: Int32) -> Int32 {
    (first..<end).reduce(into: 0) { $0 += notes[Int($1)].isInner ? 0 : 1 }
  }

  /// The note the last `length` lines before note `end` begin in, and how many of its lines stand
  /// before them.
  private func start(length: Int32, end: Int32) -> (note: Int32, done: Int32) {
    var note = end
    var left = length
    while left > 0, note > 0 {
      note -= 1
      left -= notes[Int(note)].lineCount
    }
    return (note, max(-left, 0))
  }
}
