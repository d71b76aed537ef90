/// The names of the places between which the links of gathered notes lead, in one division.
struct NoteLinks {
  /// The division's id.
  let division: String

  /// The place of a note's first call, by its index.
  func call(_ note: Int) -> String { "note-call:\(division):\(note + 1)" }

  /// The note itself.
  func note(_ note: Int) -> String { "note:\(division):\(note + 1)" }
}
