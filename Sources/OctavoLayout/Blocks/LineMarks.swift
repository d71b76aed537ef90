/// What a paragraph's lines bring along: the notes they call and the names they hold.
struct LineMarks {
  private var calls: ArraySlice<(token: Int32, note: Int)>
  private var anchors: ArraySlice<(token: Int32, name: String)>

  init(_ result: ParagraphSetter.Result) {
    calls = result.calls[...]
    anchors = result.anchors[...]
  }

  /// What the next line holds, which ends with `token`; the last line holds all that is left.
  mutating func take(upTo token: Int32, isLast: Bool) -> (notes: [Int], names: [String]) {
    var notes: [Int] = []
    var names: [String] = []
    while let call = calls.first, isLast || call.token <= token {
      notes.append(call.note)
      calls.removeFirst()
    }
    while let anchor = anchors.first, isLast || anchor.token <= token {
      names.append(anchor.name)
      anchors.removeFirst()
    }
    return (notes, names)
  }
}
